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
import { pastFigures } from "../../../warehouse/measure/past.ts";
import { differences, rebuild } from "../../../warehouse/measure/rebuild.ts";
import { writeRegister } from "../../../warehouse/register/register.ts";
import { SEED } from "../../rules/property.ts";

const place = (code: string, level: string, parent: string | null) => ({
  ...{ code, name: code, nameEn: null, alias: null, level, parent, reportsTo: parent },
  ...{ weight: Number(code) % 7 || 1, validFrom: null, validTo: null },
});
const BANNERS = ["990101", "990102", "990201"];
const REGISTER = [
  place("990000", "region", null),
  place("990100", "league", "990000"),
  place("990200", "league", "990000"),
  ...BANNERS.map((code) => place(code, "banner", `${code.slice(0, 4)}00`)),
];
const FIGURES = [
  "insured",
  "insured_opening",
  "added",
  "removed",
  "new_claims",
  "fund_balance",
  "fund_expenditure",
];
const CODE = "91350200MA2YJ1XR9G";
const mapping = (known: boolean) =>
  mappingSchema.parse({
    ...{ id: known ? "past" : "now", contract: "social-insurance", files: ["*.csv"], period: "month" },
    columns: {
      area: "area",
      period: { header: "period", formats: ["%Y-%m"] },
      ...Object.fromEntries(FIGURES.map((column) => [column, column])),
    },
    ...(known ? { known: { header: "known", formats: ["%Y-%m-%d"] } } : {}),
  });
const panel = mappingSchema.parse({
  ...{ id: "panel", contract: "enterprise-panel", files: ["panel*.csv"], period: "month" },
  columns: {
    ...{
      area: "area",
      period: { header: "period", formats: ["%Y-%m"] },
      credit_code: "credit_code",
      employer: "employer",
    },
    ...{ baseline_kind: "baseline_kind", baseline_staff: "baseline_staff", current_staff: "current_staff" },
    reduction_type: "reduction_type",
  },
});

/** A report of one area and month: received on a day and at an hour between two nights, or known since an earlier day as part of a past. */
interface Report {
  readonly area: string;
  readonly month: string;
  readonly figure: number;
  readonly movement: boolean;
  readonly hour: number;
  /** The day of 2026 on which it was known, if a past is taken in. */
  readonly knownOn: number | null;
  readonly panel: boolean;
}
const report: fc.Arbitrary<Report> = fc.record({
  area: fc.constantFrom(...BANNERS),
  month: fc.constantFrom("2025-12", "2026-01", "2026-02"),
  figure: fc.integer({ min: 1, max: 4 }),
  movement: fc.boolean(),
  hour: fc.integer({ min: 0, max: 5 }),
  knownOn: fc.option(fc.integer({ min: 60, max: 88 }), { freq: 1 }),
  panel: fc.boolean(),
});
/** Two or three nights; in the second a past is taken in that concerns figures of the first. */
const nights = fc
  .array(fc.array(report, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 3 })
  .map((all) =>
    all.map((reports, at) => {
      const past = { ...all[1]![0]!, area: "990102" };
      if (at === 0) return [...reports, { ...past, area: "990201", knownOn: null }];
      return at === 1 ? [{ ...past, knownOn: past.knownOn ?? 75 }, ...reports] : reports;
    }),
  );

const computed = indicators
  .map((indicator) => ({ ...indicator, rolling: indicator.periods.includes("rolling-30-days") }))
  .filter(({ rolling }) => !rolling);

describe("the observations of every instant", () => {
  let warehouse: Warehouse;
  let folder: string;
  let sent = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fengsui-versions-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const takeInFile = (name: string, text: string, receivedAt: string, past: boolean) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return takeIn(
      warehouse,
      { path, name, folder: null },
      {
        ...{
          archive: join(folder, "archive"),
          mappings: [panel, mapping(past)],
          sender: null,
          senderArea: null,
          receivedAt,
        },
        ...{ zone: "Asia/Shanghai", past, registerHash: "test", largestBytes: 1e6 },
      },
    );
  };
  const send = async (day: string, { area, month, figure, movement, hour, knownOn, panel }: Report) => {
    const receivedAt = `${day}T0${hour}:00:00.000Z`;
    const insured = 1000 * figure + (movement ? 3 : 0);
    const moved = movement ? [1000 * figure, 5, 2] : ["", "", ""];
    const fund = [figure / 10, figure / 3].map((value) => value.toFixed(4));
    const row = [area, month, insured, ...moved, figure, ...fund, addDays("2026-01-01", knownOn ?? 0)].join();
    const text = `area,period,${FIGURES.join()},known\n${row}\n`;
    const answers = await takeInFile(`${++sent}.csv`, text, receivedAt, knownOn !== null);
    if (panel)
      await takeInFile(
        `panel${++sent}.csv`,
        `area,period,credit_code,employer,baseline_kind,baseline_staff,current_staff,reduction_type\n${area},${month},${CODE},样例企业,建档期,100,${90 + figure},\n`,
        receivedAt,
        false,
      );
    return answers;
  };

  /** A year of one banner's months, each known from the tenth of the next: a figure over twelve months has its parts at many instants. */
  const sendYear = () => {
    const rows = Array.from({ length: 11 }, (_, at) => {
      const month = String(at + 1).padStart(2, "0");
      const known = at === 10 ? "2025-12-10" : `2025-${String(at + 2).padStart(2, "0")}-10`;
      return ["990101", `2025-${month}`, 2000, "", "", "", 7, 3.5, 0.1 * (at + 1), known].join();
    });
    const text = `area,period,${FIGURES.join()},known\n${rows.join("\n")}\n`;
    return takeInFile(`${++sent}.csv`, text, "2026-03-31T00:00:00.000Z", true);
  };

  /** Nights one after another. Returns the date and instant of the last. */
  const play = async (all: readonly (readonly Report[])[]) => {
    warehouse = await openWarehouse(":memory:", contracts.map(factOf));
    const owes = (report: string) => ({ report, period: "month" as const, from: "banner" });
    await writeRegister(warehouse, REGISTER, [owes("social-insurance"), owes("enterprise-panel")]);
    await sendYear();
    let since = { asOf: null as string | null, submission: 0 };
    let last = { date: "", asOf: "" };
    for (const [at, reports] of all.entries()) {
      const date = addDays("2026-04-01", at);
      for (const report of [...reports].sort((one, other) => one.hour - other.hour)) await send(date, report);
      last = { date, asOf: `${date}T15:59:59.999Z` };
      await observe(warehouse, { ...last, night: at + 1, since, statementDue: {}, indicators: computed });
      const [upto] = await warehouse.rows<{ id: number | null }>("SELECT max(id) AS id FROM submission");
      since = { asOf: last.asOf, submission: upto!.id ?? 0 };
    }
    return { ...last, statementDue: {}, indicators: computed };
  };

  it("equal a rebuild from the facts known then, in whatever order reports, corrections and pasts came", async () => {
    const seen = { instants: 0, figures: 0, several: 0, replaced: 0 };
    await fc.assert(
      fc.asyncProperty(nights, async (all) => {
        const last = await play(all);
        try {
          const instants = await warehouse.rows<{ instant: string }>(
            "SELECT DISTINCT known_at AS instant FROM report_scope WHERE known_at <= CAST($as_of AS TIMESTAMP) ORDER BY instant",
            { as_of: last.asOf },
          );
          for (const { instant } of instants) {
            seen.figures += await rebuild(warehouse, { ...last, asOf: instant });
            expect(await differences(warehouse, last, { storedAt: instant }), instant).toEqual([]);
          }
          seen.instants += instants.length;
          const [row] = await warehouse.rows<{ several: number }>(
            `SELECT count(*) AS several FROM (
               SELECT count(*) AS versions FROM observation GROUP BY indicator, area, period_kind, period
             ) WHERE versions > 1`,
          );
          seen.several += row!.several;
          const [aside] = await warehouse.rows<{ rows: number }>(
            "SELECT count(*) AS rows FROM observation_replaced",
          );
          seen.replaced += aside!.rows;
          const alike = await warehouse.rows(
            `FROM observation QUALIFY (numerator, denominator, coverage, parts_in, parts_expected)
               IS NOT DISTINCT FROM lag((numerator, denominator, coverage, parts_in, parts_expected))
                 OVER (PARTITION BY indicator, area, period_kind, period ORDER BY known_at)
               OR count(*) OVER (PARTITION BY indicator, area, period_kind, period, known_at) > 1`,
          );
          expect(alike, "versions that change nothing").toEqual([]);
        } finally {
          warehouse.close();
        }
      }),
      { seed: SEED, numRuns: 5 },
    );
    expect(seen.instants).toBeGreaterThan(60);
    expect(seen.figures).toBeGreaterThan(1000);
    expect(seen.several).toBeGreaterThan(100);
    expect(seen.replaced).toBeGreaterThan(5);
  }, 240_000);

  const claims = { area: "990102", month: "2026-01", hour: 1, knownOn: null, panel: false };

  it("are what a backtest reads: each figure as it was known from each instant on, taken away where a correction did", async () => {
    await play([
      [
        { ...claims, figure: 1, movement: true, knownOn: 70 },
        { ...claims, figure: 2, movement: false, knownOn: 80 },
        { ...claims, figure: 2, movement: true },
      ],
      [],
    ]);
    const wanted = computed.filter(({ id }) => ["new-claims", "separation-rate"].includes(id));
    const rows = await pastFigures(warehouse, wanted, "2026-04-02T00:00:00Z");
    const told = rows
      .filter(({ area }) => area === "990102")
      .map(
        ({ indicator, numerator, knownAt }) => `${indicator} ${numerator} ${new Date(knownAt).toISOString()}`,
      );
    // By hand: known from the 12th and the 22nd of March in China, and from the day of the last report.
    expect(told).toEqual([
      "new-claims 1 2026-03-11T16:00:00.000Z",
      "new-claims 2 2026-03-21T16:00:00.000Z",
      "separation-rate 2 2026-03-11T16:00:00.000Z",
      "separation-rate null 2026-03-21T16:00:00.000Z",
      "separation-rate 2 2026-04-01T01:00:00.000Z",
    ]);
    warehouse.close();
  });

  it("become known with the report that changed them, three reports between two nights at three instants", async () => {
    await play([BANNERS.map((area, hour) => ({ ...claims, area, hour, figure: hour + 1, movement: false }))]);
    const read = await warehouse.rows<{ known: string; value: number; parts: number }>(
      `SELECT known_at AS known, value, parts_in AS parts FROM revision JOIN observation USING (indicator, area, period_kind, period, known_at, value)
       WHERE indicator = 'new-claims' AND area = '990000' AND period = '2026-01-31' AND known_at >= '2026-04-01' ORDER BY known_at`,
    );
    const month = "2026-04-01T0";
    // By hand: 1, 1 + 2, 1 + 2 + 3.
    expect(read).toEqual([
      { known: `${month}0:00:00.000Z`, value: 1, parts: 1 },
      { known: `${month}1:00:00.000Z`, value: 3, parts: 2 },
      { known: `${month}2:00:00.000Z`, value: 6, parts: 3 },
    ]);
    warehouse.close();
  });

  it("that a past taken in later replaces are kept apart, and each version stands once", async () => {
    const report = { ...claims, movement: false };
    await play([
      [{ ...report, area: "990101", figure: 1 }],
      [{ ...report, area: "990201", figure: 3, knownOn: 70 }],
    ]);
    const wanted = "indicator = 'new-claims' AND area = '990000' AND period = '2026-01-31' ORDER BY known_at";
    const read = (table: string) =>
      warehouse.rows(`SELECT known_at AS known, value FROM ${table} WHERE ${wanted}`);
    expect(await read("observation")).toEqual([
      { known: "2026-03-11T16:00:00.000Z", value: 3 },
      { known: "2026-04-01T01:00:00.000Z", value: 4 },
    ]);
    expect(await read("observation_replaced")).toEqual([{ known: "2026-04-01T01:00:00.000Z", value: 1 }]);
    warehouse.close();
  });
});
