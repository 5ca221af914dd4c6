import { existsSync } from "node:fs";
import { translate } from "../../reports/language/index.ts";
import { collectSpool } from "../../warehouse/asking/spool.ts";
import { auditPath, SPOOL } from "../deployment/access.ts";
import type { OpenDeployment } from "./open-deployment.ts";

/**
 * Move the questions of other accounts from the spool into the audit. Returns their number; what is strange there is logged, and a spool
 * that cannot be emptied is logged too and stops no night.
 */
export function collectQuestions(opened: OpenDeployment): number {
  const { language } = opened.noticeSetting;
  const folder = opened.path(SPOOL);
  if (!existsSync(folder)) return 0;
  try {
    const { questions, strange } = collectSpool(folder, auditPath(opened.path()));
    for (const { name, kind, uid } of strange.slice(0, 10))
      opened.log(translate(language, "spool.strange", { name, kind, uid }));
    return questions;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    opened.log(translate(language, "spool.broken", { dir: folder, cause }));
    return 0;
  }
}
