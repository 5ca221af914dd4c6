import { parse } from "csv-parse/sync";
import type { LoadPlan } from "../../warehouse/load/plan.ts";

/** Bytes of text that are looked through; a longer one may speak of any area. */
const LOOKED_THROUGH = 4_000_000;

/**
 * The codes of the areas that the rows of a text may speak of: those of its sender; of the operator's, who may speak of all, the ones
 * that stand in the rows. Null where that cannot be told: areas looked up by name, a list that speaks for sisters, a long text.
 */
export function namedAreas(
  { cells, senderArea, completeMonths }: LoadPlan,
  text: Buffer,
  delimiter: string,
): readonly string[] | null {
  if (senderArea !== null) return [senderArea];
  const area = cells.find(({ column }) => column === "area");
  if (!area?.from || area.reading.as !== "area" || area.reading.by !== "code" || completeMonths) return null;
  if ("constant" in area.from) return [area.from.constant];
  if (text.length > LOOKED_THROUGH) return null;
  // Behind submission and line.
  const position = area.from.position + 2;
  const rows = text.includes('"')
    ? (parse(text, { delimiter }) as string[][])
    : text
        .toString()
        .split("\n")
        .map((line) => line.split(delimiter));
  const codes = new Set(rows.flatMap((row) => row[position]?.normalize("NFKC").trim() || []));
  return [...codes];
}
