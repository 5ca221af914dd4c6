import { valueSql } from "./cell-sql.ts";
import { identitySql } from "./identity-sql.ts";
import type { LoadPlan, TextTraits } from "./plan.ts";

/** Columns in which areas are looked up, each with its way. */
const areaCells = (plan: LoadPlan) =>
  plan.cells.flatMap(({ column, from, reading }) =>
    from !== null && reading.as === "area" ? [{ column, from, by: reading.by }] : [],
  );

/** Codes by their normal form, which is the code itself in nearly all texts. */
const SPELT_CODES = `(SELECT identity_text(code) AS spelling, any_value(code) AS code FROM area GROUP BY ALL HAVING count(*) = 1)`;

/**
 * Joins that look up the areas named in cells: one row for each record. A name is looked up on the row's day, and has no code where several
 * areas may be meant; `candidates` then lists them.
 *
 * @param day SQL of the row's day
 */
export const areaJoins = (plan: LoadPlan, traits: TextTraits, day: string): string =>
  areaCells(plan)
    .map(({ column, from, by }) => {
      const area = `area_of_${column}`;
      const isConstant = "constant" in from;
      if (by === "code")
        return traits.unusual && !isConstant
          ? `LEFT JOIN ${SPELT_CODES} AS ${area} ON ${area}.spelling = identity_text(t_${column})`
          : `LEFT JOIN area AS ${area} ON ${area}.code = t_${column}`;
      const spelling = identitySql(`t_${column}`, { unusual: traits.unusual || isConstant });
      return `LEFT JOIN area_spelling AS ${area} ON ${area}.kind = '${by}' AND ${area}.spelling = ${spelling} AND ${day} BETWEEN ${area}.valid_from AND ${area}.valid_to`;
    })
    .join("\n");

/** The day of a row, on which names are looked up: the date of an event, else the last day of the period, else the day it became known. */
export function dayOfRow(plan: LoadPlan, traits: TextTraits, known: string): string {
  const dated = (name: string): string[] =>
    plan.cells
      .filter(({ column, from }) => column === name && from !== null)
      .map(({ column, reading }) => valueSql(column, reading, traits));
  const event = plan.fact.grain === "event" ? dated("received_on") : [];
  return `coalesce(${[...event, ...dated("period"), `CAST(${known} AS DATE)`].join(", ")})`;
}

/** The areas among which a cell does not decide, as columns `candidates_<column>`, each followed by a comma. */
export const candidatesSql = (plan: LoadPlan): string =>
  areaCells(plan)
    .filter(({ by }) => by !== "code")
    .map(({ column }) => `area_of_${column}.candidates AS candidates_${column}, `)
    .join("");
