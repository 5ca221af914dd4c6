import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { isDay } from "../../warehouse/engine/days.ts";
import type { RegisteredArea } from "../../warehouse/register/registered-area.ts";
import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";

/** A line of `areas.csv`. */
export interface Area extends RegisteredArea {
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

/** Read `areas.csv`; mistakes in its lines and in the tree they form go to `problems`. */
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
  const regions = areas.filter((area) => area.level === "region" && area.parent === null).length;
  if (regions !== 1 && areas.length > 0) {
    problems.push({ file, line: 1, message: bilingual("error.regions", { count: regions }) });
  }
  const byCode = new Map(areas.map((area) => [area.code, area]));
  for (const area of areas) {
    const messages = [...lineMistakes(area), ...placeMistakes(area, byCode, regions > 0)];
    problems.push(...messages.map((message) => ({ file, line: area.line, message })));
  }
  return areas;
}

/** Mistakes of one line that show without looking at the others. */
function lineMistakes({ code, name, level, weight, validFrom, validTo }: Area): Text[] {
  const notDay = (column: string, day: string | null) =>
    day !== null && !isDay(day) ? [bilingual("error.column-not-a-day", { column })] : [];
  return [
    ...(code === "" || name === "" || level === "" ? [bilingual("error.area-blank")] : []),
    ...(weight > 0 && Number.isFinite(weight) ? [] : [bilingual("error.weight")]),
    ...notDay("valid_from", validFrom),
    ...notDay("valid_to", validTo),
    ...(validFrom !== null && validTo !== null && validTo < validFrom
      ? [bilingual("error.valid-to-before", { to: validTo, from: validFrom })]
      : []),
  ];
}

/** Mistakes in an area's place in the tree. */
function placeMistakes(area: Area, byCode: ReadonlyMap<string, Area>, hasRegion: boolean): Text[] {
  const { code, parent, reportsTo, level } = area;
  const unknown = (column: string, above: string | null) =>
    above !== null && !byCode.has(above) ? [bilingual("error.not-a-code-here", { column, code: above })] : [];
  const messages = [
    ...(byCode.get(code) === area ? [] : [bilingual("error.code-twice", { code })]),
    ...unknown("parent", parent),
    ...unknown("reports_to", reportsTo),
  ];
  if (circles(area, byCode, "parent")) messages.push(bilingual("error.ancestor-of-itself", { code }));
  else if (circles(area, byCode, "reportsTo")) messages.push(bilingual("error.superior-of-itself", { code }));
  if (parent === null && level !== "region" && hasRegion) {
    messages.push(bilingual("error.parent-blank", { code }));
  }
  return messages;
}

/** Whether following `up` from an area leads back to it. */
function circles(area: Area, byCode: ReadonlyMap<string, Area>, up: "parent" | "reportsTo"): boolean {
  const seen = new Set<string>();
  for (let code = area[up]; code !== null && !seen.has(code); code = byCode.get(code)?.[up] ?? null) {
    if (code === area.code) return true;
    seen.add(code);
  }
  return false;
}
