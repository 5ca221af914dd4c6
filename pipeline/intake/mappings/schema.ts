import { z } from "zod";
import { contractById, contracts } from "../contracts/index.ts";

const header = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((value) => (typeof value === "string" ? [value] : value))
  .describe("Header of the column in the file, or a list of headers it may have");

const format = z
  .string()
  .regex(
    /^(?:%[YmdbBjyHMS]|[-/. ,年月日季第TQ:]|[0-9])+$/,
    "a date format of %Y %m %d and separators, such as %Y-%m-%d",
  )
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
  }),
]);

const shape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
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
  constants: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe("Columns with one value for the whole file"),
  require: z
    .array(z.string())
    .default([])
    .describe("Optional columns that this sender must fill all the same"),
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
  for (const { path, message } of againstContract(mapping))
    context.addIssue({ code: "custom", path, message });
});

/** A mapping as written in a deployment's `mappings/*.yaml`, checked. */
export type Mapping = z.infer<typeof mappingSchema>;
export type MappedColumn = {
  header: string[];
  formats?: string[];
  by?: "code" | "name" | "alias";
  words?: Record<string, string[]>;
  times?: number;
};

function againstContract(mapping: Written): { path: (string | number)[]; message: string }[] {
  const contract = contractById(mapping.contract);
  if (!contract) {
    return [
      {
        path: ["contract"],
        message: `no such report kind; there are ${contracts.map((candidate) => candidate.id).join(", ")}`,
      },
    ];
  }
  const names = Object.keys(contract.columns);
  const problems: { path: (string | number)[]; message: string }[] = [];
  const unknown = (where: string, used: readonly string[]) => {
    for (const name of used.filter((column) => !names.includes(column))) {
      problems.push({
        path: [where, name],
        message: `${contract.id} has no column ${name}; it has ${names.join(", ")}`,
      });
    }
  };
  unknown("columns", Object.keys(mapping.columns));
  unknown("constants", Object.keys(mapping.constants));
  unknown("require", mapping.require);
  for (const [name, column] of Object.entries(contract.columns)) {
    const mapped = mapping.columns[name] as MappedColumn | undefined;
    if (!column.optional && !mapped && !Object.hasOwn(mapping.constants, name)) {
      problems.push({
        path: ["columns"],
        message: `${name} is required by ${contract.id}: name its header, or give a constant`,
      });
    }
    if ((column.type === "date" || column.type === "period") && mapped && !mapped.formats) {
      problems.push({
        path: ["columns", name],
        message: `${name} is a ${column.type}: give formats, such as ["%Y-%m-%d"]`,
      });
    }
  }
  if (contract.columns.period && !mapping.period) {
    problems.push({ path: [], message: `period is missing: one of ${contract.periods.join(", ")}` });
  } else if (mapping.period && !contract.periods.includes(mapping.period)) {
    problems.push({
      path: ["period"],
      message: `${contract.id} is reported by ${contract.periods.join(", ")}, not by ${mapping.period}`,
    });
  }
  return problems;
}
