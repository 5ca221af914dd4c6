import { isPlain } from "../../warehouse/engine/identity.ts";
import type { LoadPlan } from "../../warehouse/load/plan.ts";

/**
 * The codes of the areas that a table's rows may cover: those of its sender; for the operator, who may report on all areas, those found
 * in the rows. Null where unknown: areas looked up by name, codes in an unusual form, a list that covers sister areas, a long text.
 *
 * @param rows the cells of each record after submission and line; null where there are too many to search
 */
export function namedAreas(
  { cells, senderArea, completeMonths }: LoadPlan,
  rows: () => readonly (readonly string[])[] | null,
): readonly string[] | null {
  if (senderArea !== null) return [senderArea];
  const area = cells.find(({ column }) => column === "area");
  if (!area?.from || area.reading.as !== "area" || area.reading.by !== "code" || completeMonths) return null;
  if ("constant" in area.from) return [area.from.constant];
  // After submission and line.
  const position = area.from.position + 2;
  const codes = rows()?.flatMap((row) => row[position]?.normalize("NFKC").trim() || []);
  // The engine finds a code in other forms too, of which the register's is not known here.
  return codes?.every(isPlain) ? [...new Set(codes)] : null;
}
