import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { peopleTable } from "../../../reports/views/people-table.ts";
import { type FileFormat, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption, ROWS, type WholeNumbers, wholeOption } from "../console/options.ts";
import { type Asker, openAsker } from "./ask.ts";
import { chartKind, drawAnswer, MOST_DRAWN } from "./chart-out.ts";
import { questionByName } from "./saved-questions.ts";
import { writeOut } from "./write-out.ts";

interface SqlOptions {
  readonly file?: string;
  readonly query?: string;
  readonly with: readonly string[];
  readonly format?: string;
  readonly out?: string;
  readonly chart?: string;
  readonly force?: boolean;
  readonly rows?: string;
  readonly seconds?: string;
  readonly lang?: string;
}

const FORMATS = ["table", "csv", "json", "parquet", "arrow", "xlsx"] as const;
const ENDINGS = FORMATS.filter((format) => format !== "table").map((format) => `.${format}`);
/** Default limit of rows, by output. */
const USUAL_ROWS = { table: 200, csv: 100_000, json: 100_000, file: 5_000_000 };

const SECONDS: WholeNumbers = { least: 1, most: 999_999_999, example: 100 };

/** `fengsui sql DIR`: run one SQL query on the readers' copy. */
export function sqlCommand(effects: Effects): Command {
  return new Command("sql")
    .argument("<dir>", "folder of the deployment")
    .argument("[statement]", 'the statement, such as "SELECT * FROM open_case"; without it a prompt')
    .option("--file <path>", "read the statement from a file")
    .option(
      "--query <name>",
      `a question saved at the prompt, or a ready query: ${readyQueryNames().join(", ")}`,
    )
    .option("--with <name=value>", "value of $name in the statement; may be repeated", collected, [])
    .option(
      "--format <format>",
      "table, csv, json, parquet, arrow or xlsx (default: by the ending of --out, else table)",
    )
    .option("--out <path>", "write the answer to a new file")
    .option(
      "--chart <kind>",
      "draw the answer: line, bar or map; into --out F.svg or F.png, else on the terminal",
    )
    .option("--force", "replace the file that --out names")
    .option("--rows <count>", "most rows (default: 200 in a table, 100000 in text, 5000000 in a file)")
    .option("--seconds <count>", "most seconds (default: 30; 300 in a workbook)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, statement: string | undefined, options: SqlOptions) => {
      const isPrompt = [statement, options.file, options.query].every((given) => given === undefined);
      if (isPrompt && process.stdin.isTTY && process.stdout.isTTY) {
        await promptIn(dir, options, effects);
        return;
      }
      const sql = statementOf(statement, options, effects.environment);
      const chart = options.chart === undefined ? null : chartKind(options.chart);
      const format = chart === null ? formatOf(options) : "table";
      const limits = { ...USUAL_LIMITS, seconds: secondsOf(options, format) };
      const asker = openAsker(dir, effects, languageOption(options.lang), limits);
      try {
        const values = valuesOf(options.with);
        if (chart !== null) {
          const { out, force: replace = false } = options;
          effects.out(await drawAnswer(asker, { sql, values, rows: MOST_DRAWN }, chart, { out, replace }));
          return;
        }
        const question = { sql, values, rows: rowsOf(options, format) };
        if (format === "table") effects.out(await asTable(asker, question));
        else if (options.out !== undefined) effects.out(await toFile(asker, question, format, options));
        else effects.out(await asText(asker, question, format, effects));
      } finally {
        asker.close();
      }
    });
}

/** The prompt, until the person leaves. */
async function promptIn(dir: string, options: SqlOptions, effects: Effects): Promise<void> {
  const limits = { ...USUAL_LIMITS, seconds: secondsOf(options, "table") };
  const asker = openAsker(dir, effects, languageOption(options.lang), limits);
  try {
    const { promptOn } = await import("./prompt.ts");
    await promptOn(asker, { input: process.stdin, output: process.stdout }, effects);
  } finally {
    asker.close();
  }
}

type Asked = Parameters<Asker["ask"]>[0];
type Format = (typeof FORMATS)[number];

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function statementOf(
  statement: string | undefined,
  { file, query }: SqlOptions,
  environment: Effects["environment"],
): string {
  if ([statement, file, query].filter((given) => given !== undefined).length !== 1)
    throw new UserError(bilingual("error.one-statement"));
  if (query !== undefined) return questionByName(query, environment);
  if (file === undefined) return statement!;
  if (!existsSync(file)) throw new UserError(bilingual("error.no-such-file", { option: "--file", file }));
  return readFileSync(file, "utf8").replace(/^\ufeff/, "");
}

/** A workbook takes longer than other files: a million rows of ten columns about a minute. */
const secondsOf = ({ seconds }: SqlOptions, format: Format): number =>
  seconds === undefined
    ? USUAL_LIMITS.seconds * (format === "xlsx" ? 10 : 1)
    : wholeOption("--seconds", seconds, SECONDS);

function formatOf({ format, out }: SqlOptions): Format {
  const ending = extname(out ?? "").toLowerCase();
  const wanted = format ?? (ENDINGS.includes(ending) ? ending.slice(1) : "table");
  const known = FORMATS.find((candidate) => candidate === wanted);
  if (!known) throw new UserError(bilingual("error.format-option", { value: wanted, known: FORMATS }));
  if (out !== undefined && known === "table")
    throw new UserError(bilingual("error.format-missing", { file: out, known: ENDINGS }));
  // Spreadsheet programs refuse a workbook under another ending, and what is none under this one.
  if (out !== undefined && (known === "xlsx") !== (ending === ".xlsx"))
    throw new UserError(bilingual("error.format-differs", { file: out, format: known }));
  if (out === undefined && (known === "parquet" || known === "arrow" || known === "xlsx"))
    throw new UserError(bilingual("error.format-not-text", { format: known }));
  return known;
}

function rowsOf({ rows, out }: SqlOptions, format: Format): number {
  if (rows !== undefined) return wholeOption("--rows", rows, ROWS);
  return out !== undefined || format === "parquet" || format === "arrow" || format === "xlsx"
    ? USUAL_ROWS.file
    : USUAL_ROWS[format];
}

function valuesOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const match = /^(\w+)=(.*)$/s.exec(pair);
      if (!match) throw new UserError(bilingual("error.value-option", { value: pair }));
      return [match[1]!, match[2]!];
    }),
  );
}

async function asTable(asker: Asker, question: Asked): Promise<string> {
  const { columns, rows, end } = await asker.ask(question);
  const key = end.cut === null ? "ask.rows" : (`ask.cut-${end.cut}` as const);
  const { language, zone } = asker;
  return `${peopleTable({ columns, rows, language, zone })}\n${translate(asker.language, key, { count: end.count })}`;
}

/** Print CSV or JSON on standard output; a notice of further rows goes to standard error, so that the output stays a table. */
async function asText(asker: Asker, question: Asked, format: FileFormat, effects: Effects): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-sql-"));
  try {
    const path = join(folder, "answer");
    const end = await writeOut(asker, question, { format, path, replace: false });
    if (end.cut) effects.err(translate(asker.language, `ask.cut-${end.cut}`, { count: end.count }));
    return readFileSync(path, "utf8").trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toFile(
  asker: Asker,
  question: Asked,
  format: FileFormat,
  options: SqlOptions,
): Promise<string> {
  const out = options.out!;
  const { language } = asker;
  const end = await writeOut(asker, question, {
    ...{ path: out, format, language, replace: options.force ?? false },
    // Excel in Chinese takes a CSV without the mark for GBK; on standard output other programs would read the mark as data.
    byteOrderMark: format === "csv" && language === "zh-CN",
  });
  const { count, sheets } = end;
  const written = translate(language, end.cut ? "ask.written-cut" : "ask.written", { file: out, count });
  return sheets === undefined
    ? written
    : `${written}\n${translate(language, "ask.written-sheets", { count, sheets })}`;
}
