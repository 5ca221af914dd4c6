import type { Remark } from "../../../warehouse/load/remarks.ts";
import type { Contract } from "../contracts/define.ts";
import { unreadDetails } from "../decode/layout/units.ts";
import type { DecodedTable } from "../decode/table.ts";
import type { PlacedColumns } from "./columns.ts";
import type { MappedColumn, Mapping } from "./schema.ts";
import { decideUnit, linesOf, type UnitDecision, type UnitTable, unitKindOf } from "./stated-units.ts";

/** Units decided for all figures of a table. */
export interface DecidedUnits {
  /** Factor to the contract's unit, by column. */
  readonly factors: ReadonlyMap<string, number>;
  /** Columns whose unit the file or the mapping states. */
  readonly stated: ReadonlySet<string>;
  /** Texts of the columns that are converted. */
  readonly converted: readonly string[];
  /** Units that columns take from elsewhere than their header, by the position of the column. */
  readonly outside: ReadonlyMap<number, string>;
}

/** The factors of all figures, and the texts of those that are converted; or the question which unit holds. */
export function decideUnits(
  contract: Contract,
  mapping: Mapping,
  table: UnitTable & Pick<DecodedTable, "header">,
  placed: PlacedColumns["placed"],
): DecidedUnits | { readonly unclear: Remark } {
  const factors = new Map<string, number>();
  const statedColumns = new Set<string>();
  const converted: string[] = [];
  const outside = new Map<number, string>();
  const kinds = new Set<string>();
  /** By kind, whether a unit row converts some figure, and the header of one whose unit nothing states. */
  const byRow = new Set<string>();
  const unstated = new Map<string, string>();
  const { units, unread } = linesOf(table);
  if (unread.length > 0) return { unclear: { code: "unit-unread", details: unreadDetails(unread) } };
  for (const [name, column] of Object.entries(contract.columns)) {
    const [kind, place] = [unitKindOf(column), placed.get(name)];
    if (!kind || !place) continue;
    kinds.add(kind);
    const times = (mapping.columns[name] as MappedColumn | undefined)?.times;
    const decision = decideUnit(kind, place, table, times);
    const header = table.header[place.at] ?? "";
    if ("problem" in decision) return { unclear: unitRemark(decision, header) };
    factors.set(name, decision.factor);
    const { stated } = decision;
    if (stated) statedColumns.add(name);
    else if (!place.usual) unstated.set(kind, header);
    if (stated?.source === "row" && decision.factor !== 1) byRow.add(kind);
    if (stated?.source === "lines" || stated?.source === "row") outside.set(place.at, stated.text);
    if (stated && stated.source !== "mapping" && decision.factor !== 1)
      converted.push(`${header}（${stated.text} ×${decision.factor}）`);
  }
  for (const kind of byRow) {
    const header = unstated.get(kind);
    if (header !== undefined) return { unclear: { code: "units-partial", details: { header } } };
  }
  const impossible = units.filter(({ kind }) => !kinds.has(kind));
  // Units of kinds that the report does not have say that another report, or another table, is meant.
  if (impossible.length > 0 && impossible.length === units.length)
    return { unclear: { code: "unit-of-no-column", details: { units: impossible.map(({ text }) => text) } } };
  return { factors, stated: statedColumns, converted, outside };
}

const unitRemark = (decision: Extract<UnitDecision, { problem: string }>, header: string): Remark => ({
  code: decision.problem,
  details: { header, units: decision.units.map(({ text }) => text) },
});
