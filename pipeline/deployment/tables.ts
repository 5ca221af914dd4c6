import { parse } from "csv-parse/sync";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Problem } from "./problems.ts";

export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Read one of a deployment's small CSV tables; its header must consist of the columns given. */
export function readTable(
  text: string,
  columns: readonly string[],
  file: string,
  problems: Problem[],
): TableRow[] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as never;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    problems.push({
      file,
      line,
      message: bilingual("error.not-a-table", { reason: (error as Error).message }),
    });
    return [];
  }
  const [header, ...rows] = records;
  if (header?.record.join() !== columns.join()) {
    problems.push({ file, line: 1, message: bilingual("error.header", { header: columns.join(",") }) });
    return [];
  }
  return rows.flatMap(({ record, info }) => {
    if (record.length === columns.length) {
      return [
        {
          line: info.lines,
          cells: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""])),
        },
      ];
    }
    problems.push({
      file,
      line: info.lines,
      message: bilingual("error.cells", { found: record.length, expected: columns.length }),
    });
    return [];
  });
}
