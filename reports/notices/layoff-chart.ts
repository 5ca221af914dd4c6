import { addDays } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import { settingsAt } from "../../rules/policy/settings-at.ts";
import { TIERS } from "../../rules/policy/tiers.ts";
import type { Chart, TierLine } from "../documents/content.ts";
import { dateText, numberText, shortDateText, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import type { Addressee } from "./route.ts";
import { isOver } from "./subjects.ts";
import { tierLine } from "./tier-line.ts";

/** Most reports that a chart shows: the latest. */
const MOST_REPORTS = 24;

/** Days of the window that a case of layoffs is judged by. */
const WINDOW = 30;

/**
 * The layoff reports of an area (裁员报告图), a stem for each, in the order of their days; those of the judged window are dark. Only who may see enterprises
 * gets it: in a small area a stem is an enterprise.
 */
export function layoffChart(
  event: CaseEvent,
  { seesEnterprises }: Addressee,
  setting: NoticeSetting,
): Chart | null {
  const { language, directory, story } = setting;
  const reports = [...(story?.layoffs ?? [])].sort(
    (a, b) => Number(a.receivedOn > b.receivedOn) - Number(a.receivedOn < b.receivedOn),
  );
  if (!seesEnterprises || reports.length === 0 || event.drill) return null;
  const shown = reports.slice(-MOST_REPORTS);
  const isInWindow = ({ receivedOn }: LayoffEvent) => receivedOn > addDays(event.date, -WINDOW);
  // Lines on one enterprise's cut stand on the stems; those on sums of several would be read wrongly there.
  const lines = event.rule === "single-layoff" ? enterpriseLines(event, setting) : [];
  const area = directory.areaName(event.area);
  const inWindow = shown.filter(isInWindow);
  const dayText = (day: string) =>
    day.slice(0, 4) === event.date.slice(0, 4) ? shortDateText(day, language) : dateText(day, language);
  return {
    ...{ kind: "stems", season: [], lines, fromZero: true },
    title: translate(language, "chart.layoffs", { area }),
    unit: translate(language, "chart.persons"),
    points: shown.map((report) => ({
      ...{ label: dayText(report.receivedOn), value: report.persons },
      ...(isInWindow(report) ? { isJudged: true } : {}),
      text: numberText(report.persons, language, 0),
    })),
    tier: isOver(event) ? null : (event.tierTo ?? event.tierFrom),
    notes: [
      translate(language, "chart.stems"),
      ...(lines.length > 0 ? [translate(language, "chart.enterprise-lines")] : []),
      ...(reports.length > shown.length
        ? [translate(language, "chart.latest", { count: shown.length })]
        : []),
    ],
    alt: translate(language, "chart.layoffs-alt", {
      ...{ area, count: inWindow.length },
      persons: numberText(
        inWindow.reduce((sum, { persons }) => sum + persons, 0),
        language,
        0,
      ),
    }),
  };
}

/**
 * The lines on the workers of one enterprise: for each tier the fewest that reach it by themselves, else the fewest that reach it where the
 * other conditions of the line are met too.
 */
function enterpriseLines(event: CaseEvent, { policy, directory, language }: NoticeSetting): TierLine[] {
  const lines = settingsAt(policy, event.rule, directory.area(event.area)?.level ?? "")?.lines;
  if (!lines || isOver(event)) return [];
  return TIERS.flatMap((tier) => {
    const limbs = (lines[tier] ?? []).filter(({ persons }) => typeof persons === "number");
    const alone = limbs.filter((limb) => Object.keys(limb).length === 1);
    const persons = (alone.length > 0 ? alone : limbs).map((limb) => Number(limb.persons));
    return persons.length === 0 ? [] : [tierLine(tier, Math.min(...persons), language)];
  });
}
