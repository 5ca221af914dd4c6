import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runNight } from "../../../../pipeline/night/night.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { LAYOFF, layoff, text } from "../corpus/case.ts";
import { workbookOf } from "../corpus/workbook.ts";
import { zipOf } from "../corpus/zip.ts";
import { PERSONAL } from "./forms.ts";

const NAME = "裁减人员报告";
const row = (number: string, column: number, id: string) =>
  layoff("150102", { 3: id, [column]: `甲${number}乙` });
const bare = (number: string, column: number, id: string) =>
  layoff("150102", { 3: id, [column]: `"${number}"` });

/** Files with a number in one place each: their names and contents. */
const PLACES: Readonly<Record<string, (number: string, id: string) => readonly [string, string | Buffer]>> = {
  "a text cell": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, row(number, 4, id)])],
  "a text cell alone": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, bare(number, 4, id)])],
  "a report number": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, bare(number, 3, id)])],
  "a figure column": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, bare(number, 9, id)])],
  "a date column": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, bare(number, 7, id)])],
  "a code column": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, bare(number, 5, id)])],
  "an area column": (number, id) => [
    `${NAME}_${id}.csv`,
    text([LAYOFF, layoff("150102", { 0: `"${number}"`, 3: id })]),
  ],
  "a column that is not read": (number, id) => [
    `${NAME}_${id}.csv`,
    text([
      [...LAYOFF, "经办人联系方式"],
      [...layoff("150102", { 3: id }), `"${number}"`],
      [...layoff("150102", { 3: `${id}x`, 9: "-5" }), `"${number}"`],
    ]),
  ],
  "a header": (number, id) => [
    `${NAME}_${id}.csv`,
    text([
      [...LAYOFF, `"备注${number}"`],
      [...layoff("150102", { 3: id, 9: "-5" }), "无"],
    ]),
  ],
  "a header of no known report": (number, id) => [
    `${NAME}_${id}.csv`,
    text([
      [`"${number}"`, "乙", "丙"],
      ["1", "2", "3"],
    ]),
  ],
  "a title": (number, id) => [
    `${NAME}_${id}.csv`,
    `填报人${number}\n${text([LAYOFF, layoff("150102", { 3: id, 9: "-5" })])}`,
  ],
  "a note below": (number, id) => [
    `${NAME}_${id}.csv`,
    `${text([LAYOFF, layoff("150102", { 3: id, 9: "-5" })])}"注：联系人${number}"\n`,
  ],
  "a row of another length": (number, id) => [`${NAME}_${id}.csv`, text([LAYOFF, ["150102", `"${number}"`]])],
  "a file name": (number, id) => [
    `${NAME}_${id}_${number.replaceAll("/", "")}.csv`,
    text([LAYOFF, layoff("150102", { 3: id, 9: "-5" })]),
  ],
  "the name of an archive's member": (number, id) => [
    `${NAME}_${id}.zip`,
    zipOf([
      { name: `${NAME}_${number}.csv`, content: text([LAYOFF, layoff("150102", { 3: id, 9: "-5" })]) },
      { name: `说明${number}.pdf`, content: "%PDF" },
    ]),
  ],
  "the name of a sheet": (number, id) => [
    `${NAME}_${id}.xlsx`,
    workbookOf(
      { name: `王某${number}`.slice(0, 31), rows: [LAYOFF, layoff("150102", { 3: id, 9: "-5" })] },
      { name: `赵某${number}`.slice(0, 31), rows: [["甲"], ["乙"]] },
    ),
  ],
  "a key of JSON": (number, id) => [
    `${NAME}_${id}.json`,
    JSON.stringify([
      {
        ...Object.fromEntries(LAYOFF.map((name, at) => [name, layoff("150102", { 3: id, 9: "-5" })[at]])),
        [number]: "1",
      },
    ]),
  ],
  "a text that breaks JSON": (number, id) => [`${NAME}_${id}.json`, `[{"企业名称": "甲", ${number}`],
  "a quote that never ends": (number, id) => [
    `${NAME}_${id}.csv`,
    `${LAYOFF.join(",")}\n150102,"${number},x\n`,
  ],
  "a broken workbook": (number, id) => [
    `${NAME}_${id}.xlsx`,
    workbookOf({ name: "S", rows: [], data: `<row><c t="inlineStr"><is><t>${number}</is></c></row>` }),
  ],
};

/** Digits of a text in plain form, with nothing between them. */
const plain = (found: string): string =>
  found
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Zs}\u00ad\-—·.()（）]/gu, "")
    .toLowerCase();

/** Some of a text before a number. */
const around = (content: string, number: string): string => {
  const at = content.indexOf(number);
  return at < 0 ? "folded" : content.slice(Math.max(0, at - 60), at + number.length + 20);
};

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Everything that a deployment wrote but the archive: tables, mails with their attachments, receipts, logs. */
async function writtenBy(
  small: SmallDeployment,
): Promise<{ readonly path: string; readonly content: string }[]> {
  const written: { path: string; content: string }[] = [];
  const { warehouse, publishedPath } = await small.open();
  await warehouse.run(`ATTACH '${publishedPath}' AS copy (READ_ONLY)`);
  const tables = await small.rows<{ name: string }>(
    "SELECT database_name || '.main.' || table_name AS name FROM duckdb_tables() WHERE NOT temporary",
  );
  for (const { name } of tables) {
    const rows = await small.rows<{ entry: string }>(
      `SELECT CAST(entry AS VARCHAR) AS entry FROM ${name} AS entry`,
    );
    written.push({ path: `table ${name}`, content: rows.map(({ entry }) => entry).join("\n") });
  }
  await warehouse.run("DETACH copy");
  for (const path of filesBelow(small.dir)) {
    const name = relative(small.dir, path);
    if (/^(archive|inbox)\//.test(name) || /\.duckdb/.test(name)) continue;
    const bytes = readFileSync(path);
    if (name.endsWith(".eml")) {
      const mail = await simpleParser(bytes);
      const parts = [mail.subject, mail.text, mail.html || "", JSON.stringify([...mail.headers])];
      for (const { filename, content } of mail.attachments)
        parts.push(
          filename,
          /\.(xlsx|zip)$/.test(filename ?? "") ? unzipped(content) : content.toString("utf8"),
        );
      written.push({ path: name, content: parts.join("\n") });
    } else written.push({ path: name, content: `${name}\n${bytes.toString("utf8")}` });
  }
  return written;
}

/** The texts inside a workbook. */
const unzipped = (content: Buffer): string =>
  execFileSync("unzip", ["-p", "/dev/stdin"], { input: content, encoding: "utf8" });

/**
 * Send numbers of persons in files with a number in one place each, run two nights, and check that none stands in anything but the archive.
 *
 * @param isTried which of the forms and places
 */
export function holdPlaces(isTried: (form: number, place: number) => boolean): void {
  const small = new SmallDeployment("inner-mongolia", { reminders: true });
  let written: readonly { readonly path: string; readonly content: string }[] = [];
  let count = 0;

  beforeAll(async () => {
    for (const [form, [, number]] of PERSONAL.entries())
      for (const [place, make] of Object.values(PLACES).entries()) {
        if (!isTried(form, place)) continue;
        const [name, content] = make(number, `Q${++count}`);
        small.put(`inbox/150102/${name}`, content);
      }
    const opened = await small.open();
    for (const date of ["2026-03-11", "2026-03-12"])
      await runNight(opened, { ...nightRequest(opened, date, new Date(0)), publish: true });
    written = await writtenBy(small);
  });
  afterAll(() => small.remove());

  it("no number of a person stands in anything but the archive, wherever it was written", () => {
    const texts = written.map((one) => ({ ...one, plain: plain(one.content) }));
    const found = PERSONAL.flatMap(([form, number]) =>
      texts
        .filter(({ content, plain: folded }) => content.includes(number) || folded.includes(plain(number)))
        .map(({ path, content }) => `${form} in ${path}: ${around(content, number)}`),
    );
    expect(found).toEqual([]);
    process.stdout.write(
      `${PERSONAL.length} forms, ${Object.keys(PLACES).length} places, ${count} files: none found in ${texts.length} outputs\n`,
    );
  });
}
