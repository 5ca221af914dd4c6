import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStretch, stretch } from "../../pipeline/commands/night/nights.ts";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { SmallDeployment } from "../small-deployment.ts";

const CLAIMS = resolve(import.meta.dirname, "../../../shared/data/raw/us_claims_state_weekly.csv");
const WARN = resolve(import.meta.dirname, "../../../shared/data/raw/warn_notices_vt.csv");
const quiet = {
  now: () => new Date("2026-01-01T00:00:00Z"),
  out: () => undefined,
  err: () => undefined,
};

describe.skipIf(!existsSync(CLAIMS))(
  "real weekly claims of 36 states (skipped where the shared data is absent)",
  () => {
    const deployment = new SmallDeployment("us-states");
    const severe = "rule LIKE 'claims-%' AND tier IN ('II', 'I')";

    beforeAll(async () => {
      const taken = await takeInHistory(deployment.dir, [CLAIMS, WARN], quiet, true);
      expect(taken.rows).toBeGreaterThan(57_492);
      await runStretch(await deployment.open(), stretch("2019-01-03", "2020-06-25", "week"), quiet);
    });
    afterAll(() => deployment.remove());

    it("a week is known on the Thursday after it ends, and judged that night", async () => {
      const rows = await deployment.rows<{ date: string; period: string }>(
        "SELECT DISTINCT date, period FROM verdict WHERE rule = 'claims-sudden' ORDER BY date",
      );
      expect(rows).toHaveLength(78);
      for (const { date, period } of rows) expect(Date.parse(date) - Date.parse(period)).toBe(5 * 86_400_000);
    });

    it("the week ending 2020-03-28: 36 of 36 at II or I, the nation at I", async () => {
      const [states] = await deployment.rows<{ n: number }>(
        `SELECT count(DISTINCT area) AS n FROM verdict WHERE ${severe} AND period = '2020-03-28' AND area <> 'US'`,
      );
      expect(states?.n).toBe(36);
      const nation = await deployment.rows(
        "SELECT tier FROM verdict WHERE area = 'US' AND period = '2020-03-28' AND rule = 'claims-sudden'",
      );
      expect(nation).toEqual([{ tier: "I" }]);
    });

    it("in 2019 at most 1 % of the 1,872 area-weeks at II or I, DC in January among them", async () => {
      const year = "period BETWEEN '2019-01-01' AND '2019-12-31' AND area <> 'US' AND rule LIKE 'claims-%'";
      const [all] = await deployment.rows<{ n: number }>(
        `SELECT count(DISTINCT (area, period)) AS n FROM verdict WHERE ${year}`,
      );
      expect(all?.n).toBe(1872);
      const found = await deployment.rows<{ area: string; period: string }>(
        `SELECT DISTINCT area, period FROM verdict WHERE ${year} AND ${severe}`,
      );
      expect(found.length).toBeLessThanOrEqual(18);
      expect(
        found.filter(({ area, period }) => area === "11" && period.startsWith("2019-01")).length,
      ).toBeGreaterThan(0);
    });

    it("tells the nation's office and the states' in English", async () => {
      const [notice] = await deployment.rows<{ subject: string; body: string }>(
        "SELECT subject, body_text AS body FROM notice WHERE office = 'US' AND tier = 'I' AND subject LIKE '%United States: claims jump%' ORDER BY id LIMIT 1",
      );
      expect(notice?.subject).toMatch(/^\[I red(, \w+)?] United States: claims jump/);
      expect(notice?.body).toContain("36 of 36 reports are in, 100% by size");
    });

    it("takes in the notices of layoffs county by county", async () => {
      const [events] = await deployment.rows<{ n: number }>("SELECT count(*) AS n FROM fact_layoff_report");
      expect(events?.n).toBeGreaterThan(20);
    });
  },
);
