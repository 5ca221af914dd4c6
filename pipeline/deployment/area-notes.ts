import { bilingual } from "../../reports/language/bilingual.ts";
import { type AreaSpelling, areaSpellings } from "../../warehouse/register/area-spellings.ts";
import type { AreaChange } from "../../warehouse/register/register-history.ts";
import { contractById } from "../intake/contracts/index.ts";
import type { Mapping } from "../intake/mappings/schema.ts";
import type { Area } from "./areas.ts";
import type { Problem } from "./problems.ts";

/**
 * Notes on mappings that look areas up by a name or an alias that several areas have on the same days: rows with it will be refused. Each
 * name is noted once, at the last of its areas in the register.
 */
export function ambiguousNames(
  areas: readonly Area[],
  changes: readonly AreaChange[],
  mappings: readonly Mapping[],
): Problem[] {
  const lookUps = mappings.flatMap((mapping) => waysOf(mapping).map((kind) => ({ kind, id: mapping.id })));
  if (lookUps.length === 0) return [];
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const noted = new Set<string>();
  return areaSpellings(areas, changes)
    .filter(({ isAmbiguous }) => isAmbiguous)
    .flatMap(({ kind, spelling, candidates, validFrom, validTo }: AreaSpelling) => {
      const used = lookUps.filter((lookUp) => lookUp.kind === kind).map(({ id }) => id);
      const key = `${kind} ${spelling}`;
      if (used.length === 0 || noted.has(key)) return [];
      noted.add(key);
      const named = candidates.map((code) => byCode.get(code)!);
      const last = named.reduce((a, b) => (a.line > b.line ? a : b));
      const name = (kind === "name" ? last.name : last.alias) ?? "";
      const details = { kind, name, codes: candidates, mappings: used, from: validFrom, to: validTo };
      return [
        { file: "areas.csv", line: last.line, message: bilingual("note.area-name-ambiguous", details) },
      ];
    });
}

/** The ways, other than by code, in which a mapping looks areas up. */
function waysOf({ contract, columns }: Mapping): AreaSpelling["kind"][] {
  const meant = contractById(contract)?.columns ?? {};
  return Object.entries(columns).flatMap(([name, column]) => {
    const by = meant[name]?.type === "area" && "by" in column ? column.by : undefined;
    return by === "name" || by === "alias" ? [by] : [];
  });
}
