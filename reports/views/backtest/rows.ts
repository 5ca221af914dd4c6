import { mean, median } from "simple-statistics";
import type { Backtest } from "../../../rules/backtest/backtest.ts";
import type { Detection } from "../../../rules/backtest/score.ts";
import { falsePerAreaYear, predictiveValue, sensitivity } from "../../../rules/backtest/score.ts";
import { daysBetween } from "../../../rules/calendar/periods.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, numberText, translate } from "../../language/index.ts";

/** A table as text: head and rows. */
export interface TableText {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure as text, or the sign for no value. */
export const figure = (value: number | null, language: Language, decimals = 1): string =>
  value === null ? translate(language, "skill.none") : numberText(value, language, decimals);
const percent = (value: number | null, language: Language): string =>
  value === null ? translate(language, "skill.none") : `${numberText(100 * value, language, 1)}%`;

/** Names of levels, as the deployment calls them. */
export type LevelName = (level: string) => string;

/** Each known event at each level: how many of its areas found it, and the delay in days. */
export function eventTable(
  found: readonly Detection[],
  levelOf: (area: string) => string,
  levelName: LevelName,
  language: Language,
): TableText {
  const groups = new Map<string, Detection[]>();
  for (const detection of found) {
    const key = `${detection.event.id} ${levelOf(detection.area)}`;
    groups.set(key, [...(groups.get(key) ?? []), detection]);
  }
  const rows = [...groups.values()].map((group) => {
    const { event, area } = group[0]!;
    const delays = group.flatMap(({ delay }) => (delay === null ? [] : [delay]));
    const withMissed = group.map(({ delay }) => delay ?? daysBetween(event.from, event.by));
    return [
      inLanguage(event.title, language),
      levelName(levelOf(area)),
      translate(language, `tier.${event.tier}` as TextKey),
      `${delays.length}/${group.length}`,
      figure(delays.length > 0 ? median(delays) : null, language, 0),
      figure(delays.length > 0 ? mean(delays) : null, language, 0),
      figure(mean(withMissed), language, 0),
    ];
  });
  return { head: EVENT_HEAD.map((key) => translate(language, key)), rows };
}

const EVENT_HEAD: readonly TextKey[] = [
  "skill.event",
  "skill.level",
  "skill.tier",
  "skill.found",
  "skill.delay-median",
  "skill.delay-mean",
  "skill.delay-missed",
];

/** One row for each rule, level and tier with an event to find or a warning. */
export function backtestTable({ scores }: Backtest, levelName: LevelName, language: Language): TableText {
  const rows = scores.flatMap(({ rule, rows: scoreRows }) =>
    scoreRows
      .filter((row) => row.events + row.trueWarnings + row.falseWarnings + row.otherWarnings > 0)
      .map((row) => [
        rule === null ? translate(language, "skill.cases") : inLanguage(ruleById(rule)!.title, language),
        levelName(row.level),
        translate(language, `tier.${row.tier}`),
        row.events > 0 ? `${row.found}/${row.events}` : translate(language, "skill.none"),
        percent(sensitivity(row), language),
        percent(predictiveValue(row), language),
        figure(row.medianDelay, language, 0),
        figure(row.meanDelayMissedIncluded, language, 0),
        `${row.trueWarnings}`,
        `${row.falseWarnings}`,
        `${row.otherWarnings}`,
        figure(falsePerAreaYear(row), language, 4),
        percent(row.alarmShare, language),
      ]),
  );
  return { head: RULE_HEAD.map((key) => translate(language, key)), rows };
}

const RULE_HEAD: readonly TextKey[] = [
  "skill.rule",
  "skill.level",
  "skill.tier",
  "skill.found",
  "skill.sensitivity",
  "skill.ppv",
  "skill.delay-median",
  "skill.delay-missed",
  "skill.true",
  "skill.false",
  "skill.other",
  "skill.false-rate",
  "skill.alarm-share",
];
