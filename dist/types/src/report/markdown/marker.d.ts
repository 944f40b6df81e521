/** What the comment knows of itself, hidden in its first line. */
export interface CommentHeader {
    v: 1;
    label: string;
    /** The plan's hash. */
    plan: string;
    /** The commit the plan was made for. */
    head: string;
    state: 'planned' | 'applying' | 'applied' | 'failed';
}
/** The first line of the comment. Nothing in it can end the HTML comment that it is. */
export declare function marker(header: CommentHeader): string;
/**
 * The header of a comment's body; undefined where its first line is none. Text proves no author: whoever
 * looks for the comment compares that too.
 */
export declare function readMarker(body: string): CommentHeader | undefined;
