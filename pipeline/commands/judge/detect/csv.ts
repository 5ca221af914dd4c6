/** A CSV table: column names and rows of text cells. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Read RFC 4180 text: quoted cells may hold commas, doubled quotes and line breaks. */
export function parseCsv(text: string): CsvTable {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  };
  const source = text.replace(/^\uFEFF/, "");
  for (let i = 0; i < source.length; i++) {
    const ch = source[i]!;
    if (quoted) {
      if (ch !== '"') cell += ch;
      else if (source[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (ch === '"') quoted = true;
    else if (ch === ",") endCell();
    else if (ch === "\n") endRow();
    else if (ch !== "\r") cell += ch;
  }
  if (cell !== "" || row.length > 0) endRow();
  const [names = [], ...rest] = rows;
  return { names: names.map((name) => name.trim()), rows: rest };
}

/** One cell as text; numbers with 15 significant digits, missing numbers empty. */
export function formatCell(cell: number | string): string {
  if (typeof cell === "string") return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  if (Number.isNaN(cell)) return "";
  if (cell === Number.POSITIVE_INFINITY) return "Inf";
  if (cell === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(Number(cell.toPrecision(15)));
}

/** Columns of equal length as CSV text. */
export function formatCsv(columns: Readonly<Record<string, ArrayLike<number | string>>>): string {
  const names = Object.keys(columns);
  const length = Math.max(0, ...names.map((name) => columns[name]!.length));
  const lines = [names.join(",")];
  for (let i = 0; i < length; i++)
    lines.push(names.map((name) => formatCell(columns[name]![i] ?? "")).join(","));
  return `${lines.join("\n")}\n`;
}
