import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { MailContent } from "../../../reports/documents/content.ts";
import { documentFiles, FORMATS, type Format } from "../../../reports/documents/document-files.ts";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { writtenLetter, writtenNotice } from "../../../reports/views/written-notice.ts";
import { paperOf } from "../../deployment/paper.ts";
import { UserError } from "../../deployment/user-error.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption, wholeOption } from "../console/options.ts";
import { refuseReader } from "../console/refuse-reader.ts";

interface DocumentOptions {
  readonly change?: string;
  readonly office?: string;
  readonly format: string;
  readonly to: string;
  readonly mongolian?: string;
  readonly copies?: string;
  readonly annex?: readonly string[];
  readonly lang?: string;
}

/** Most changes that a case is asked for. */
const CHANGES = { least: 1, most: 9999, example: 2 };

/** `fengsui document DIR CASE`: a notice, or a letter by its number, as it was written, as Word, PDF, workbook, page and text. */
export function documentCommand(effects: Effects): Command {
  return new Command("document")
    .argument("<dir>", "folder of the deployment")
    .argument("<case>", "number of the case, such as 2026-0001, or of a letter")
    .option("--change <number>", "the notice of that change; the last that has a notice if absent")
    .option("--office <office>", "as that office reads it; the office of the area if absent")
    .option("--format <formats>", `which of ${FORMATS.join(", ")}; all if absent`, FORMATS.join(","))
    .option("--mongolian <file>", "text in Mongolian that a person wrote")
    .option("--copies <offices>", "offices that get a copy (抄送), for Word")
    .option("--annex <names...>", "names of annexes (附件), for Word")
    .option("--to <folder>", "where to write", ".")
    .option("--lang <language>", "zh-CN or en")
    .action((dir: string, caseId: string, options: DocumentOptions) =>
      writeDocuments(dir, caseId, options, effects),
    );
}

async function writeDocuments(
  dir: string,
  caseId: string,
  options: DocumentOptions,
  effects: Effects,
): Promise<void> {
  const { change, office, copies, annex, mongolian, to } = options;
  const formats = formatsOf(options.format);
  const seq = change === undefined ? undefined : wholeOption("--change", change, CHANGES);
  refuseReader(dir);
  const opened = await openForLook(dir, lookOptions(effects, languageOption(options.lang)));
  try {
    const wanted = { caseId, ...(seq ? { seq } : {}), ...(office ? { office } : {}) };
    const notice =
      (await writtenNotice(opened.warehouse, wanted)) ?? (await writtenLetter(opened.warehouse, caseId));
    if (!notice) throw new UserError(bilingual("error.no-notice", { case: caseId }));
    const mail = { ...notice, content: { ...notice.content, ...mongolianOf(mongolian) } };
    const paper = {
      ...paperOf(opened.deployment),
      ...(copies ? { copies } : {}),
      ...(annex ? { annexes: annex } : {}),
    };
    mkdirSync(to, { recursive: true });
    for (const { format, bytes } of await documentFiles(mail, formats, paper)) {
      const path = join(to, `${notice.id}.${format}`);
      writeFileSync(path, bytes);
      effects.out(translate(opened.noticeSetting.language, "document.written", { path }));
    }
  } finally {
    opened.close();
  }
}

/** The text in Mongolian from its file. @throws UserError where there is no such file */
function mongolianOf(file: string | undefined): Pick<MailContent, "mongolian"> {
  if (file === undefined) return {};
  if (!existsSync(file))
    throw new UserError(bilingual("error.no-such-file", { option: "--mongolian", file }));
  return { mongolian: readFileSync(file, "utf8").trim() };
}

/** @throws UserError for a format that there is not */
function formatsOf(text: string): Format[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !FORMATS.includes(name as Format));
  if (unknown !== undefined)
    throw new UserError(bilingual("error.document-format", { format: unknown, known: FORMATS }));
  return names as Format[];
}
