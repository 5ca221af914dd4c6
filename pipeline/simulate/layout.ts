import { bilingual } from "../../reports/language/bilingual.ts";
import { csvLine } from "../../warehouse/engine/csv-line.ts";
import type { Area } from "../deployment/areas.ts";
import { UserError } from "../deployment/user-error.ts";
import { contractById } from "../intake/contracts/index.ts";
import type { MappedColumn, Mapping } from "../intake/mappings/schema.ts";

/** Values of a row by contract column; absent or null is a blank cell. Dates and periods as 2026-03-31. */
export type Cells = Readonly<Record<string, string | number | null>>;

/** How rows of one report kind are written, the inverse of its mapping. */
export interface Layout {
  readonly kind: string;
  fileName(...parts: readonly string[]): string;
  header(withKnown: boolean): string;
  row(cells: Cells, known?: string): string;
}

/**
 * The layout of a report kind in a deployment: first header, first date format, first file name pattern of its mapping.
 *
 * @throws UserError when the deployment has no mapping of that kind
 */
export function layoutOf(
  kind: string,
  mappings: readonly Mapping[],
  areas: ReadonlyMap<string, Area>,
): Layout {
  const mapping = mappings.find((candidate) => candidate.contract === kind);
  if (!mapping) {
    const known = mappings.map((candidate) => candidate.contract);
    throw new UserError(bilingual("error.no-mapping-of-report", { report: kind, known }));
  }
  const columns = Object.entries(mapping.columns as Readonly<Record<string, MappedColumn>>);
  const line = (cells: readonly string[]) => csvLine(cells, mapping.delimiter);
  const write = (name: string, column: MappedColumn, value: string | number | null | undefined) => {
    if (value === null || value === undefined) return "";
    if (column.formats && typeof value === "string") return formatDay(column.formats[0]!, value);
    const type = contractById(kind)?.columns[name];
    if (type?.type === "word") return type.words[String(value)]?.[0] ?? String(value);
    if (type?.type === "area") return areas.get(String(value))?.[column.by ?? "code"] ?? String(value);
    return String(value);
  };
  const knownFormat = mapping.known?.formats[0] ?? "%Y-%m-%d";
  return {
    kind,
    fileName: (...parts) => mapping.files[0]!.replace("*", `_${parts.join("_")}`).replaceAll("*", ""),
    header: (withKnown) =>
      line([...columns.map(([, column]) => column.header[0]!), ...(withKnown ? [knownHeader(mapping)] : [])]),
    row: (cells, known) =>
      line([
        ...columns.map(([name, column]) => write(name, column, cells[name])),
        ...(known === undefined ? [] : [formatDay(knownFormat, known)]),
      ]),
  };
}

function knownHeader(mapping: Mapping): string {
  if (mapping.known) return mapping.known.header[0]!;
  throw new UserError(bilingual("error.mapping-without-known", { mapping: mapping.id }));
}

/** A day in a format of %Y, %m and %d; any other value is returned unchanged. */
function formatDay(format: string, day: string): string {
  const [year, month, date] = day.split("-");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  return format.replaceAll("%Y", year!).replaceAll("%m", month!).replaceAll("%d", date!);
}
