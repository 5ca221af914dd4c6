/**
 * A reason for refusing rows that is found by looking at more than the row: a query with the rows of another (`from`, in the form of
 * `stage`) and their reasons. Every mark tells submissions apart, and leaves the rows that have a reason already.
 */
export type Mark = (from: string) => string;
