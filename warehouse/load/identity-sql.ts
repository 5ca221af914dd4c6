import { isPlain } from "../engine/identity.ts";
import { asWrittenSql } from "../engine/inert.ts";
import { CODE } from "./personal.ts";
import type { LoadPlan, PlannedCell, TextTraits } from "./plan.ts";

/** Text columns that identify a report, an enterprise or its site, in whatever report they are. */
const IDENTIFYING: readonly string[] = ["report_no", "employer", "site", CODE];

/** Whether a text of the column identifies something. */
export const identifies = ({ column, reading }: PlannedCell): boolean =>
  reading.as === "text" && IDENTIFYING.includes(column);

/**
 * Whether a text or an area in the rows has a normal form other than its lower case; otherwise the engine need not ask. Planning the
 * function takes the engine longer than most other checks.
 *
 * @param rows the cells of each record
 * @param first index of the file's first cell in a record
 */
export function hasUnusualTexts(
  plan: LoadPlan,
  rows: readonly (readonly string[])[],
  first: number,
): boolean {
  const places = plan.cells.flatMap(({ from, reading }) =>
    from && "position" in from && (reading.as === "text" || reading.as === "area")
      ? [from.position + first]
      : [],
  );
  return rows.some((row) => places.some((place) => !isPlain((row[place] ?? "").trim())));
}

/** The normal form of a text (`warehouse/engine/identity.ts`); in a text without unusual characters, its lower case. */
export const identitySql = (text: string, { unusual }: Pick<TextTraits, "unusual">): string =>
  unusual ? `identity_text(${text})` : `lower(${text})`;

/** A text as its sender wrote it, without characters that cannot be seen, nor the mark of a text that was made inert. A credit code is stored in its standard form. */
export function writtenSql(column: string, text: string, traits: TextTraits): string {
  if (column === CODE) return `upper(${traits.unusual ? `identity_text(${text})` : text})`;
  return traits.unusual ? `visible_text(${asWrittenSql(text)})` : text;
}

/** The text columns of a plan's keys; credit codes are stored in their normal form already. */
const keyTexts = (plan: LoadPlan): PlannedCell[] => {
  const names = new Set(plan.keys.flat());
  return plan.cells.filter(
    ({ column, reading, from }) =>
      names.has(column) && reading.as === "text" && column !== CODE && from !== null,
  );
};

/** The normal forms of the plan's key texts as columns `k_<column>`, each followed by a comma. */
export const keyTextsSql = (plan: LoadPlan, traits: TextTraits): string =>
  keyTexts(plan)
    .map(({ column, from }) => {
      // A constant is the mapping's, whatever characters the file has.
      const unusual = traits.unusual || (from !== null && "constant" in from);
      return `${identitySql(`t_${column}`, { unusual })} AS k_${column}, `;
    })
    .join("");

/** The value of a key column by which it is compared. */
export const comparedSql = (plan: LoadPlan, column: string): string =>
  keyTexts(plan).some((cell) => cell.column === column) ? `k_${column}` : `v_${column}`;

/** A whole number that a spreadsheet program shortened (2.026E+11): the digits it dropped are lost. */
export const shortenedSql = ({ column }: PlannedCell, traits: TextTraits): string =>
  `WHEN regexp_full_match(${identitySql(`t_${column}`, traits)}, '[0-9](?:[.][0-9]+e[+]?|e[+])[0-9]{1,3}') THEN 'number-shortened|${column}'`;

/** The values of a plan's rows in `stage` by which rows are compared, as a list of columns. */
export const comparedValues = (plan: LoadPlan, traits: TextTraits): string =>
  plan.cells
    .map((cell) =>
      identifies(cell) && cell.column !== CODE ? identitySql(`"${cell.column}"`, traits) : `"${cell.column}"`,
    )
    .join(", ");
