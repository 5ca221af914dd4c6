import { type ZipMember, zipOf } from "./zip.ts";

/** A cell: text, a number, a date's serial, or raw XML of its own. */
export type Cell = string | number | { readonly date: number } | { readonly xml: string } | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Ranges that are merged; the cells below the first are empty. */
  readonly merged?: readonly string[];
  /** XML put in place of the rows. */
  readonly data?: string;
  /** Put before the root element. */
  readonly prolog?: string;
}

const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a small workbook, as its writer lays them out. */
export function workbookParts(sheets: readonly Sheet[]): ZipMember[] {
  const relations = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const named = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return [
    {
      name: "[Content_Types].xml",
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${NS}" xmlns:r="${REL}"><sheets>${named.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content: `<styleSheet xmlns="${NS}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet) })),
  ];
}

export const workbookOf = (...sheets: Sheet[]): Buffer => zipOf(workbookParts(sheets));

function sheetXml({ rows, merged = [], data, prolog = "" }: Sheet): string {
  const rowsXml = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, column, at + 1)).join("")}</row>`,
  );
  const spans = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<worksheet xmlns="${NS}"><sheetData>${data ?? rowsXml.join("")}</sheetData>${
    spans && `<mergeCells>${spans}</mergeCells>`
  }</worksheet>`;
}

function cellXml(cell: Cell, column: number, row: number): string {
  const place = `r="${String.fromCharCode(65 + column)}${row}"`;
  if (cell === null) return "";
  if (typeof cell === "number") return `<c ${place}><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ("date" in cell) return `<c ${place} s="1"><v>${cell.date}</v></c>`;
  return `<c ${place}${cell.xml}`;
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
