/** Why a rule gives no verdict tonight though its report may be there: it threw, or an indicator that it reads could not be computed. */
export type SetAsideReason = "rule-failed" | "indicator-failed";
