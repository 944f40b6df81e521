/**
 * The secret that was shared out (Shamir, as HashiCorp's Vault does it): each part holds a point per byte, its
 * last byte is where the points lie. Too few parts, or wrong ones, give another secret.
 * @returns undefined for parts that do not belong together
 */
export declare function combineParts(parts: readonly Buffer[]): Buffer | undefined;
