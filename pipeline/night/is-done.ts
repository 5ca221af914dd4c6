import { decidedSince } from "../../rules/findings/finding-log.ts";
import { lastSubmission, type NightRecord } from "../../warehouse/measure/nights.ts";
import { hasNews } from "./intake.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** Whether the last night had the same date, policy and register, with nothing new since; one that set rules or indicators aside is not done. */
export async function isDone(
  before: NightRecord,
  opened: OpenDeployment,
  request: NightRequest,
): Promise<boolean> {
  if (before.date !== request.date || before.policy !== opened.deployment.policyHash) return false;
  if (before.register !== opened.deployment.registerHash || hasNews(opened, request)) return false;
  if (before.counts.setAside?.some(({ kind }) => kind !== "template")) return false;
  if (await decidedSince(opened.warehouse, before.asOf, request.asOf)) return false;
  return (await lastSubmission(opened.warehouse)) === before.submissionUpto;
}
