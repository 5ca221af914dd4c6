// Reads one legacy workbook in a process of its own, whose memory is limited, and prints its rows as JSON lines.
const { readFileSync } = require("node:fs");
const XLSX = require("@e965/xlsx");

const [, , path, mostRows, mostColumns] = process.argv;
const book = XLSX.read(readFileSync(path), {
  type: "buffer",
  cellDates: true,
  UTC: true,
  cellFormula: false,
  cellHTML: false,
});

function textOf(cell) {
  if (!cell || cell.v === undefined || cell.v === null) return "";
  if (cell.v instanceof Date) {
    const iso = cell.v.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  }
  if (cell.t === "n")
    return Number.isInteger(cell.v) ? String(cell.v) : String(Number(cell.v.toPrecision(15)));
  return String(cell.t === "e" ? (cell.w ?? "#ERROR") : cell.v);
}

for (const name of book.SheetNames) {
  const sheet = book.Sheets[name];
  if (!sheet?.["!ref"]) continue;
  const { s: from, e: to } = XLSX.utils.decode_range(sheet["!ref"]);
  if (to.r >= Number(mostRows)) fail("too-many-rows");
  if (to.c >= Number(mostColumns)) fail("too-many-columns");
  process.stdout.write(`${JSON.stringify({ sheet: name })}\n`);
  for (let row = from.r; row <= to.r; row++) {
    const cells = [];
    for (let column = 0; column <= to.c; column++)
      cells.push(textOf(sheet[XLSX.utils.encode_cell({ r: row, c: column })]));
    process.stdout.write(`${JSON.stringify({ line: row + 1, cells })}\n`);
  }
}

function fail(code) {
  process.stdout.write(`${JSON.stringify({ fault: code })}\n`);
  process.exit(0);
}
