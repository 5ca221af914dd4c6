import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { answerTable } from "../../../reports/views/answer-table.ts";
import { type FileFormat, USUAL_LIMITS } from "../../../warehouse/asking/question.ts";
import { readyQuery, readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption, ROWS, type WholeNumbers, wholeOption } from "../console/options.ts";
import { type Asker, openAsker } from "./ask.ts";
import { writeOut } from "./write-out.ts";

interface SqlOptions {
  readonly file?: string;
  readonly query?: string;
  readonly with: readonly string[];
  readonly format?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly rows?: string;
  readonly seconds: string;
  readonly lang?: string;
}

const FORMATS = ["table", "csv", "json", "parquet", "arrow"] as const;
/** Default limit of rows, by output. */
const USUAL_ROWS = { table: 200, csv: 100_000, json: 100_000, file: 5_000_000 };

const SECONDS: WholeNumbers = { least: 1, most: 999_999_999, example: 100 };

/** `fengsui sql DIR`: run one SQL query on the readers' copy. */
export function sqlCommand(effects: Effects): Command {
  return new Command("sql")
    .argument("<dir>", "folder of the deployment")
    .argument("[statement]", 'the statement, such as "SELECT * FROM open_case"')
    .option("--file <path>", "read the statement from a file")
    .option("--query <name>", `a ready query: ${readyQueryNames().join(", ")}`)
    .option("--with <name=value>", "value of $name in the statement; may be repeated", collected, [])
    .option(
      "--format <format>",
      "table, csv, json, parquet or arrow (default: by the ending of --out, else table)",
    )
    .option("--out <path>", "write the answer to a new file")
    .option("--force", "replace the file that --out names")
    .option("--rows <count>", "most rows (default: 200 in a table, 100000 in text, 5000000 in a file)")
    .option("--seconds <count>", "most seconds", String(USUAL_LIMITS.seconds))
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, statement: string | undefined, options: SqlOptions) => {
      const sql = statementOf(statement, options);
      const format = formatOf(options);
      const limits = { ...USUAL_LIMITS, seconds: wholeOption("--seconds", options.seconds, SECONDS) };
      const asker = openAsker(dir, effects, languageOption(options.lang), limits);
      try {
        const question = { sql, values: valuesOf(options.with), rows: rowsOf(options, format) };
        if (format === "table") effects.out(await asTable(asker, question));
        else if (options.out !== undefined) effects.out(await toFile(asker, question, format, options));
        else effects.out(await asText(asker, question, format, effects));
      } finally {
        asker.close();
      }
    });
}

type Asked = Parameters<Asker["ask"]>[0];
type Format = (typeof FORMATS)[number];

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function statementOf(statement: string | undefined, { file, query }: SqlOptions): string {
  if ([statement, file, query].filter((given) => given !== undefined).length !== 1)
    throw new UserError(bilingual("error.one-statement"));
  if (query !== undefined) {
    if (readyQueryNames().includes(query)) return readyQuery(query);
    throw new UserError(bilingual("error.query-option", { value: query, known: readyQueryNames() }));
  }
  if (file === undefined) return statement!;
  if (!existsSync(file)) throw new UserError(bilingual("error.no-such-file", { option: "--file", file }));
  return readFileSync(file, "utf8").replace(/^\ufeff/, "");
}

function formatOf({ format, out }: SqlOptions): Format {
  const ending = /\.(csv|json|parquet|arrow)$/.exec(out ?? "")?.[1];
  const wanted = format ?? ending ?? "table";
  const known = FORMATS.find((candidate) => candidate === wanted);
  if (!known) throw new UserError(bilingual("error.format-option", { value: wanted, known: FORMATS }));
  if (out !== undefined && known === "table") throw new UserError(bilingual("error.format-missing"));
  if (out === undefined && (known === "parquet" || known === "arrow"))
    throw new UserError(bilingual("error.format-not-text", { format: known }));
  return known;
}

function rowsOf({ rows, out }: SqlOptions, format: Format): number {
  if (rows !== undefined) return wholeOption("--rows", rows, ROWS);
  return out !== undefined || format === "parquet" || format === "arrow"
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
  return `${answerTable(columns, rows)}\n${translate(asker.language, key, { count: end.count })}`;
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
  const end = await writeOut(asker, question, { format, path: out, replace: options.force ?? false });
  return translate(asker.language, end.cut ? "ask.written-cut" : "ask.written", {
    file: out,
    count: end.count,
  });
}
