import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AreaPlaces, Place } from "../../reports/documents/area-places.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Area } from "./areas.ts";
import { readOutlines } from "./outlines.ts";
import type { Problem } from "./problems.ts";
import { readTable } from "./tables.ts";
import { refuseUnseen } from "./unseen.ts";

const [PLACES, OUTLINES] = ["map.csv", "map.geojson"] as const;
/** Largest size of either file in megabytes. */
const MOST_MEGABYTES = 8;
/** Most columns and rows: names of areas have no room in more. */
const MOST: Readonly<Record<keyof Place, number>> = { column: 8, row: 20 };

/** Where a deployment has its areas on maps, and what is wrong with the files that say so. */
export interface ReadPlaces {
  readonly map: AreaPlaces;
  readonly problems: readonly Problem[];
}

/**
 * Read `map.csv` and `map.geojson` where a deployment has them (地图位置). A file with mistakes is left out, and maps are drawn without: no night waits
 * for a picture.
 */
export function readAreaPlaces(dir: string, areas: readonly Area[]): ReadPlaces {
  const problems: Problem[] = [];
  const places = read(dir, PLACES, problems, (text, found) => readPlaces(text, areas, found));
  const outlines = read(dir, OUTLINES, problems, (text, found) => readOutlines(text, OUTLINES, areas, found));
  return { map: { places: places ?? new Map(), outlines: outlines ?? new Map() }, problems };
}

/** What a file holds; nothing where it is absent or has a mistake. */
function read<Content>(
  dir: string,
  file: string,
  problems: Problem[],
  parse: (text: string, problems: Problem[]) => Content,
): Content | null {
  const path = join(dir, file);
  if (!existsSync(path)) return null;
  const found: Problem[] = [];
  const add = (message: Text) => found.push({ file, line: 1, message });
  let content: Content | null = null;
  try {
    if (statSync(path).size > MOST_MEGABYTES * 1024 * 1024)
      add(bilingual("error.map-large", { most: MOST_MEGABYTES }));
    else {
      const text = readFileSync(path, "utf8");
      refuseUnseen(text, file, found);
      content = parse(text, found);
    }
  } catch (error) {
    add(bilingual("error.map-unreadable", { reason: (error as Error).message }));
  }
  problems.push(...found);
  return found.length > 0 ? null : content;
}

function readPlaces(text: string, areas: readonly Area[], problems: Problem[]): Map<string, Place> {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const region = areas.find(({ parent }) => parent === null)?.code;
  const places = new Map<string, Place>();
  const taken = new Map<string, string>();
  for (const { line, cells } of readTable(text, ["code", "column", "row"], PLACES, problems)) {
    const add = (message: Text) => problems.push({ file: PLACES, line, message });
    const code = cells.code ?? "";
    const area = byCode.get(code);
    if (!area) add(bilingual("error.not-an-area-code", { code }));
    else if (area.parent !== region) add(bilingual("error.map-level", { code, region: region ?? "" }));
    if (places.has(code)) add(bilingual("error.code-twice", { code }));
    const [column, row] = [numberIn("column", cells, add), numberIn("row", cells, add)];
    if (column === null || row === null) continue;
    const other = taken.get(`${column} ${row}`);
    if (other !== undefined && other !== code)
      add(bilingual("error.map-place-taken", { column, row, other }));
    taken.set(`${column} ${row}`, code);
    places.set(code, { column, row });
  }
  return places;
}

/** A whole number of a cell; null where it is none, or out of the grid. */
function numberIn(
  column: keyof Place,
  cells: Readonly<Record<string, string>>,
  add: (message: Text) => void,
): number | null {
  const value = cells[column] ?? "";
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= MOST[column]) return number;
  add(bilingual("error.map-number", { column, value, most: MOST[column] }));
  return null;
}
