import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF } from "./corpus/case.ts";

const seed = Number(process.env.SEED ?? 20260311);
/** Noon of the deployment's zone. */
const NOW = "2026-06-15T04:00:00.000Z";
const AREAS = ["150102", "150303", "152921", "150105"] as const;
const [AREA, MONTH, NIL, NUMBER, EMPLOYER, RECEIVED, STARTS, AFFECTED, EMPLOYED, ACTION] = [
  ...[0, 1, 2, 3, 4, 7, 8, 9, 10, 11],
] as [number, number, number, number, number, number, number, number, number, number];

type Cells = readonly string[];
const dayFrom = (base: string, days: number): string =>
  new Date(Date.parse(base) + days * 86_400_000).toISOString().slice(0, 10);
const day = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((days) => dayFrom("2026-06-15", days));

/** A row that is right: dated by the day of receipt, within a year of its start. */
const right = fc
  .record({
    area: fc.constantFrom(...AREAS),
    dated: day(-300, 0),
    start: fc.option(fc.integer({ min: -300, max: 300 }), { nil: null }),
    persons: fc.integer({ min: 0, max: 500 }),
  })
  .map(({ area, dated, start, persons }) => {
    const starts = start === null ? "" : dayFrom(dated, start);
    return [
      area,
      "",
      "否",
      "",
      "样例煤业有限公司",
      "",
      "",
      dated,
      starts,
      String(persons),
      "",
      "经济性裁员",
    ] as Cells;
  });
const months = fc.constantFrom("2025-11", "2026-01", "2026-05");

/** What becomes of a row: in, back, or asked about, by the code of its reason or question. */
interface Fault {
  readonly name: string;
  readonly of: fc.Arbitrary<(cells: Cells) => Cells>;
  readonly outcome: "refused" | "held";
  readonly code: string;
}

const FAULTS: readonly Fault[] = [
  {
    name: "a nil row with one cell filled",
    of: fc
      .tuple(
        months,
        fc.constantFrom(
          [NUMBER, "L1"],
          [EMPLOYER, "样例|煤业"],
          [RECEIVED, "2026-01-10"],
          [STARTS, "2026-02-10"],
          [AFFECTED, "12"],
          [EMPLOYED, "900"],
          [ACTION, "关闭破产"],
        ) as fc.Arbitrary<readonly [number, string]>,
      )
      .map(
        ([month, [column, text]]) =>
          (cells: Cells) =>
            nilRow(cells[AREA]!, month).with(column, text),
      ),
    outcome: "refused",
    code: "flag-and-figures",
  },
  {
    name: "a nil row of a month that has not ended",
    of: fc
      .constantFrom("2026-06", "2026-07", "2062-02")
      .map((month) => (cells: Cells) => nilRow(cells[AREA]!, month)),
    outcome: "refused",
    code: "period-not-ended",
  },
  {
    name: "a report dated after it was received",
    of: day(1, 4000).map((dated) => (cells: Cells) => cells.with(RECEIVED, dated).with(STARTS, "")),
    outcome: "held",
    code: "dated-ahead",
  },
  {
    name: "a report dated more than a year before its start",
    of: fc.tuple(day(-3000, 0), fc.integer({ min: 367, max: 4000 })).map(
      ([dated, days]) =>
        (cells: Cells) =>
          cells.with(RECEIVED, dated).with(STARTS, dayFrom(dated, days)),
    ),
    outcome: "held",
    code: "dated-long-before",
  },
  {
    name: "a report dated more than a year after its start",
    of: fc.tuple(day(-3000, 0), fc.integer({ min: 367, max: 4000 })).map(
      ([dated, days]) =>
        (cells: Cells) =>
          cells.with(RECEIVED, dated).with(STARTS, dayFrom(dated, -days)),
    ),
    outcome: "held",
    code: "dated-long-after",
  },
];

const nilRow = (area: string, month: string): Cells => [
  area,
  month,
  "是",
  ...Array.from({ length: 9 }, () => ""),
];

describe(`a right report with one fault of a flag or of time (seed ${seed})`, () => {
  const deployment = new SmallDeployment();
  let count = 0;
  beforeAll(() => deployment.open());
  afterAll(() => deployment.remove());

  /** Take in rows, each with a number of its own where it has none and is no nil report. */
  async function send(rows: readonly Cells[], extra: readonly string[] = []) {
    count++;
    const numbered = rows.map((cells, at) =>
      cells[NIL] === "是" ? cells : cells.with(NUMBER, `Q${count}-${at}`),
    );
    const name = `裁减人员报告_${count}.csv`;
    const path = join(deployment.dir, name);
    const header = extra.length > 0 ? [...LAYOFF, "更正说明"] : LAYOFF;
    const lines = [header, ...numbered.map((cells) => [...cells, ...extra])].map((cells) => cells.join(","));
    writeFileSync(path, `${lines.join("\n")}\n`);
    const file = { path, name, folder: null };
    const opened = await deployment.open();
    const [answer] = await takeIn(opened.warehouse, file, settingFor(opened, file, NOW, false));
    return answer!;
  }
  const linesIn = async (id: number, table = "fact_layoff_report") =>
    (
      await deployment.rows<{ line: number }>(
        `SELECT line FROM ${table} WHERE submission = ${id} ORDER BY line`,
      )
    ).map(({ line }) => line);
  const rows = fc.array(right, { minLength: 1, maxLength: 6 });

  it("without the fault goes in as it is", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        const answer = await send(drawn);
        expect(answer).toMatchObject({ state: "accepted", accepted: drawn.length, refused: 0, held: 0 });
      }),
      { seed, numRuns: 15 },
    );
  });

  it.each(FAULTS)("$name: $outcome as $code, and every other row goes in", async ({ of, outcome, code }) => {
    await fc.assert(
      fc.asyncProperty(rows, of, fc.nat(), async (drawn, fault, nat) => {
        const at = nat % drawn.length;
        // A nil report of a month with events in the same file sends the whole file back; that is tested below.
        const table = drawn.map((cells, index) => (index === at ? fault(cells) : cells));
        const answer = await send(table);
        const line = at + 2;
        expect(answer).toMatchObject({ accepted: drawn.length - 1, [outcome]: 1 });
        expect(await linesIn(answer.id)).toEqual(
          drawn.map((_, index) => index + 2).filter((other) => other !== line),
        );
        const [stored] = await deployment.rows<{ line: number; codes: string[] }>(
          outcome === "held"
            ? `SELECT line, json_extract_string(questions, '$[*].code') AS codes FROM held_row WHERE submission = ${answer.id}`
            : `SELECT line, json_extract_string(reasons, '$[*].code') AS codes FROM rejected_row WHERE submission = ${answer.id}`,
        );
        expect(stored!.line).toBe(line);
        expect(stored!.codes).toContain(code);
      }),
      { seed, numRuns: 15 },
    );
  });

  it("a row that would be asked about goes in with an explanation beside it", async () => {
    const held = FAULTS.filter(({ outcome }) => outcome === "held");
    await fc.assert(
      fc.asyncProperty(
        right,
        fc.constantFrom(...held).chain(({ of }) => of),
        async (cells, fault) => {
          const answer = await send([fault(cells)], ["已向企业核实"]);
          expect(answer).toMatchObject({ state: "accepted", accepted: 1, held: 0 });
        },
      ),
      { seed, numRuns: 15 },
    );
  });

  it("a nil report beside an event of its month sends the whole file back", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), fc.boolean(), fc.nat(), async (drawn, nat, byDate, place) => {
        const event = drawn[nat % drawn.length]!;
        const month = byDate ? event[RECEIVED]!.slice(0, 7) : "2026-04";
        if (month >= "2026-06") return;
        const table = drawn.map((cells) => (!byDate && cells === event ? cells.with(MONTH, month) : cells));
        const answer = await send(
          table.toSpliced(place % (table.length + 1), 0, nilRow(event[AREA]!, month)),
        );
        expect(answer).toMatchObject({ state: "refused", accepted: 0, held: 0 });
        for (const kept of ["fact_layoff_report", "held_row", "report_scope", "rejected_row"].filter(
          (name) => name !== "report_scope",
        ))
          expect(await linesIn(answer.id, kept)).toEqual([]);
        const [record] = await deployment.rows<{ refusal: string }>(
          `SELECT refusal FROM submission WHERE id = ${answer.id}`,
        );
        expect(JSON.parse(record!.refusal)).toMatchObject({ code: "nil-beside-events" });
      }),
      { seed, numRuns: 25 },
    );
  });
});

describe(`figures of an earlier year (seed ${seed})`, () => {
  const deployment = new SmallDeployment();
  let count = 0;
  beforeAll(() => deployment.open());
  afterAll(() => deployment.remove());

  async function send(name: string, month: string, figures: string, lineEnd = "\n") {
    const path = join(deployment.dir, name);
    writeFileSync(
      path,
      ["行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数", `150105,${month},${figures}`, ""].join(
        lineEnd,
      ),
    );
    const file = { path, name, folder: null };
    const opened = await deployment.open();
    const [answer] = await takeIn(opened.warehouse, file, settingFor(opened, file, NOW, false));
    return answer!;
  }
  const monthOf = (at: number) => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  /** 2026-05 is the last month that has ended. */
  const month = fc.integer({ min: 0, max: 64 }).map(monthOf);

  it("are asked about exactly where they differ from what is known and a year of the name may be meant", async () => {
    await fc.assert(
      fc.asyncProperty(month, month, fc.boolean(), fc.boolean(), async (period, stated, isKnown, differs) => {
        count++;
        await deployment.rows("DELETE FROM report_scope");
        if (isKnown) await send(`人力资源市场供求_${count}.csv`, period, `${count},1,1`);
        const figures = `${count},1,${differs ? 2 : 1}`;
        const answer = await send(
          `人力资源市场供求_${stated.replace("-", "")}_第${count}次.csv`,
          period,
          figures,
          // Other bytes, so that the same figures are no duplicate.
          "\r\n",
        );
        const [year, statedYear] = [Number(period.slice(0, 4)), Number(stated.slice(0, 4))];
        const inStatedYear = `${statedYear}${period.slice(4)}`;
        const asked =
          isKnown && differs && (year < statedYear - 1 || (year < statedYear && inStatedYear <= "2026-05"));
        expect(answer).toMatchObject(asked ? { accepted: 0, held: 1 } : { accepted: 1, held: 0 });
      }),
      { seed, numRuns: 40 },
    );
  });
});
