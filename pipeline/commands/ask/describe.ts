import { Command } from "commander";
import { asItStands } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { answerTable } from "../../../reports/views/answer-table.ts";
import { questionOf, readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { PUBLISHED_VIEWS } from "../../../warehouse/published/views.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { type Asker, openAsker } from "./ask.ts";

/** `fengsui describe DIR [TABLE]`: the tables of the readers' copy, or the columns of one table. */
export function describeCommand(effects: Effects): Command {
  return new Command("describe")
    .argument("<dir>", "folder of the deployment")
    .argument("[table]", "a table or view")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, table: string | undefined, options: { lang?: string }) => {
      const asker = openAsker(dir, effects, languageOption(options.lang));
      try {
        effects.out(await (table === undefined ? tablesText(asker) : columnsText(asker, table)));
      } finally {
        asker.close();
      }
    });
}

const TABLES = `
SELECT table_name, 'table', comment, estimated_size FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, 'view', comment, NULL FROM duckdb_views() WHERE NOT internal
UNION ALL SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', 'macro', comment, NULL
  FROM duckdb_functions() WHERE NOT internal
ORDER BY 2 DESC, 1`;

const COLUMNS = `
SELECT column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal AND table_name = $table ORDER BY column_index`;

async function tablesText(asker: Asker): Promise<string> {
  const { rows } = await asker.ask({ sql: TABLES, rows: 1000 });
  const { language } = asker;
  const tables = drawn(
    language,
    ["describe.name", "describe.kind", "describe.rows", "describe.meaning"],
    rows.map(([name, kind, comment, size]) => [
      ...[name, translate(language, `describe.kind-${kind}` as TextKey), size],
      meaningIn(language, comment),
    ]),
  );
  const queries = drawn(
    language,
    ["describe.name", "describe.meaning"],
    readyQueryNames().map((name) => [name, inLanguage(questionOf(name), language)]),
  );
  return `${tables}\n\n${translate(language, "describe.queries")}\n${queries}`;
}

async function columnsText(asker: Asker, table: string): Promise<string> {
  const { language } = asker;
  const macro = PUBLISHED_VIEWS.find((view) => view.arguments && view.name === table.replace(/\(.*$/s, ""));
  const { rows } = macro
    ? {
        rows: Object.entries(macro.columns).map(([name, title]) => [name, null, `${title.zh} · ${title.en}`]),
      }
    : await asker.ask({ sql: COLUMNS, values: { table }, rows: 1000 });
  if (rows.length === 0 && !macro) {
    const all = await asker.ask({ sql: TABLES, rows: 1000 });
    const tables = all.rows.map(([name]) => name).join(translate(language, "list.separator"));
    throw new UserError(asItStands(translate(language, "describe.unknown", { table, tables })));
  }
  return drawn(
    language,
    ["describe.column", "describe.type", "describe.meaning"],
    rows.map(([name, type, comment]) => [name, type, meaningIn(language, comment)]),
  );
}

/** The half of a comment in the reader's language; comments have the form `Chinese · English`. */
function meaningIn(language: Language, comment: unknown): string {
  const [zh = "", en = zh] = String(comment ?? "").split(" · ");
  return language === "en" ? en : zh;
}

const drawn = (
  language: Language,
  heads: readonly TextKey[],
  rows: readonly (readonly unknown[])[],
): string =>
  answerTable(
    heads.map((key) => ({
      name: translate(language, key),
      type: key === "describe.rows" ? "BIGINT" : "VARCHAR",
    })),
    rows,
  );
