import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent, Measure, Rule } from "../../rules/definitions/define.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { legalDuties } from "../../rules/definitions/legal-duty.ts";
import { meets } from "../../rules/judge/judge.ts";
import { readEvents } from "../../rules/judge/read-facts.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import { TIERS, type Tier } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { dateText, numberText, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";

/** Days of an enterprise's reports that are taken together. */
const DAYS = 30;

/** A night, what it knows, and the instant up to which the night before knew: reports that became known later are new. */
export interface SinceNight {
  readonly date: string;
  readonly asOf: string;
  readonly since: string;
}

/**
 * The enterprises that must report a layoff by law, by area, as far as a report of theirs is new and no change of a case names them
 * (劳动合同法第四十一条). The law knows no floor: a firm of eight that cuts one owes a report and makes no warning.
 */
export async function legalFacts(
  warehouse: Warehouse,
  events: readonly CaseEvent[],
  { date, asOf, since }: SinceNight,
): Promise<Map<string, LayoffEvent[]>> {
  const facts = new Map<string, LayoffEvent[]>();
  const areas = new Map<string, Awaited<ReturnType<typeof readEvents>>>();
  for (const event of await readEvents(warehouse, date, DAYS, { asOf }))
    if (event.receivedOn <= date) areas.set(event.area, [...(areas.get(event.area) ?? []), event]);
  for (const [area, reports] of areas) {
    const isNew = (firm: LayoffEvent) =>
      reports.some(
        ({ employerKey, code, newsAt }) =>
          (employerKey === firm.employerKey || code === firm.employerKey) && newsAt > Date.parse(since),
      );
    const named = (firm: LayoffEvent) =>
      events.some((event) => event.area === area && event.facts.values.employer === firm.employer);
    const owed = legalDuties(reports).filter((firm) => isNew(firm) && !named(firm));
    if (owed.length > 0) facts.set(area, owed);
  }
  return facts;
}

/**
 * The gravest tier whose line an enterprise reaches by itself in an area; null where it reaches none, undefined where the policy does not have the
 * rule on one enterprise, or it cannot be judged.
 */
export function tierOfFirm(
  firm: LayoffEvent,
  area: string,
  { policy, directory }: Pick<NoticeSetting, "policy" | "directory">,
): Tier | null | undefined {
  const rule = ruleById(RULE);
  const lines = settingsAt(policy, RULE, directory.area(area)?.level ?? "")?.lines;
  if (rule?.kind !== "event" || !lines) return undefined;
  const measured = measuredBy(rule, firm);
  if (measured === null || !("candidates" in measured)) return undefined;
  const reaches = (tier: Tier) =>
    (lines[tier] ?? []).some((limb) => measured.candidates.some(({ quantities }) => meets(quantities, limb)));
  return [...TIERS].reverse().find(reaches) ?? null;
}

/** What the rule finds of one enterprise; null where it fails, which its night has said already. */
function measuredBy(rule: Extract<Rule, { kind: "event" }>, firm: LayoffEvent): Measure | null {
  try {
    return rule.measure([firm], {}, { until: firm.receivedOn, newAfter: firm.receivedOn });
  } catch {
    return null;
  }
}

/** The rule on one enterprise. */
const RULE = "single-layoff";

/** One enterprise that must report, as a line of its office's list: with the line of a warning that it reaches, or that it reaches none. */
export function legalLine(firm: LayoffEvent, area: string, setting: NoticeSetting): string {
  const { employer, persons, staff, receivedOn } = firm;
  const { language } = setting;
  const tier = tierOfFirm(firm, area, setting);
  const text = translate(language, staff === null ? "notice.law-line" : "notice.law-line-of-staff", {
    ...{ employer, persons: numberText(persons, language, 0), date: dateText(receivedOn, language) },
    ...{ staff: numberText(staff ?? 0, language, 0) },
    share: staff ? numberText((100 * persons) / staff, language, 1) : "",
  });
  if (tier === undefined) return text;
  return tier === null
    ? translate(language, "notice.law-below", { text })
    : translate(language, "notice.law-reached", { text, tier: translate(language, `tier.${tier}`) });
}
