import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { SmallDeployment } from "../../small-deployment.ts";

import {
  AREAS,
  type Book,
  DECORATIONS,
  type Figures,
  first,
  pick,
  plain,
  type Report,
} from "./layout-decorations.ts";

const seed = Number(process.env.SEED ?? 20260315);
const NOW = "2026-06-30T00:00:00.000Z";
async function workbook(book: Book): Promise<Buffer> {
  const written = new ExcelJS.Workbook();
  for (const { name, rows, hiddenRows = [], hiddenColumns = [], isHidden } of book) {
    const sheet = written.addWorksheet(name, { state: isHidden ? "hidden" : "visible" });
    for (const [at, row] of rows.entries()) {
      const line = sheet.getRow(at + 1);
      for (const [column, { value, format }] of row.entries()) {
        if (value === "") continue;
        line.getCell(column + 1).value = value;
        if (format) line.getCell(column + 1).numFmt = format;
      }
      line.hidden = hiddenRows.includes(at);
    }
    for (const column of hiddenColumns) sheet.getColumn(column + 1).hidden = true;
  }
  return Buffer.from(await written.xlsx.writeBuffer());
}

/** A delimited text; its rows are as wide as the widest, as office programs write them. */
function text(book: Book): string {
  const { rows } = first(book);
  const width = Math.max(...rows.map((row) => row.length));
  return rows
    .map((row) => `${Array.from({ length: width }, (_, at) => String(row[at]?.value ?? "")).join(",")}\n`)
    .join("");
}

const reports = fc.uniqueArray(fc.constantFrom(...AREAS), { minLength: 2, maxLength: 4 }).chain((areas) =>
  fc.tuple(
    ...areas.map((area) =>
      fc.tuple(fc.nat(900), fc.nat(900), fc.nat(900)).map(
        (figures): Report => ({
          area,
          figures: figures.map((figure) => figure + 20) as unknown as Figures,
        }),
      ),
    ),
  ),
);

describe(`a report with decorations (seed ${seed})`, () => {
  const deployment = new SmallDeployment();
  let count = 0;
  beforeAll(() => deployment.open());
  afterAll(() => deployment.remove());

  async function send(book: Book, needsWorkbook: boolean) {
    const name = `人力资源市场供求_${count++}.${needsWorkbook ? "xlsx" : "csv"}`;
    const path = join(deployment.dir, name);
    writeFileSync(path, needsWorkbook ? await workbook(book) : text(book));
    const file = { path, name, folder: null };
    const opened = await deployment.open();
    return takeIn(opened.warehouse, file, settingFor(opened, file, NOW, false));
  }
  const factsOf = (ids: readonly number[]) =>
    deployment.rows<Record<string, number | string>>(
      `SELECT area, strftime(period, '%Y-%m') AS period, demand, seekers, postings FROM fact_recruitment WHERE submission IN (${ids.join(", ")}) ORDER BY area`,
    );

  const shares = new Map<string, { taken: number; all: number }>();
  const KINDS = [...new Set(DECORATIONS.map(({ kind }) => kind))];
  it.each(KINDS)("%s", async (kind) => {
    const decorations = DECORATIONS.filter((decoration) => decoration.kind === kind);
    await fc.assert(
      fc.asyncProperty(reports, fc.nat(), fc.boolean(), async (drawn, nat, asWorkbook) => {
        const decoration = pick(decorations, nat);
        const needsWorkbook = decoration.needsWorkbook === true || asWorkbook;
        const answers = await send(decoration.apply(plain(drawn), nat), needsWorkbook);
        const found = await factsOf(answers.map(({ id }) => id));
        if (decoration.reason) {
          const [why] = await deployment.rows<{ code: string }>(
            `SELECT refusal->>'$.code' AS code FROM submission WHERE id = ${answers[0]!.id}`,
          );
          expect([why?.code, found]).toEqual([decoration.reason, []]);
          return;
        }
        const share = shares.get(kind) ?? { taken: 0, all: 0 };
        shares.set(kind, { taken: share.taken + (found.length > 0 ? 1 : 0), all: share.all + 1 });
        const factor = decoration.factor ?? 1;
        const expected = drawn
          .map(({ area, figures: [demand, seekers, postings] }) => ({
            ...{ area, period: "2026-02", demand: demand * factor },
            ...{ seekers: seekers * factor, postings: postings * factor },
          }))
          .sort((a, b) => (a.area < b.area ? -1 : 1));
        // Never other facts: all of them, or none and a question.
        if (found.length > 0) expect(found).toEqual(expected);
        else expect(answers.every(({ state }) => state === "refused")).toBe(true);
      }),
      { seed, numRuns: 12 },
    );
  });

  it("takes in at least nine in ten of each kind that can be read", () => {
    const printed = [...shares].map(([kind, { taken, all }]) => `${kind}: ${taken} of ${all}`);
    process.stdout.write(`${printed.join("\n")}\n`);
    for (const [kind, { taken, all }] of shares) expect(taken / all, kind).toBeGreaterThanOrEqual(0.9);
  });
});
