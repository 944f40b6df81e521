/** A rule of a CustomResourceDefinition, and the value that it judges. */
export interface RuleCall {
    path: string;
    rule: string;
    message?: string;
    messageExpression?: string;
    self: unknown;
}
/** What a rule says: nothing where it holds. */
export interface Outcome {
    failed?: string;
    /** Why it could not be evaluated. */
    unknown?: string;
}
