/** Runs something in the sandbox; a limit that it meets is an error as any other. */
export declare function withinLimits<T>(run: () => Promise<T>): Promise<T>;
