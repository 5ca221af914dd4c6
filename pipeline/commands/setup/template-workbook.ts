import type { Column, Contract } from "../../intake/contracts/define.ts";
import { isRequired, type MappedColumn, type Mapping } from "../../intake/mappings/schema.ts";
import { unitKindOf } from "../../intake/mappings/stated-units.ts";

/** What a template is made of. */
export interface TemplateRequest {
  readonly office: string;
  readonly officeArea: string;
  /** The areas that the office may report on. */
  readonly areas: readonly FormArea[];
  readonly contract: Contract;
  readonly mapping: Mapping;
  /** `2026-03` */
  readonly period: string;
  /** The last known rows of the areas before the period, by the contract's columns. */
  readonly past: readonly Readonly<Record<string, unknown>>[];
}

/** An area as the register has it. */
interface FormArea {
  readonly code: string;
  readonly name: string;
  readonly alias: string | null;
}

/** An area as the mapping reads it. */
function areaText({ code, name, alias }: FormArea, { columns }: Mapping): string {
  const by = (columns.area as MappedColumn | undefined)?.by ?? "code";
  return by === "code" ? code : by === "name" ? name : (alias ?? code);
}

/** A column of the form: its header in the sender's file, and what the contract says of it. */
interface FormColumn {
  readonly name: string;
  readonly header: string;
  readonly column: Column;
  readonly isRequired: boolean;
}

/** Empty rows for events, or for reports of several rows. */
const EMPTY_ROWS = 30;
/** The mark of the sample row, which the reader passes over by it. */
const SAMPLE = "示例";
const GREY = { argb: "FF888888" };

/** The name under which the report is recognised, as a workbook. */
export const templateName = ({ mapping, office, period }: TemplateRequest): string =>
  `${mapping.files[0]!.replace(/\.\w+$/u, "").replaceAll("*", `_${office}_${period}`)}.xlsx`;

/**
 * The workbook that an office fills in: the form with header, units, areas, drop-down lists and a sample row; the instructions; and the
 * figures known of the period before. It is accepted as it is when filled, since the reader knows its sample row and its other sheets.
 */
export async function templateWorkbook(request: TemplateRequest): Promise<Buffer> {
  // A large library that only this command uses.
  const { default: excel } = await import("exceljs");
  const book = new excel.Workbook();
  const columns = formColumns(request);
  const form = book.addWorksheet(request.contract.title.zh.slice(0, 31));
  form.addRow([`${request.contract.title.zh}（${request.office}）`]);
  const units = unitsOf(columns, request.mapping);
  if (units.length > 0) form.addRow([`单位：${units.join("、")}`]);
  const header = form.addRow(columns.map((column) => column.header));
  header.font = { bold: true };
  const sample = form.addRow(columns.map(({ column }, at) => (at === 0 ? SAMPLE : column.example)));
  sample.font = { color: GREY, italic: true };
  for (const cells of bodyRows(request, columns)) form.addRow(cells);
  for (const [at, { column, isRequired }] of columns.entries()) {
    if (!isRequired) header.getCell(at + 1).font = { bold: true, color: GREY };
    form.getColumn(at + 1).width = Math.max(14, 2 * columns[at]!.header.length + 2);
    const list = choicesOf(column, request);
    for (let line = sample.number; line <= form.rowCount; line++) {
      const cell = form.getCell(line, at + 1);
      if (!["count", "amount"].includes(column.type)) cell.numFmt = "@";
      if (list && line > sample.number)
        cell.dataValidation = { type: "list", allowBlank: true, formulae: [`"${list.join(",")}"`] };
    }
  }
  form.views = [{ state: "frozen", ySplit: header.number }];
  addInstructions(book.addWorksheet("填表说明"), request, columns);
  addPast(book.addWorksheet("上期数据（底稿）"), request, columns);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function formColumns({ contract, mapping }: TemplateRequest): FormColumn[] {
  return Object.entries(contract.columns).flatMap(([name, column]) => {
    const header = mapping.columns[name]?.header[0];
    const required = isRequired(name, column, mapping);
    return header === undefined || Object.hasOwn(mapping.constants, name)
      ? []
      : [{ name, header, column, isRequired: required }];
  });
}

/** The units of the figures, but for kinds of which the mapping reads a column in another unit. */
function unitsOf(columns: readonly FormColumn[], { columns: mapped }: Mapping): string[] {
  const isOther = ({ name }: FormColumn) => ((mapped[name] as MappedColumn | undefined)?.times ?? 1) !== 1;
  const others = new Set(columns.filter(isOther).map(({ column }) => unitKindOf(column)));
  const kinds = new Set(columns.map(({ column }) => unitKindOf(column)).filter((kind) => !others.has(kind)));
  return [...(kinds.has("count") ? ["人"] : []), ...(kinds.has("money") ? ["万元"] : [])];
}

/** One row for each area where the report has one; else empty rows. */
function bodyRows(
  { contract, areas, mapping, officeArea, period }: TemplateRequest,
  columns: readonly FormColumn[],
) {
  const isOneRow =
    contract.grain === "period" && contract.keys.every((key) => key.every((name) => name === "period"));
  if (!isOneRow) return Array.from({ length: EMPTY_ROWS }, () => columns.map(() => null));
  const reported = areas.some(({ code }) => code === officeArea)
    ? areas.filter(({ code }) => code === officeArea)
    : areas;
  return reported.map((area) =>
    columns.map(({ name }) =>
      name === "area" ? areaText(area, mapping) : name === "period" ? period : null,
    ),
  );
}

/** Most characters of a drop-down list that office programs take. */
const LONGEST_LIST = 250;

/** The words among which a cell chooses, where they fit a drop-down list. */
function choicesOf(column: Column, { areas, mapping }: TemplateRequest): readonly string[] | null {
  const list =
    column.type === "word"
      ? Object.values(column.words).map(([word]) => word!)
      : column.type === "flag"
        ? ["是", "否"]
        : column.type === "area"
          ? areas.map((area) => areaText(area, mapping))
          : [];
  const fits =
    list.length > 0 && list.join(",").length <= LONGEST_LIST && list.every((word) => !/[,"]/.test(word));
  return fits ? list : null;
}

interface Sheet {
  addRow(cells: unknown[]): unknown;
}

const ALLOWED: Readonly<Record<Column["type"], string>> = {
  area: "行政区划代码",
  period: "报告期",
  text: "文字",
  date: "日期，如 2026-03-10",
  flag: "是、否",
  count: "不带小数的人数",
  amount: "数字，最多四位小数",
  word: "选项之一",
};

function addInstructions(sheet: Sheet, request: TemplateRequest, columns: readonly FormColumn[]): void {
  sheet.addRow(["列", "必填", "填写内容", "例如"]);
  for (const { header, column, isRequired } of columns)
    sheet.addRow([header, isRequired ? "必填" : "选填", allowedText(column), String(column.example)]);
  sheet.addRow([]);
  sheet.addRow([`“${SAMPLE}”一行不读取；本表和“上期数据”也不读取。不报的行请删除。`]);
  sheet.addRow([]);
  for (const { code, name } of request.areas) sheet.addRow([code, name]);
}

const allowedText = (column: Column): string =>
  column.type === "word"
    ? Object.values(column.words)
        .map(([word]) => word)
        .join("、")
    : ALLOWED[column.type];

function addPast(sheet: Sheet, { past }: TemplateRequest, columns: readonly FormColumn[]): void {
  sheet.addRow(columns.map(({ header }) => header));
  for (const row of past)
    sheet.addRow(columns.map(({ name }) => (row[name] === null ? "" : String(row[name] ?? ""))));
  if (past.length === 0) sheet.addRow(["没有收到过上期数据"]);
}
