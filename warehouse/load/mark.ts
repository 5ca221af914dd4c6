/**
 * A check that needs more than one row: a query that returns the rows of another query (`from`, in the form of `stage`) with their
 * reasons. Every mark handles submissions separately and leaves rows that already have a reason.
 */
export type Mark = (from: string) => string;
