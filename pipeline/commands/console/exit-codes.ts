/** What was asked for is done, and something else needs a person: mail that did not arrive, a readers' copy that is old. */
export const TROUBLE = 3;
