import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, translate } from "../../../reports/language/index.ts";
import { notebookOf } from "../../../reports/views/notebook/notebook.ts";
import { type Answered, NIGHT_OF_COPY, notebookPage } from "../../../reports/views/notebook/notebook-page.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import { TROUBLE } from "../console/exit-codes.ts";
import { languageOption } from "../console/options.ts";
import { type Asker, openAsker } from "./ask.ts";
import { writeWhole } from "./write-out.ts";

interface NotebookOptions {
  readonly to?: string;
  readonly force?: boolean;
  readonly lang?: string;
}

/** Most rows that a statement of a notebook may give, since they stand in a page; and the largest file that is read. */
const [MOST_ROWS, MOST_BYTES] = [2000, 1_000_000];

/** `fengsui ask DIR FILE.md`: run the SQL of a Markdown file on the readers' copy, and write it with tables and charts as one page. */
export function notebookCommand(effects: Effects): Command {
  return new Command("ask")
    .argument("<dir>", "folder of the deployment")
    .argument("<file>", "Markdown file; its blocks of code marked sql are statements")
    .option("--to <page>", "page to write (default: the name of the file, with .html)")
    .option("--force", "replace the page if it is there")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, file: string, options: NotebookOptions) =>
      writeNotebook(dir, file, options, effects),
    );
}

/** @throws UserError with the code of trouble where a statement was not run; the page is written all the same, and says so */
async function writeNotebook(
  dir: string,
  file: string,
  { to, force = false, lang }: NotebookOptions,
  effects: Effects,
): Promise<void> {
  const notebook = notebookOf(readText(file));
  const asker = openAsker(dir, effects, languageOption(lang));
  try {
    const { language } = asker;
    const answers: Answered[] = [];
    for (const part of notebook.parts)
      if ("statement" in part) answers.push(await answerOf(asker, part.statement.sql));
    const night = await lastNight(asker);
    const path = to ?? `${file.replace(/\.(?:md|markdown)$/iu, "")}.html`;
    writeWhole(path, force, notebookPage(notebook, answers, { file: basename(file), night, language }));
    const failed = answers.filter((answer) => "reason" in answer).length;
    effects.out(translate(language, "notebook.written", { path, count: answers.length, failed }));
    if (failed > 0) throw new UserError(bilingual("error.notebook-failed", { failed }), TROUBLE);
  } finally {
    asker.close();
  }
}

function readText(file: string): string {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UserError(bilingual("error.no-such-file", { option: "FILE.md", file }));
  if (statSync(file).size > MOST_BYTES) throw new UserError(bilingual("error.notebook-large", { file }));
  return readFileSync(file, "utf8").replace(/^\ufeff/u, "");
}

/** The answer to a statement; one that is refused or wrong leaves the others as they are. */
async function answerOf(asker: Asker, sql: string): Promise<Answered> {
  try {
    const { columns, rows, end } = await asker.ask({ sql, rows: MOST_ROWS });
    return { columns, rows, count: end.count, isCut: end.cut !== null };
  } catch (error) {
    if (error instanceof UserError) return { reason: inLanguage(error.text, asker.language) };
    throw error;
  }
}

/** The night whose figures the copy holds. */
async function lastNight(asker: Asker): Promise<{ date: string; asOf: string }> {
  const { rows } = await asker.ask({
    ...{ sql: NIGHT_OF_COPY, rows: 1 },
  });
  const [date = "—", asOf = "—"] = (rows[0] ?? []) as string[];
  return { date, asOf };
}
