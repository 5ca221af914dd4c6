import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { defineContract } from "../../pipeline/intake/contracts/define.ts";
import {
  type Cells,
  DATA,
  ForeignDeployment,
  foreignArea,
  foreignContract,
  readData,
} from "./foreign-deployment.ts";

/** Grouped, in the order in which the groups first appear. */
const groups = <Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> => {
  const all = new Map<string, Row[]>();
  for (const row of rows) all.set(key(row), [...(all.get(key(row)) ?? []), row]);
  return all;
};
/** A hash without digits: eighteen of them contain a possible mobile number and would be refused. */
const inLetters = (hash: string): string => hash.replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)]!);
/** Within 1e-12 of each other. */
const same = (ours: number | null, theirs: string): boolean =>
  theirs === ""
    ? ours === null
    : ours !== null && Math.abs(ours - Number(theirs)) <= 1e-12 * Math.abs(Number(theirs));

const US_LEVELS = ["region", "census-region", "division", "league", "banner"];
const usAreas = (deepest: number) =>
  readData("raw/us_areas.csv")
    .filter(({ level }) => Number(level) <= deepest)
    .map((row) => ({
      ...foreignArea(row.area_code!, row.name!, US_LEVELS[Number(row.level)]!, row.parent_code || null),
      alias: row.postal || null,
    }));

const sum = (id: string, reads: string, numerator: string, denominator = "NULL", scale = 1) => ({
  ...{ id, reads, reachesBack: 0, rolling: false, scale, levels: ["region", "league", "banner"] },
  sql: `SELECT area, period_kind, period, ${numerator} AS numerator, ${denominator} AS denominator, true AS complete
        FROM current_${reads.replaceAll("-", "_")} WHERE ${numerator} IS NOT NULL`,
});

/** Every figure of a golden table that is not ours: where, ours, theirs. */
async function unlike(
  deployment: ForeignDeployment,
  golden: readonly Cells[],
  {
    area,
    period,
    figures,
    parts,
  }: {
    area: string | null;
    period: (row: Cells) => string;
    figures: Readonly<Record<string, string>>;
    parts: string;
  },
): Promise<string[]> {
  const rows = await deployment.warehouse.rows<{
    indicator: string;
    area: string;
    period: string;
    value: number | null;
    numerator: number;
    parts: number;
  }>("SELECT indicator, area, period, value, numerator, parts_in AS parts FROM observation_now");
  const ours = new Map(rows.map((row) => [`${row.indicator} ${row.area} ${row.period}`, row]));
  return golden.flatMap((row) =>
    Object.entries(figures).flatMap(([column, indicator]) => {
      const at = `${indicator} ${area === null ? "06" : row[area]} ${period(row)}`;
      const computed = ours.get(at);
      const right =
        same(computed?.value ?? null, row[column]!) &&
        (row[column] === "" || String(computed?.parts) === row[parts]);
      return right
        ? []
        : [`${at}: ${computed?.value} of ${computed?.parts}, golden ${row[column]} of ${row[parts]}`];
    }),
  );
}

describe.skipIf(!existsSync(DATA))(
  "real figures of other countries (skipped where the shared data is absent)",
  () => {
    let deployment: ForeignDeployment;
    afterEach(() => deployment.close());

    it("the revision log of weekly claims, read as of four dates: asof_claims.csv", async () => {
      const contract = foreignContract("weekly-claims", {
        period: "week",
        figures: ["initial", "continued"],
      });
      const states = readData("raw/us_claims_revisions.csv").map(({ state }) => state!);
      const areas = [
        foreignArea("US", "United States", "region", null),
        ...[...new Set(states)].map((code) => foreignArea(code, code, "league", "US")),
      ];
      deployment = await ForeignDeployment.open(contract, areas, { from: "league", formats: ["%Y-%m-%d"] });
      const vintages = groups(
        readData("raw/us_claims_revisions.csv"),
        (row) => `${row.published} ${row.vintage}`,
      );
      let [second, empty, refused] = [0, 0, 0];
      for (const rows of vintages.values()) {
        const minute = new Date(
          Date.parse(`${rows[0]!.published}T00:00:00Z`) + 1000 * second++,
        ).toISOString();
        empty += rows.filter((row) => row.initial_claims === "").length;
        const answer = await deployment.send(
          rows.map((row) => ({
            area: row.state!,
            period: row.week_ending!,
            initial: row.initial_claims!,
            continued: row.continued_claims!,
          })),
          minute,
        );
        refused += answer.refused;
      }
      // A week that first appears empty is not a report yet; the later revision that fills it is.
      expect(refused).toBe(empty);
      const golden = groups(readData("golden/derived/asof_claims.csv"), (row) => row.as_of!);
      expect([...golden.keys()]).toEqual(["2021-03-31", "2023-10-05", "2023-10-07", "2025-11-15"]);
      for (const [day, rows] of golden) {
        const read = await deployment.warehouse.rows<Record<string, string | number | null>>(
          `WITH known AS (SELECT * FROM weekly_claims_as_of(day_end(CAST($day AS DATE)))),
         weeks AS (SELECT DISTINCT period FROM known ORDER BY period DESC LIMIT 26)
         SELECT CAST($day AS VARCHAR) AS as_of, area AS state, period AS week_ending, initial AS initial_claims,
                continued AS continued_claims, strftime(known_at, '%Y-%m-%d') AS row_published
         FROM known WHERE period IN (FROM weeks) ORDER BY state, week_ending`,
          { day },
        );
        expect(read.map((row) => Object.values(row).map(String).join())).toEqual(
          rows.map((row) => Object.values(row).join()),
        );
      }
    });

    it("claims of states through divisions and regions to the nation: rollup_claims.csv", async () => {
      const contract = foreignContract("claims", {
        period: "week",
        figures: ["initial", "continued", "covered"],
      });
      deployment = await ForeignDeployment.open(contract, usAreas(3), {
        from: "league",
        formats: ["%Y-%m-%d"],
      });
      const golden = readData("golden/derived/rollup_claims.csv");
      const [first, last] = [golden[0]!.week_ending!, golden.at(-1)!.week_ending!];
      const codeOf = new Map(readData("raw/us_areas.csv").map((row) => [row.postal!, row.area_code!]));
      const rows = readData("raw/us_claims_state_weekly.csv").filter(
        (row) => row.week_ending! >= first && row.week_ending! <= last,
      );
      const answer = await deployment.send(
        rows.map((row) => ({
          ...{ area: codeOf.get(row.state!)!, period: row.week_ending!, initial: row.initial_claims! },
          ...{ continued: row.continued_weeks!, covered: row.covered_employment! },
        })),
        "2026-10-01T00:00:00.000Z",
      );
      expect(answer).toMatchObject({ state: "accepted", accepted: rows.length });
      await deployment.observe([
        sum("initial", "claims", "initial"),
        sum("continued", "claims", "continued"),
        sum("covered", "claims", "covered"),
        sum("initial-rate", "claims", "initial", "covered", 1000),
        sum("insured-rate", "claims", "continued", "covered", 100),
      ]);
      const differ = await unlike(deployment, golden, {
        ...{ area: "area_code", period: (row) => row.week_ending!, parts: "n_states" },
        figures: {
          ...{ initial_claims: "initial", continued_weeks: "continued", covered_employment: "covered" },
          ...{ initial_per_1000_covered: "initial-rate", insured_rate_pct: "insured-rate" },
        },
      });
      expect(differ).toEqual([]);
    });

    it("districts of Germany through its states to the nation: rollup_de.csv", async () => {
      const figures = ["unemployed", "vacancies", "insured_employees"];
      const contract = foreignContract("kreis", { period: "year", figures, type: "amount" });
      const rows = readData("raw/de_kreis_annual.csv");
      const lands = new Map(rows.map((row) => [row.land_code!, row.land_name!]));
      const districts = new Map(rows.map((row) => [row.kreis_code!, row]));
      const areas = [
        foreignArea("DE", "Deutschland", "region", null),
        ...[...lands].map(([code, name]) => foreignArea(code, name, "league", "DE")),
        ...[...districts].map(([code, row]) => foreignArea(code, row.kreis_name!, "banner", row.land_code!)),
      ];
      deployment = await ForeignDeployment.open(contract, areas, { from: "banner", formats: ["%Y"] });
      const answer = await deployment.send(
        rows.map((row) => ({ ...row, area: row.kreis_code!, period: row.year! })),
        "2026-10-01T00:00:00.000Z",
      );
      expect(answer).toMatchObject({ state: "accepted", accepted: rows.length });
      await deployment.observe([
        ...figures.map((name) => sum(name.replace("_", "-"), "kreis", name)),
        sum("vacancies-per-unemployed", "kreis", "vacancies", "unemployed"),
        sum(
          "unemployed-per-insured",
          "kreis",
          "CASE WHEN insured_employees IS NOT NULL THEN unemployed END",
          "insured_employees",
          100,
        ),
      ]);
      const differ = await unlike(deployment, readData("golden/derived/rollup_de.csv"), {
        ...{ area: "area_code", period: (row) => `${row.year}-12-31`, parts: "n_kreise" },
        figures: {
          ...{ unemployed: "unemployed", vacancies: "vacancies", insured_employees: "insured-employees" },
          ...{
            vacancies_per_unemployed: "vacancies-per-unemployed",
            unemployed_per_100_insured: "unemployed-per-insured",
          },
        },
      });
      expect(differ).toEqual([]);
    });

    it("counties of California to the state: rollup_ca_counties.csv", async () => {
      const contract = foreignContract("counties", {
        period: "month",
        figures: ["labor_force", "employed", "unemployed"],
      });
      const areas = usAreas(4)
        .filter(({ code }) => code === "06" || code.startsWith("06"))
        .map((area) => (area.code === "06" ? { ...area, parent: null, level: "region" } : area));
      deployment = await ForeignDeployment.open(contract, areas, { from: "banner", formats: ["%Y-%m"] });
      const rows = readData("raw/us_ca_county_monthly_nsa.csv");
      const answer = await deployment.send(
        rows.map((row) => ({ ...row, area: row.county_fips!, period: row.month! })),
        "2026-10-01T00:00:00.000Z",
      );
      expect(answer).toMatchObject({ state: "accepted", accepted: rows.length });
      await deployment.observe([
        sum("labor-force", "counties", "labor_force"),
        sum("employed", "counties", "employed"),
        sum("unemployed", "counties", "unemployed"),
        sum("rate", "counties", "unemployed", "labor_force", 100),
      ]);
      const monthEnd = ({ month }: Cells) => {
        const [year, number] = month!.split("-").map(Number);
        return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
      };
      const differ = await unlike(deployment, readData("golden/derived/rollup_ca_counties.csv"), {
        ...{ area: null, period: monthEnd, parts: "n_counties" },
        figures: {
          labor_force: "labor-force",
          employed: "employed",
          unemployed: "unemployed",
          unemployment_rate_pct: "rate",
        },
      });
      expect(differ).toEqual([]);
    });

    it("notices of layoffs by state and week, and by county and year: warn_weekly_state.csv, warn_yearly_county.csv", async () => {
      const title = (name: string) => ({ zh: name, en: name });
      const contract = defineContract({
        ...{
          id: "notices",
          title: title("notices"),
          source: "a test",
          grain: "event",
          periods: ["month"],
          keys: [["notice_id"]],
        },
        columns: {
          area: { type: "area", title: title("area"), example: "1" },
          period: { type: "period", title: title("period"), optional: true, example: "2020-01-31" },
          notice_id: { type: "text", title: title("notice"), example: "a" },
          noticed_on: { type: "date", title: title("noticed on"), example: "2020-01-31" },
          employees: { type: "count", title: title("employees"), optional: true, example: 1 },
        },
        checks: [],
      });
      const states = readdirSync(join(DATA, "raw")).flatMap(
        (name) => /^warn_notices_(\w\w)\.csv$/.exec(name)?.[1] ?? [],
      );
      const notices = states
        .flatMap((state) => readData(`raw/warn_notices_${state}.csv`))
        .filter((row) => row.notice_date !== "");
      const county = (row: Cells) => row.county_fips || `${row.state}-unknown`;
      const areas = [
        foreignArea("US", "United States", "region", null),
        ...[...new Set(notices.map((row) => row.state!))].map((code) =>
          foreignArea(code, code, "league", "US"),
        ),
        ...[...new Map(notices.map((row) => [county(row), row.state!]))].map(([code, state]) =>
          foreignArea(code, code, "banner", state),
        ),
      ];
      deployment = await ForeignDeployment.open(contract, areas, { from: "banner", formats: ["%Y-%m-%d"] });
      const answer = await deployment.send(
        notices.map((row) => ({
          ...{ area: county(row), notice_id: inLetters(row.notice_id!), noticed_on: row.notice_date! },
          employees: row.employees_affected ? String(Math.trunc(Number(row.employees_affected))) : "",
        })),
        "2026-10-01T00:00:00.000Z",
      );
      expect(answer).toMatchObject({ state: "accepted", accepted: notices.length });
      const weekly = readData("golden/derived/warn_weekly_state.csv");
      const weeks = weekly.map((row) => row.week_ending!).sort();
      const counted = (where: string, when: string, level: string) =>
        deployment.warehouse.rows<Record<string, string | number>>(
          `WITH week AS (
           SELECT *, CAST(noticed_on + CAST(6 - dayofweek(noticed_on) AS INTEGER) AS DATE) AS ending FROM notices_as_of(TIMESTAMP '2026-11-01')
         )
         SELECT ${where} AS place, ${when} AS ending_in, count(*) AS notices, coalesce(sum(employees), 0) AS employees, count(*) FILTER (employees IS NULL) AS without
         FROM week JOIN descent_span AS descent ON descent.area = week.area AND ending BETWEEN descent.valid_from AND descent.valid_to
         JOIN area ON area.code = descent.ancestor AND area.level = $level
         WHERE ending BETWEEN CAST($first AS DATE) AND CAST($last AS DATE) GROUP BY ALL ORDER BY place, ending_in`,
          { level, first: weeks[0]!, last: weeks.at(-1)! },
        );
      const lines = (rows: readonly Readonly<Record<string, string | number>>[]) =>
        rows.map((row) => Object.values(row).join()).sort();
      expect(lines(await counted("descent.ancestor", "strftime(ending, '%Y-%m-%d')", "league"))).toEqual(
        lines(weekly),
      );
      expect(lines(await counted("descent.ancestor", "strftime(ending, '%Y')", "banner"))).toEqual(
        lines(readData("golden/derived/warn_yearly_county.csv")),
      );
    });
  },
);
