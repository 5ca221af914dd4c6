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
    const message = `exactly one area of level region must have no parent; there are ${regions}`;
    problems.push({ file, line: 1, message });
  }
  const byCode = new Map(areas.map((area) => [area.code, area]));
  for (const area of areas) {
    const messages = [...lineMistakes(area), ...placeMistakes(area, byCode, regions > 0)];
    problems.push(...messages.map((message) => ({ file, line: area.line, message })));
  }
  return areas;
}

/** Mistakes of one line that show without looking at the others. */
function lineMistakes({ code, name, level, weight, validFrom, validTo }: Area): string[] {
  const notDay = (what: string, day: string | null) =>
    day !== null && !isDay(day) ? [`${what} must be a date such as 2026-01-31, or blank`] : [];
  return [
    ...(code === "" || name === "" || level === "" ? ["code, name and level must be filled"] : []),
    ...(weight > 0 && Number.isFinite(weight) ? [] : ["weight must be a number above zero, or blank"]),
    ...notDay("valid_from", validFrom),
    ...notDay("valid_to", validTo),
    ...(validFrom !== null && validTo !== null && validTo < validFrom
      ? [`valid_to ${validTo} lies before valid_from ${validFrom}`]
      : []),
  ];
}

/** Mistakes in an area's place in the tree. */
function placeMistakes(area: Area, byCode: ReadonlyMap<string, Area>, hasRegion: boolean): string[] {
  const { code, parent, reportsTo, level } = area;
  const unknown = (what: string, above: string | null) =>
    above !== null && !byCode.has(above) ? [`${what} ${above} is not a code of this table`] : [];
  const messages = [
    ...(byCode.get(code) === area ? [] : [`code ${code} stands more than once`]),
    ...unknown("parent", parent),
    ...unknown("reports_to", reportsTo),
  ];
  if (circles(area, byCode, "parent")) messages.push(`${code} is its own ancestor: follow parent upwards`);
  else if (circles(area, byCode, "reportsTo"))
    messages.push(`${code} is its own superior: follow reports_to upwards`);
  if (parent === null && level !== "region" && hasRegion) {
    messages.push(
      `parent is blank: only the region stands by itself, the figures of ${code} would go nowhere`,
    );
  }
  return messages;
}

/** Whether a text is a calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
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
