/** The texts of `Warning` headers, each once. */
export declare function warningTexts(headers: readonly string[]): string[];
