import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";

/** A node of the region > league > banner tree (地区), with the dates between which it holds. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly alias: string | null;
  /** region, league, banner, or another word: such areas only add up. */
  readonly level: string;
  /** Where its numbers roll up to. */
  readonly parent: string | null;
  /** Who it reports to and who is told of its warnings; the parent unless said. */
  readonly reportsTo: string | null;
  /** Its size, for weighing how complete the data is; 1 when not given. */
  readonly weight: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly line: number;
}

const COLUMNS = [
  "code",
  "name",
  "name_en",
  "alias",
  "level",
  "parent",
  "reports_to",
  "weight",
  "valid_from",
  "valid_to",
];

/** Read `areas.csv`; mistakes in it, and in the tree it draws, go to `problems`. */
export function readAreas(text: string, file: string, problems: Problem[]): Area[] {
  const areas = readTable(text, COLUMNS, file, problems).map(({ line, cells }) => ({
    code: cells.code ?? "",
    name: cells.name ?? "",
    nameEn: cells.name_en || null,
    alias: cells.alias || null,
    level: cells.level ?? "",
    parent: cells.parent || null,
    reportsTo: cells.reports_to || cells.parent || null,
    weight: cells.weight ? Number(cells.weight) : 1,
    validFrom: cells.valid_from || null,
    validTo: cells.valid_to || null,
    line,
  }));
  const say = (area: Area, message: string) => problems.push({ file, line: area.line, message });
  const byCode = new Map(areas.map((area) => [area.code, area]));
  for (const area of areas) {
    if (area.code === "" || area.name === "" || area.level === "")
      say(area, "code, name and level must be filled");
    if (byCode.get(area.code) !== area) say(area, `code ${area.code} stands more than once`);
    if (!(area.weight > 0)) say(area, "weight must be a number above zero, or blank");
    for (const [what, day] of [
      ["valid_from", area.validFrom],
      ["valid_to", area.validTo],
    ] as const) {
      if (day !== null && !isDay(day)) say(area, `${what} must be a date such as 2026-01-31, or blank`);
    }
    for (const [what, code] of [
      ["parent", area.parent],
      ["reports_to", area.reportsTo],
    ] as const) {
      if (code !== null && !byCode.has(code)) say(area, `${what} ${code} is not a code of this table`);
    }
    if (circles(area, byCode)) say(area, `${area.code} is its own ancestor: follow parent upwards`);
  }
  const roots = areas.filter((area) => area.level === "region" && area.parent === null);
  if (roots.length !== 1 && areas.length > 0) {
    problems.push({
      file,
      line: 1,
      message: `exactly one area of level region must have no parent; there are ${roots.length}`,
    });
  }
  return areas;
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
}

function circles(area: Area, byCode: ReadonlyMap<string, Area>): boolean {
  const seen = new Set<string>();
  for (let at: Area | undefined = area; at; at = at.parent ? byCode.get(at.parent) : undefined) {
    if (seen.has(at.code)) return true;
    seen.add(at.code);
  }
  return false;
}
