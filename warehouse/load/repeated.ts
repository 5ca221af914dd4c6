import { comparedValues } from "./identity-sql.ts";
import type { Mark } from "./mark.ts";
import type { LoadPlan, TextTraits } from "./plan.ts";

/** Lines listed in a reason. */
const LISTED = 5;

/** Identical rows count once; rows of the same key that contradict each other are all refused, and the reason names their lines. */
export const repeatedMark =
  (plan: LoadPlan, traits: TextTraits): Mark =>
  (from) => {
    const content = `hash(${comparedValues(plan, traits)})`;
    const event = plan.fact.grain === "event";
    const lines = event ? ", list(line) OVER same AS same_lines" : "";
    const reason = event
      ? eventTwice(plan)
      : `'key-stands-twice|${placeOf(plan, [...(plan.keys[0] ?? [])])}|' || first_line`;
    return `SELECT * EXCLUDE (first_line, least_content, most_content${event ? ", same_lines" : ""})
              REPLACE (CASE WHEN reasons <> '' OR first_line IS NULL THEN reasons WHEN least_content <> most_content THEN ${reason}
                            WHEN line > first_line THEN 'repeated' ELSE '' END AS reasons)
            FROM (SELECT *, min(line) OVER same AS first_line, min(${content}) OVER same AS least_content, max(${content}) OVER same AS most_content${lines}
                  FROM ${from} WINDOW same AS (PARTITION BY submission, key_of_row, reasons = ''))`;
  };

/** The reason by the key that the rows have in common: a number (one report), or all that tells events without a number apart. */
function eventTwice(plan: LoadPlan): string {
  const listed = `array_to_string(list_sort(same_lines)[:${LISTED}], ', ') || CASE WHEN len(same_lines) > ${LISTED} THEN ', …' ELSE '' END`;
  const [numbered = [], ...others] = plan.keys;
  const nil = "WHEN event_key IS NULL THEN 'key-stands-twice|";
  return `CASE ${nil}${placeOf(plan, ["area"])}|' || first_line
               WHEN starts_with(event_key, '0:') THEN 'number-stands-twice|${placeOf(plan, [...numbered])}|' || ${listed}
               ELSE 'event-stands-twice|${placeOf(plan, others.flat())}|' || ${listed} END`;
}

/** The first of some columns, or else of all, that the file has. */
function placeOf(plan: LoadPlan, columns: readonly string[]): string {
  const inFile = plan.cells
    .filter(({ from }) => from !== null && "position" in from)
    .map((cell) => cell.column);
  return [...columns, "area", ...inFile].find((column) => inFile.includes(column)) ?? "area";
}
