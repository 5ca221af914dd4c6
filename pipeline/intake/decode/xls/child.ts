// Reads one legacy workbook in a process of its own, whose memory is limited, and prints its rows as JSON lines.
const { readFileSync } = require("node:fs");
const XLSX = require("@e965/xlsx");

const [, , path, limits] = process.argv;
/** The most rows and columns of a sheet, characters of a cell and of a row, and cells of all sheets together. */
const {
  rows: mostRows,
  columns: mostColumns,
  cell: mostInCell,
  recordBytes,
  cells: mostCells,
} = JSON.parse(limits);
// Rows are lists of the cells that are really there: a sheet may declare any range around a single cell.
const book = XLSX.read(readFileSync(path), {
  type: "buffer",
  dense: true,
  sheetRows: mostRows + 1,
  cellDates: true,
  UTC: true,
  cellFormula: false,
  cellHTML: false,
  // How a cell is shown is not asked for: it would take half of the memory.
  cellText: false,
});

/** Error values by their code, as the workbook shows them. */
const ERRORS = new Map([
  [0, "#NULL!"],
  [7, "#DIV/0!"],
  [15, "#VALUE!"],
  [23, "#REF!"],
  [29, "#NAME?"],
  [36, "#NUM!"],
  [42, "#N/A"],
]);

function textOf(cell) {
  if (!cell || cell.v === undefined || cell.v === null) return "";
  if (cell.v instanceof Date) {
    const iso = cell.v.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  }
  if (cell.t === "n")
    return Number.isInteger(cell.v) ? String(cell.v) : String(Number(cell.v.toPrecision(15)));
  return String(cell.t === "e" ? (ERRORS.get(cell.v) ?? "#ERROR") : cell.v);
}

/** Rows among which the header stands: these have the width of the sheet, as if its empty cells were there. */
const HEAD_ROWS = 24;
let cellsInAll = 0;

/** The cells of a row up to the last that is there; `fail` ends the process where they are beyond the limits. */
function cellsOf(row, line) {
  const cells = [];
  let characters = 0;
  // Of a list with holes only what is in it is gone through.
  for (const key of Object.keys(row)) {
    const column = Number(key);
    const text = textOf(row[column]);
    if (++cellsInAll > mostCells) fail("too-many-cells-in-file", line, mostCells);
    if (text.length > mostInCell) fail("cell-too-long", line, mostInCell);
    characters += text.length;
    if (characters > recordBytes) fail("line-too-long", line, recordBytes);
    if (column >= mostColumns) {
      if (text.trim() !== "") fail("too-many-columns", line, mostColumns);
      continue;
    }
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }
  return cells;
}

for (const name of book.SheetNames) {
  const rows = book.Sheets[name]?.["!data"];
  if (!rows) continue;
  process.stdout.write(`${JSON.stringify({ sheet: name })}\n`);
  const range = book.Sheets[name]["!ref"];
  const width = range ? Math.min(XLSX.utils.decode_range(range).e.c + 1, mostColumns) : 0;
  let printed = 0;
  for (const key of Object.keys(rows)) {
    const line = Number(key) + 1;
    if (line > mostRows) fail("too-many-rows", line, mostRows);
    if (!rows[key]) continue;
    const cells = cellsOf(rows[key], line);
    if (printed++ < HEAD_ROWS) while (cells.length < width) cells.push("");
    process.stdout.write(`${JSON.stringify({ line, cells })}\n`);
  }
}

function fail(code, line, most) {
  process.stdout.write(`${JSON.stringify({ fault: { code, line, details: { most } } })}\n`);
  process.exit(0);
}
