import { extname } from "node:path";
import { createInterface } from "node:readline";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, translate } from "../../../reports/language/index.ts";
import { peopleTable } from "../../../reports/views/people-table.ts";
import {
  completions,
  KNOWN_WORDS,
  NAMES_OF_COPY,
  type PromptWord,
} from "../../../reports/views/prompt-words.ts";
import type { FileFormat } from "../../../warehouse/asking/question.ts";
import { readyQueryNames } from "../../../warehouse/published/ready-queries.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { Effects } from "../console/effects.ts";
import type { Asker } from "./ask.ts";
import { chartKind, drawAnswer, MOST_DRAWN } from "./chart-out.ts";
import { historyPath, keepHistory, readHistory } from "./prompt-history.ts";
import { questionByName, savedNames, saveQuestion } from "./saved-questions.ts";
import { writeOut } from "./write-out.ts";

/** Most rows that the prompt prints, and most that it writes into a file. */
const [MOST_PRINTED, MOST_WRITTEN] = [200, 5_000_000];

/** Files that `.out` writes, by their ending. */
const WRITTEN: readonly FileFormat[] = ["csv", "json", "parquet", "arrow", "xlsx"];

/** Streams of a terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Ask the readers' copy line after line (查询提示符): a statement ends with a semicolon; commands begin with a dot. Ctrl-C ends the question that runs,
 * or drops what is being written; Ctrl-D leaves.
 */
export async function promptOn(asker: Asker, terminal: Terminal, effects: Effects): Promise<void> {
  const { language } = asker;
  const path = historyPath(effects.environment);
  const history = readHistory(path);
  const words: PromptWord[] = [...KNOWN_WORDS];
  const reading = createInterface({
    ...{ input: terminal.input, output: terminal.output, terminal: true, history, historySize: 1000 },
    completer: (line: string) => {
      const [hits, begun] = completions(line, words);
      return [[...hits], begun];
    },
  });
  const session: Session = { asker, environment: effects.environment, last: null };
  const [first, further] = ["prompt.first", "prompt.further"] as const;
  let written = "";
  let isRunning = false;
  const ready = () => {
    reading.setPrompt(translate(language, written === "" ? first : further));
    reading.prompt();
  };
  reading.on("history", (lines: string[]) => keepHistory(path, lines));
  reading.on("SIGINT", () => {
    if (isRunning) return asker.interrupt();
    written = "";
    terminal.output.write("\n");
    reading.write(null, { ctrl: true, name: "u" });
    ready();
  });
  effects.out(translate(language, "prompt.welcome"));
  for (const [name, meant] of (await asker.ask({ sql: NAMES_OF_COPY, rows: 20_000 })).rows)
    words.push({ written: String(name), meant: String(meant) });
  const left = new Promise<void>((resolve) => reading.on("close", resolve));
  reading.on("line", async (line) => {
    const text = written === "" ? line.trim() : `${written}\n${line}`;
    if (text === "") return ready();
    if (!text.startsWith(".") && !text.trimEnd().endsWith(";")) {
      written = text;
      return ready();
    }
    written = "";
    isRunning = true;
    try {
      const printed = await answered(text.trim(), session);
      if (printed === null) return reading.close();
      effects.out(printed);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      effects.out(inLanguage(error.text, language));
    } finally {
      isRunning = false;
    }
    ready();
  });
  ready();
  await left;
}

/** What a prompt remembers: the statement that was asked last. */
interface Session {
  readonly asker: Asker;
  readonly environment: Effects["environment"];
  last: string | null;
}

/** What a line gives to be printed; null to leave. @throws UserError where it is refused or wrong */
async function answered(text: string, session: Session): Promise<string | null> {
  if (!text.startsWith(".")) return statementAnswer(text.replace(/;+\s*$/u, ""), session);
  const [name = "", ...words] = text.slice(1).replace(/;+$/u, "").split(/\s+/u);
  const rest = words.join(" ");
  const { asker } = session;
  const { language } = asker;
  switch (name) {
    case "quit":
    case "exit":
      return null;
    case "help":
      return translate(language, "prompt.help");
    case "queries":
      return [...readyQueryNames(), ...savedNames(session.environment)].join("\n");
    case "query":
      return statementAnswer(questionByName(rest, session.environment).trim().replace(/;$/u, ""), session);
    case "save":
      saveQuestion(rest, lastOf(session), session.environment);
      return translate(language, "prompt.saved", { name: rest });
    case "explain":
      return statementAnswer(`EXPLAIN ${lastOf(session)}`, { ...session });
    case "chart": {
      const [kind = "bar", out] = words;
      const question = { sql: lastOf(session), rows: MOST_DRAWN };
      return drawAnswer(asker, question, chartKind(kind), { out, replace: false });
    }
    case "out":
      return fileOf(rest, session);
    default:
      throw new UserError(bilingual("prompt.unknown", { name }));
  }
}

function lastOf({ last }: Session): string {
  if (last === null) throw new UserError(bilingual("prompt.no-statement"));
  return last;
}

async function statementAnswer(sql: string, session: Session): Promise<string> {
  const { asker } = session;
  const { columns, rows, end } = await asker.ask({ sql, rows: MOST_PRINTED });
  session.last = sql;
  const { language, zone } = asker;
  const key = end.cut === null ? "ask.rows" : (`ask.cut-${end.cut}` as const);
  return `${peopleTable({ columns, rows, language, zone })}\n${translate(language, key, { count: end.count })}`;
}

/** The last answer as a file by its ending. */
async function fileOf(path: string, session: Session): Promise<string> {
  const format = WRITTEN.find((known) => `.${known}` === extname(path).toLowerCase());
  if (!format) throw new UserError(bilingual("prompt.out", { known: WRITTEN.map((known) => `.${known}`) }));
  const { asker } = session;
  const { language } = asker;
  const end = await writeOut(
    asker,
    { sql: lastOf(session), rows: MOST_WRITTEN },
    { path, format, language, replace: false, byteOrderMark: format === "csv" && language === "zh-CN" },
  );
  return translate(language, end.cut ? "ask.written-cut" : "ask.written", { file: path, count: end.count });
}
