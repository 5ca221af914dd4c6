import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { isDay } from "../../warehouse/engine/days.ts";
import type { AreaChange } from "../../warehouse/register/register-history.ts";
import type { Area } from "./areas.ts";
import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";

const COLUMNS = ["day", "kind", "code", "former"];
const KINDS = ["renamed", "moved", "recoded", "merged", "split"] as const;

/**
 * Read `area-changes.csv` (行政区划变更), which is optional: changes of the area register, each with the day it took effect. Former codes stay
 * in `areas.csv`, with the day on which they ended.
 *
 * @example
 * day,kind,code,former
 * 2021-05-01,renamed,990105,旧名区
 * 2022-01-01,merged,990104,990106
 */
export function readAreaChanges(
  text: string,
  file: string,
  areas: readonly Area[],
  problems: Problem[],
): AreaChange[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  return readTable(text, COLUMNS, file, problems).flatMap(({ line, cells }) => {
    const { day = "", kind = "", code = "", former = "" } = cells;
    const messages = mistakes({ day, kind, code, former }, byCode);
    problems.push(...messages.map((message) => ({ file, line, message })));
    return messages.length > 0 ? [] : [{ day, kind: kind as AreaChange["kind"], code, former }];
  });
}

function mistakes(
  { day, kind, code, former }: Record<"day" | "kind" | "code" | "former", string>,
  byCode: ReadonlyMap<string, Area>,
): Text[] {
  const ends = kind === "recoded" || kind === "merged";
  const begins = kind === "recoded" || kind === "split";
  const [now, before] = [byCode.get(code), byCode.get(former)];
  const ended = before?.validTo ?? "9999-12-31";
  return [
    ...(isDay(day) ? [] : [bilingual("error.change-day")]),
    ...(KINDS.some((known) => known === kind) ? [] : [bilingual("error.change-kind", { kinds: KINDS })]),
    ...(now ? [] : [bilingual("error.not-a-code-of-areas", { column: "code", code })]),
    ...(former === "" ? [bilingual("error.former-blank")] : []),
    ...(kind !== "renamed" && former !== "" && !before
      ? [bilingual("error.not-a-code-of-areas", { column: "former", code: former })]
      : []),
    ...(ends && before && ended >= day
      ? [
          bilingual("error.former-not-ended", {
            code: former,
            day,
            end: before.validTo ?? bilingual("error.blank"),
          }),
        ]
      : []),
    ...(begins && now && (now.validFrom ?? "") < day
      ? [
          bilingual("error.code-begun-before", {
            code,
            day,
            start: now.validFrom ?? bilingual("error.blank"),
          }),
        ]
      : []),
  ];
}
