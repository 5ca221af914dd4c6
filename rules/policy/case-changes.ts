/** What may happen to a case (变动), as rules/cases explains them. */
export const CASE_CHANGES = [
  "opened",
  "raised",
  "lowered",
  "held",
  "quiet",
  "reopened",
  "moved",
  "merged",
  "corrected",
  "lifted",
  "closed",
] as const;
