/** The JSON Schema of plumbline.yaml, for editors. */
export declare function configJsonSchema(): object;
/** The files generated from this folder, by path from the repository's root. */
export declare function generate(): Record<string, string>;
