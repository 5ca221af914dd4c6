import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factOf } from "../../../pipeline/intake/contracts/facts.ts";
import { contracts } from "../../../pipeline/intake/contracts/index.ts";
import { mappingSchema } from "../../../pipeline/intake/mappings/schema.ts";
import { takeIn } from "../../../pipeline/intake/take-in.ts";
import { addDays } from "../../../rules/calendar/periods.ts";
import { indicators } from "../../../rules/indicators/index.ts";
import { openWarehouse } from "../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { observe } from "../../../warehouse/measure/observe.ts";
import { differences, rebuild } from "../../../warehouse/measure/rebuild.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";
import { SEED } from "../../rules/property.ts";

const place = (code: string, level: string, parent: string | null, from: string | null = null) => ({
  ...{ code, name: code, nameEn: null, alias: null, level, parent, reportsTo: parent },
  ...{ weight: Number(code) % 7 || 1, validFrom: from, validTo: null },
});
const BANNERS = ["990101", "990102", "990201", "990202"];
const REGISTER = [
  place("990000", "region", null),
  place("990100", "league", "990000"),
  place("990200", "league", "990000"),
  ...BANNERS.map((code) =>
    place(code, "banner", `${code.slice(0, 4)}00`, code === "990202" ? "2026-02-01" : null),
  ),
];
/** 990201 belonged to the other league until March. */
const MOVED = { day: "2026-03-01", kind: "moved", code: "990201", former: "990100" } as const;
const mapping = mappingSchema.parse({
  ...{ id: "plain", contract: "social-insurance", files: ["*.csv"], period: "month" },
  columns: {
    area: "area",
    period: { header: "period", formats: ["%Y-%m"] },
    ...Object.fromEntries(
      ["insured", "insured_opening", "added", "removed", "new_claims"].map((column) => [column, column]),
    ),
  },
});

/** A report as it is sent: of one area and month, with the movement of its stock or without. */
interface Report {
  readonly area: string;
  readonly month: string;
  readonly insured: number;
  /** Whether it reports the movement of the stock. */
  readonly movement: boolean;
}
const report: fc.Arbitrary<Report> = fc.record({
  area: fc.constantFrom(...BANNERS),
  month: fc.constantFrom("2026-01", "2026-02", "2026-03"),
  insured: fc.integer({ min: 1, max: 3 }),
  movement: fc.boolean(),
});
/** Nights in order, each with the reports it takes in. */
const nights = fc.array(fc.array(report, { maxLength: 4 }), { minLength: 2, maxLength: 6 });

describe("the observations of any nights", () => {
  let warehouse: Warehouse;
  let folder: string;
  let sent = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-rebuild-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const computed = indicators.map((indicator) => ({
    ...indicator,
    rolling: indicator.periods.includes("rolling-30-days"),
  }));
  const setting = (receivedAt: string) => ({
    ...{ archive: join(folder, "archive"), mappings: [mapping], sender: null, senderArea: null, receivedAt },
    ...{ zone: "Asia/Shanghai", past: false, registerHash: "test", largestBytes: 1e6 },
  });
  const send = async (day: string, { area, month, insured, movement }: Report) => {
    const path = join(folder, `${++sent}.csv`);
    const [opening, added, removed] = movement ? [1000 * insured, 5, 2] : ["", "", ""];
    writeFileSync(
      path,
      `area,period,insured,insured_opening,added,removed,new_claims\n${area},${month},${1000 * insured + (movement ? 3 : 0)},${opening},${added},${removed},${insured}\n`,
    );
    await takeIn(warehouse, { path, name: `${sent}.csv`, folder: null }, setting(`${day}T02:00:00.000Z`));
  };
  /** Run nights one after another; returns the last one. */
  const play = async (all: readonly (readonly Report[])[]) => {
    warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    await writeRegister(
      warehouse,
      REGISTER,
      [{ report: "social-insurance", period: "month", from: "banner" }],
      {
        changes: [MOVED],
      },
    );
    let since = { asOf: null as string | null, submission: 0 };
    let last = { date: "", asOf: "" };
    for (const [at, reports] of all.entries()) {
      const date = addDays("2026-04-01", at);
      for (const report of reports) await send(date, report);
      last = { date, asOf: `${date}T15:59:59.999Z` };
      await observe(warehouse, { ...last, night: at + 1, since, statementDue: {}, indicators: computed });
      const [upto] = await warehouse.rows<{ id: number | null }>("SELECT max(id) AS id FROM submission");
      since = { asOf: last.asOf, submission: upto!.id ?? 0 };
    }
    return { ...last, statementDue: {}, indicators: computed };
  };

  it("equal a rebuild, in whatever order late, corrected and repeated reports came", async () => {
    let figures = 0;
    await fc.assert(
      fc.asyncProperty(nights, async (all) => {
        const last = await play(all);
        try {
          figures += await rebuild(warehouse, last);
          expect(await differences(warehouse, last)).toEqual([]);
        } finally {
          warehouse.close();
        }
      }),
      { seed: SEED, numRuns: 8 },
    );
    expect(figures).toBeGreaterThan(100);
  }, 240_000);

  const first = { area: "990101", month: "2026-01", insured: 1, movement: true };

  it("lose a figure that a correction takes away, and keep that it once stood there", async () => {
    const last = await play([[first], [{ ...first, movement: false }]]);
    const read = (asOf: string) =>
      warehouse.rows(
        "SELECT numerator FROM observation_as_of(CAST($asOf AS TIMESTAMP)) WHERE indicator = 'separation-rate' AND area = '990101'",
        { asOf },
      );
    expect(await read("2026-04-01T03:00:00Z")).toEqual([{ numerator: 2 }]);
    expect(await read(last.asOf)).toEqual([]);
    const path = await warehouse.rows(
      `SELECT revision, numerator, known_at AS known FROM revision
       WHERE indicator = 'separation-rate' AND area = '990101' ORDER BY revision`,
    );
    expect(path).toEqual([
      { revision: 1, numerator: 2, known: "2026-04-01T02:00:00.000Z" },
      { revision: 2, numerator: null, known: "2026-04-02T02:00:00.000Z" },
    ]);
    warehouse.close();
  });

  it("roll up through the register of the period's day: a banner that changed its league counts where it was", async () => {
    const months = ["2026-01", "2026-02", "2026-03"];
    await play([months.map((month) => ({ ...first, area: "990201", month }))]);
    const rows = await warehouse.rows<{ area: string; periods: string[] }>(
      `SELECT area, list(strftime(period, '%Y-%m') ORDER BY period) AS periods FROM observation_now
       WHERE indicator = 'new-claims' GROUP BY area ORDER BY area`,
    );
    expect(rows).toEqual([
      { area: "990000", periods: months },
      { area: "990100", periods: ["2026-01", "2026-02"] },
      { area: "990200", periods: ["2026-03"] },
      { area: "990201", periods: months },
    ]);
    // 990202 did not exist in January: nobody waited for its report. By hand: 3 banners, then 4.
    const expected = await warehouse.rows<{ parts: number }>(
      `SELECT parts_expected AS parts FROM observation_now WHERE indicator = 'new-claims' AND area = '990000' ORDER BY period`,
    );
    expect(expected.map(({ parts }) => parts)).toEqual([3, 4, 4]);
    warehouse.close();
  });

  it("that were tampered with are found out", async () => {
    const last = await play([[first]]);
    await warehouse.run(
      "UPDATE observation SET numerator = numerator + 1, value = value + 1 WHERE indicator = 'new-claims' AND area = '990000'",
    );
    await rebuild(warehouse, last);
    expect(await differences(warehouse, last)).toEqual([
      {
        indicator: "new-claims",
        area: "990000",
        periodKind: "month",
        period: "2026-01-31",
        stored: 2,
        rebuilt: 1,
      },
    ]);
    warehouse.close();
  });
});
