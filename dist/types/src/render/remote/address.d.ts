/** Whether an address is one of the public internet. What is no address is not. */
export declare function isPublicAddress(address: string): boolean;
