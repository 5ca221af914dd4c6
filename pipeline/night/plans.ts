import type { OnBrokenText } from "../../reports/delivery/compose-or-plain.ts";
import type { LetterPart } from "../../reports/delivery/night-letters.ts";
import { inLanguage, translate } from "../../reports/language/index.ts";
import { type LaggingTarget, planLetters } from "../../reports/reminders/plan-letters.ts";
import { standingOf } from "../../reports/views/targets.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import { lagOf } from "../../rules/targets/pace.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/**
 * Remind offices of plans that lag, on the first night of a month; a night caught up later reminds of nothing. Returns the parts of its letters.
 */
export async function remindOfPlans(
  opened: OpenDeployment,
  { date, asOf, isMadeUp }: NightRequest,
  { isFirstOfMonth, onBroken }: { readonly isFirstOfMonth: boolean; readonly onBroken?: OnBrokenText },
): Promise<LetterPart[]> {
  const { warehouse, deployment, noticeSetting } = opened;
  const { targets, paceLines, policy } = deployment;
  if (!isFirstOfMonth || isMadeUp || targets.length === 0) return [];
  const { language, directory } = noticeSetting;
  const question = {
    ...{ date, asOf, coverageFloor: policy.coverageFloor },
    sourceName: translate(language, "targets.own"),
  };
  const lagging: LaggingTarget[] = [];
  for (const target of targets) {
    if (target.kind !== "cumulative" || target.span.to < date.slice(0, 7)) continue;
    const indicator = target.indicator === undefined ? undefined : indicatorById(target.indicator);
    const { progress } = await standingOf(warehouse, target, indicator, question);
    const lag = lagOf(progress, paceLines);
    if (!lag || !("state" in progress)) continue;
    lagging.push({
      ...{ area: target.area, plan: inLanguage(target.planTitle, language), lag, pace: progress.pace! },
      ...{ months: progress.months, elapsed: progress.elapsed },
      title: inLanguage(target.title ?? indicator!.title, language),
    });
  }
  return planLetters(lagging, { date, directory, ...(onBroken ? { onBroken } : {}) }, language);
}
