import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { SmallDeployment } from "../small-deployment.ts";

const DATA = resolve(import.meta.dirname, "../../../shared/data");
const RELEASES = join(DATA, "raw/cn_mohrss_monthly_ytd.csv");
/** Single months as differenced outside this project, in 万人 and 亿元. */
const SINGLE = join(DATA, "golden/derived/cn_single_month.csv");

interface Golden {
  readonly period: string;
  readonly emp_new: string;
  readonly emp_reemp: string;
  readonly emp_hard: string;
  readonly ui_rev: string;
  readonly ui_exp: string;
}

describe.skipIf(!existsSync(RELEASES))(
  "releases of the ministry, counted from January (skipped where the shared data is absent)",
  () => {
    const deployment = new SmallDeployment();

    beforeAll(async () => {
      deployment.put(
        "mappings/ministry.yaml",
        readFileSync(join(import.meta.dirname, "ministry/official-series.yaml")),
      );
      const quiet = {
        now: () => new Date("2026-11-23T00:00:00Z"),
        out: () => undefined,
        err: () => undefined,
      };
      await takeInHistory(deployment.dir, [RELEASES], quiet);
    });
    afterAll(() => deployment.remove());

    it("every release comes in but one", async () => {
      const rows = await deployment.rows("SELECT accepted, refused FROM submission");
      expect(rows).toEqual([{ accepted: 159, refused: 1 }]);
    });

    it("the release of October under December's name is refused for three reasons, and not re-labelled", async () => {
      const [row] = await deployment.rows<{ line: number; reasons: string }>(
        "SELECT line, reasons FROM rejected_row",
      );
      expect(row!.line).toBe(47);
      expect(JSON.parse(row!.reasons)).toMatchObject([
        { code: "check:title-says-the-period", found: "2016-10", where: { header: "title_period" } },
        { code: "check:published-after-the-period", found: "2016-12-29", where: { header: "published" } },
        { code: "period-not-ended", found: "2016-12-31", where: { header: "period" } },
      ]);
      const last = await deployment.rows(
        "SELECT strftime(max(period), '%Y-%m') AS period FROM fact_official_series WHERE year(period) = 2016",
      );
      expect(last).toEqual([{ period: "2016-09" }]);
    });

    it("gives the single months", async () => {
      const golden = parse(readFileSync(SINGLE), { columns: true }) as Golden[];
      const rows = await deployment.rows<Record<string, string | number | null>>(
        `SELECT strftime(period, '%Y-%m') AS period, new_jobs, reemployed, hardship, fund_income, fund_expenditure
         FROM official_series_single_as_of(TIMESTAMP '2026-11-23') ORDER BY period`,
      );
      const of = (text: string) => (text === "" ? null : Math.round(Number(text) * 1e8) / 1e4);
      const wanted = golden
        .filter(({ period }) => period !== "2016-12") // refused above; the golden has it blank
        .map((row) => ({
          period: row.period,
          new_jobs: of(row.emp_new),
          reemployed: of(row.emp_reemp),
          hardship: of(row.emp_hard),
          fund_income: of(row.ui_rev),
          fund_expenditure: of(row.ui_exp),
        }));
      expect(rows).toEqual(wanted);
    });

    it("as known in May 2016: April was not out, and February 2015 had no January before it until 2018", async () => {
      const [row] = await deployment.rows(
        `SELECT strftime(max(period), '%Y-%m') AS last, list(strftime(period, '%Y-%m')) FILTER (new_jobs IS NULL) AS without
         FROM official_series_single_as_of(TIMESTAMP '2016-05-31')`,
      );
      expect(row).toEqual({ last: "2016-03", without: ["2015-02"] });
    });
  },
);
