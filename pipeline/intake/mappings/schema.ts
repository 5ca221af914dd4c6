import { z } from "zod";
import type { Column, Contract } from "../contracts/define.ts";
import { contractById, contracts } from "../contracts/index.ts";

const header = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((value) => (typeof value === "string" ? [value] : value))
  .describe("Header of the column in the file, or a list of headers it may have");

const format = z
  .string()
  .regex(/^(?:%[YmdbBjyHMS]|[-/. ,年月日季第TQ:]|[0-9])+$/, "error.date-format")
  .describe("A date format: %Y-%m-%d, %Y年%m月%d日, %Y/%m; serial for the day numbers of workbooks");

const column = z.union([
  header.transform((headers) => ({ header: headers })),
  z.strictObject({
    header,
    formats: z
      .array(format)
      .min(1)
      .optional()
      .describe("Date formats, tried in order; a list where senders mix"),
    by: z.enum(["code", "name", "alias"]).optional().describe("How an area is looked up in the register"),
    words: z
      .record(z.string(), z.array(z.string().min(1)).min(1))
      .optional()
      .describe("This sender's words for the contract's, where they differ"),
    times: z
      .number()
      .positive()
      .optional()
      .describe("Unit of the header: a figure in 万元 kept in 万元 is 1"),
    prefer: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe(
        "Groups or parts of a header that are meant where several columns fit, besides 合计 and 本月",
      ),
    never: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("Groups or parts of a header that are never meant, besides 上年同期 and the like"),
  }),
]);

const shape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/, "error.small-letters")
    .describe("Name of this mapping: small letters, digits, hyphens"),
  contract: z.string().describe("Report kind whose meaning the file carries"),
  files: z
    .array(z.string().min(1))
    .min(1)
    .describe("File names this mapping reads; * stands for any letters"),
  delimiter: z.enum([",", ";", "\t", "|"]).default(",").describe("What separates the cells"),
  period: z
    .enum(["day", "week", "month", "quarter", "year"])
    .optional()
    .describe("Kind of period the file reports"),
  columns: z.record(z.string(), column).describe("Contract column to file column"),
  passOverSheets: z
    .array(z.string().min(1))
    .optional()
    .describe(
      "Words in the names of worksheets that are no report, besides 底稿, 作废, 示例, 汇总 and the like",
    ),
  constants: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe("Columns with one value for the whole file"),
  require: z
    .array(z.string())
    .default([])
    .describe("Optional columns that this sender must fill all the same"),
  absent: z
    .array(z.string())
    .optional()
    .describe("Required figures that this source does not have: nothing is computed from them"),
  known: z
    .strictObject({
      header,
      formats: z.array(format).min(1),
      plusDays: z.number().int().min(0).max(400).default(0),
    })
    .optional()
    .describe("Column that says when a figure became known: used when a past is taken in"),
  completeMonths: z
    .boolean()
    .default(false)
    .describe(
      "The file lists every event of its sender for each month it covers (there is no statement row)",
    ),
});

/** A mapping as written in the file, before its names are checked against the contract. */
type Written = z.infer<typeof shape>;

/**
 * How one sender's file carries a contract (版式映射): headers, date formats, units, constants, area lookup. It has no
 * expressions and no conditions.
 */
export const mappingSchema = shape.superRefine((mapping, context) => {
  for (const { path, message, params } of againstContract(mapping))
    context.addIssue({ code: "custom", path, message, params });
});

/** A mapping as written in a deployment's `mappings/*.yaml`, checked. */
export type Mapping = z.infer<typeof mappingSchema>;
export type MappedColumn = {
  header: string[];
  formats?: string[];
  by?: "code" | "name" | "alias";
  words?: Record<string, string[]>;
  times?: number;
  prefer?: string[];
  never?: string[];
};

/** A mistake of a mapping: where it stands, the key of its text in the catalogue, and what the text is filled with. */
interface MappingMistake {
  readonly path: (string | number)[];
  readonly message: string;
  readonly params: Record<string, string | readonly string[]>;
}

function againstContract(mapping: Written): MappingMistake[] {
  const contract = contractById(mapping.contract);
  if (!contract) {
    const known = contracts.map((candidate) => candidate.id);
    return [{ path: ["contract"], message: "error.no-such-report", params: { known } }];
  }
  const report = contract.id;
  const known = Object.keys(contract.columns);
  const unknown = (where: string, used: readonly string[]): MappingMistake[] =>
    used
      .filter((column) => !known.includes(column))
      .map((column) => ({
        path: [where, column],
        message: "error.no-such-column",
        params: { report, column, known },
      }));
  return [
    ...unknown("columns", Object.keys(mapping.columns)),
    ...unknown("constants", Object.keys(mapping.constants)),
    ...unknown("require", mapping.require),
    ...unknown("absent", mapping.absent ?? []),
    ...(mapping.absent ?? []).flatMap((column, at) => absentMistakes(mapping, contract, column, at)),
    ...Object.entries(contract.columns).flatMap(([name, column]) =>
      columnMistakes(mapping, report, name, column),
    ),
    ...periodMistakes(mapping, contract),
  ];
}

/** Whether a mapping may say that its source lacks a column: a figure of a report that covers a period, required and no part of a key. */
function mayBeAbsent({ grain, keys }: Contract, name: string, column: Column): boolean {
  const isFigure = column.type === "amount" || (column.type === "count" && column.unit !== "none");
  return grain === "period" && isFigure && !column.optional && !keys.flat().includes(name);
}

/** A column that is said to be absent must be one that may be, and have no source in the mapping. */
function absentMistakes(mapping: Written, contract: Contract, name: string, at: number): MappingMistake[] {
  const column = contract.columns[name];
  if (!column) return [];
  const mistake = (message: string, params: MappingMistake["params"]): MappingMistake[] => [
    { path: ["absent", at], message, params: { report: contract.id, column: name, ...params } },
  ];
  if (column.optional) return mistake("error.absent-is-optional", {});
  const possible = Object.keys(contract.columns).filter((candidate) =>
    mayBeAbsent(contract, candidate, contract.columns[candidate]!),
  );
  if (!possible.includes(name))
    return possible.length > 0
      ? mistake("error.column-never-absent", { possible })
      : mistake("error.no-column-absent", {});
  const given = (["columns", "constants"] as const).find((where) => Object.hasOwn(mapping[where], name));
  return given ? mistake("error.absent-but-given", { given }) : [];
}

/** Whether every row must have the column: the contract requires it and the source has it, or the mapping requires it. */
export const isRequired = (
  name: string,
  { optional }: Pick<Column, "optional">,
  { require, absent }: Pick<Mapping, "require" | "absent">,
): boolean => (!optional && !absent?.includes(name)) || require.includes(name);

function columnMistakes(
  { columns, constants, absent }: Written,
  report: string,
  column: string,
  { optional, type }: Contract["columns"][string],
): MappingMistake[] {
  const mapped = columns[column] as MappedColumn | undefined;
  if (!mapped) {
    return optional || Object.hasOwn(constants, column) || absent?.includes(column)
      ? []
      : [{ path: ["columns"], message: "error.column-not-mapped", params: { report, column } }];
  }
  return (type === "date" || type === "period") && !mapped.formats
    ? [{ path: ["columns", column], message: "error.column-without-formats", params: { column, type } }]
    : [];
}

function periodMistakes({ period }: Written, { id, periods, columns }: Contract): MappingMistake[] {
  if (columns.period && !period) return [{ path: [], message: "error.period-missing", params: { periods } }];
  return period && !periods.includes(period)
    ? [{ path: ["period"], message: "error.report-period", params: { report: id, periods, period } }]
    : [];
}
