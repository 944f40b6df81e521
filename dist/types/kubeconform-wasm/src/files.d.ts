export declare const moduleFile: () => string;
export declare const bundleFile: () => string;
