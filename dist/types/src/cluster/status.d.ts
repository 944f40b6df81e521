/** One entry of a Status' `details.causes`. */
export interface StatusCause {
    reason: string;
    /** The path as the server writes it: `spec.template.spec.containers[0].image`. */
    field: string;
    message: string;
}
/** What the API server said when it did not do what was asked. */
export interface ApiStatus {
    http: number;
    /** '' where the answer was no Status, or one without a reason. */
    reason: string;
    message: string;
    causes: StatusCause[];
    /** `details.kind`: of a 404, the kind that is missing. */
    kind: string | undefined;
    /** Whether the answer was a Status object; a kind that is not served is answered in plain text. */
    isStatus: boolean;
    retryAfter: number | undefined;
}
/** Reads the body of an answer of 400 or more. */
export declare function readStatus(http: number, text: string, retryAfter?: number): ApiStatus;
