import type { LoadPlan } from "../../warehouse/load/plan.ts";

/**
 * The codes of the areas that the rows of a table may speak of: those of its sender; of the operator's, who may speak of all, the ones
 * that stand in the rows. Null where that cannot be told: areas looked up by name, a list that speaks for sisters, a long text.
 *
 * @param rows the cells of each record behind submission and line; null where there are too many to look through
 */
export function namedAreas(
  { cells, senderArea, completeMonths }: LoadPlan,
  rows: () => readonly (readonly string[])[] | null,
): readonly string[] | null {
  if (senderArea !== null) return [senderArea];
  const area = cells.find(({ column }) => column === "area");
  if (!area?.from || area.reading.as !== "area" || area.reading.by !== "code" || completeMonths) return null;
  if ("constant" in area.from) return [area.from.constant];
  // Behind submission and line.
  const position = area.from.position + 2;
  const codes = rows()?.flatMap((row) => row[position]?.normalize("NFKC").trim() || []);
  return codes ? [...new Set(codes)] : null;
}
