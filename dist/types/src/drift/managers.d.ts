export declare const isController: (manager: string) => boolean;
/** Plumbline under any of its names: the release's own fields, handed-over and taken-over ones. */
export declare const isOurs: (manager: string) => boolean;
