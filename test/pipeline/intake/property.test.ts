import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF } from "./corpus/case.ts";
import { FORMATS, type Format, type Table } from "./corpus/formats.ts";

const seed = Number(process.env.SEED ?? 20260315);
const NOW = "2026-06-30T00:00:00.000Z";
/** Places of columns in the header, from which a table is made. */
const [AREA, NIL, NUMBER, EMPLOYER, RECEIVED, AFFECTED, EMPLOYED, ACTION] = [0, 2, 3, 4, 7, 9, 10, 11];

const text = (least: number) =>
  fc
    .array(fc.constantFrom(..."甲乙煤业有限公司,;\"'=-\n\t aB7（）\u{20bb7}"), {
      minLength: least,
      maxLength: 8,
    })
    .map((letters) =>
      letters
        .join("")
        .replace(/^\s+|\s+$/gu, "")
        .replaceAll("\t\n", "\n"),
    )
    .filter((cell) => cell.length >= least && !/^[-]+$/.test(cell));
const day = fc
  .date({ min: new Date("2025-07-01"), max: new Date("2026-06-29"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const row = fc.tuple(
  fc.constantFrom("150102", "150303", "152921"),
  fc.constant(""),
  fc.constantFrom("", "否"),
  fc.constant(""),
  text(1),
  fc.constantFrom("", "91350200MA2YJ1XR9G"),
  text(0),
  day,
  fc.oneof(day, fc.constant("")),
  fc.integer({ min: 0, max: 500 }).map(String),
  fc.constantFrom("", "500", "99999"),
  fc.constantFrom("", "经济性裁员", "关闭破产"),
);
const rows = fc.array(row, { minLength: 1, maxLength: 8 });

/** Values that a column does not allow, by column. */
const WRONG: readonly (readonly [number, readonly string[]])[] = [
  [AREA, ["", "159999", "新城区", "15010", "150102x"]],
  [NIL, ["无", "2", "nein"]],
  [EMPLOYER, [""]],
  [RECEIVED, ["", "2026-02-30", "2026-13-01", "昨日", "15.03.2026", "2026", "26-03-15"]],
  [AFFECTED, ["", "-1", "1.5", "十", "1e3", "12元", "(12)", "0x10", "#N/A", "99999999999999999"]],
];
/** The same for optional columns: the cell counts as blank, and the row stays. */
const UNREADABLE: typeof WRONG = [
  [EMPLOYED, ["-5", "很多", "1.25", "9O0", "5%"]],
  [ACTION, ["优化", "经济性裁员。"]],
];
const cellOf = (list: typeof WRONG) =>
  fc.constantFrom(...list.flatMap(([column, cells]) => cells.map((cell) => ({ column, cell }))));
const wrong = cellOf(WRONG);

describe(`any table of valid rows (seed ${seed})`, () => {
  const deployment = new SmallDeployment();
  let count = 0;
  beforeAll(() => deployment.open());
  afterAll(() => deployment.remove());

  const numbered = (drawnRows: readonly (readonly string[])[]): Table => {
    count++;
    return [
      LAYOFF,
      ...drawnRows.map((cells, at) =>
        cells.map((cell, column) => (column === NUMBER ? `P${count}-${at}` : cell)),
      ),
    ];
  };
  async function send(format: Format, table: Table) {
    const name = `裁减人员报告_${count++}.${format.ending}`;
    const path = join(deployment.dir, name);
    writeFileSync(path, await format.write(table));
    const file = { path, name, folder: null };
    const opened = await deployment.open();
    const answers = await takeIn(opened.warehouse, file, settingFor(opened, file, NOW, false));
    expect(answers).toHaveLength(1);
    return answers[0]!;
  }
  const accepted = (id: number) =>
    deployment.rows<{ line: number; cells: string }>(
      `SELECT line, to_json([area, coalesce(report_no, ''), employer, coalesce(credit_code, ''), coalesce(site, ''), CAST(received_on AS VARCHAR),
         coalesce(CAST(starts_on AS VARCHAR), ''), CAST(workers_affected AS VARCHAR), coalesce(CAST(workers_employed AS VARCHAR), ''), coalesce(action, '')]) AS cells
       FROM fact_layoff_report WHERE submission = ${id} ORDER BY line`,
    );
  const action = (word: string) => ({ 经济性裁员: "layoff", 关闭破产: "closure" })[word] ?? "";
  const kept = (cells: readonly string[]) => {
    const [area, , , number, employer, code, site, received, starts, affected, employed, kind] =
      cells as string[];
    return [area, number, employer, code, site, received, starts, affected, employed, action(kind!)];
  };

  it.each(FORMATS)("comes in identical as $name", async (format) => {
    await fc.assert(
      fc.asyncProperty(rows, async (drawnRows) => {
        const table = numbered(drawnRows);
        const answer = await send(format, table);
        expect(answer).toMatchObject({ state: "accepted", accepted: drawnRows.length, refused: 0 });
        const found = await accepted(answer.id);
        const unwound = (cell: string | undefined) => cell?.replaceAll("\r\n", "\n");
        expect(found.map(({ cells }) => (JSON.parse(cells) as string[]).map(unwound))).toEqual(
          table.slice(1).map(kept),
        );
        expect(found.map(({ line }) => line)).toEqual(drawnRows.map((_, at) => format.lineOf(table, at + 1)));
      }),
      { seed, numRuns: 12 },
    );
  });

  it("with one cell that its column does not allow is refused there, and only there", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        wrong,
        fc.nat(),
        fc.constantFrom(...FORMATS),
        async (drawnRows, { column, cell }, nat, format) => {
          const at = 1 + (nat % drawnRows.length);
          const table = numbered(drawnRows).map((cells, index) =>
            index === at ? cells.with(column, cell) : cells,
          );
          const answer = await send(format, table);
          expect(answer).toMatchObject({ accepted: drawnRows.length - 1, refused: 1 });
          const [refused] = await deployment.rows<{ line: number; reasons: string }>(
            `SELECT line, reasons FROM rejected_row WHERE submission = ${answer.id}`,
          );
          expect(refused?.line).toBe(format.lineOf(table, at));
          const reasons = JSON.parse(refused!.reasons) as { where: { position: number } }[];
          expect(reasons.map(({ where }) => where.position)).toEqual([column + 1]);
          const lines = (await accepted(answer.id)).map(({ line }) => line);
          const others = drawnRows.map((_, index) => index + 1).filter((index) => index !== at);
          expect(lines).toEqual(others.map((index) => format.lineOf(table, index)));
        },
      ),
      { seed, numRuns: 120 },
    );
  });

  it("with one optional cell that cannot be read is accepted without that cell, and says so", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        cellOf(UNREADABLE),
        fc.nat(),
        fc.constantFrom(...FORMATS),
        async (drawnRows, { column, cell }, nat, format) => {
          const at = 1 + (nat % drawnRows.length);
          const table = numbered(drawnRows).map((cells, index) =>
            index === at ? cells.with(column, cell) : cells,
          );
          const answer = await send(format, table);
          expect(answer).toMatchObject({ accepted: drawnRows.length, refused: 0 });
          const found = await accepted(answer.id);
          const [unread] = found.filter(({ line }) => line === format.lineOf(table, at));
          expect((JSON.parse(unread!.cells) as string[])[column === EMPLOYED ? 8 : 9]).toBe("");
          const [submission] = await deployment.rows<{ warnings: string }>(
            `SELECT warnings FROM submission WHERE id = ${answer.id}`,
          );
          const remarks = JSON.parse(submission!.warnings) as { code: string; details: { line: number } }[];
          expect(
            remarks.filter(({ code }) => code === "cell-left-out").map(({ details }) => details.line),
          ).toEqual([format.lineOf(table, at)]);
        },
      ),
      { seed, numRuns: 40 },
    );
  });
});
