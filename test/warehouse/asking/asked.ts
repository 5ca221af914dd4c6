import type { Audit, AuditLine } from "../../../warehouse/asking/question.ts";

/** An audit that notes nothing. */
export const noAudit: Audit = () => () => undefined;

/** An audit that adds to a list. */
export const auditTo =
  (lines: AuditLine[]): Audit =>
  (begun) => {
    lines.push(begun);
    return (ended) => void lines.push(ended);
  };
