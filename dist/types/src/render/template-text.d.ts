/**
 * A Helm template without its actions, so that it can be read as YAML in which every value stands where it
 * stands in the template: lines of actions alone become blank, other actions a placeholder of the same length.
 * What opens and does not end is no action; nothing after it is looked at twice, for the text is a stranger's.
 */
export declare function blankActions(template: string): string;
/** Whether a template's text, actions blanked, can have printed this. */
export declare function couldPrint(blanked: string, result: string): boolean;
/** How many characters of a template's text, actions blanked, are printed as they are. */
export declare const writtenOut: (blanked: string) => number;
