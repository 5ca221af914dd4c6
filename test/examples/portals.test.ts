import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { SmallDeployment } from "../small-deployment.ts";

const SHAPES = resolve(import.meta.dirname, "../../../shared/data/raw/warn_state_shapes");

/**
 * Ten portals, ten headers and date formats, no code for any: rows accepted, refused, and held because the notice
 * is dated more than a year before its start.
 */
const EXPECTED: readonly { state: string; accepted: number; refused: number; held?: number }[] = [
  { state: "al", accepted: 1009, refused: 28, held: 18 }, // two have the year 1 as their start, which is left out
  { state: "dc", accepted: 95, refused: 8 },
  { state: "nj", accepted: 1800, refused: 103 }, // a note is passed over; four rows name an enterprise of another row in other letters, with other workers
  { state: "ny", accepted: 126, refused: 0 }, // 126 notices, each listed twice
  { state: "oh", accepted: 661, refused: 141 },
  { state: "ok", accepted: 0, refused: 194 }, // none says how many workers
  { state: "sd", accepted: 59, refused: 1 },
  { state: "tn", accepted: 885, refused: 15 },
  { state: "ut", accepted: 202, refused: 6 },
  { state: "wa", accepted: 1092, refused: 30, held: 1 },
];

describe.skipIf(!existsSync(SHAPES))(
  "ten real portal layouts (skipped where the shared data is absent)",
  () => {
    const deployment = new SmallDeployment("us-states");

    beforeAll(async () => {
      const quiet = {
        now: () => new Date("2026-11-23T00:00:00Z"),
        out: () => undefined,
        err: () => undefined,
      };
      await takeInHistory(
        deployment.dir,
        EXPECTED.map(({ state }) => `${SHAPES}/${state}.csv`),
        quiet,
      );
    });
    afterAll(() => deployment.remove());

    it.each(EXPECTED)("$state", async ({ state, accepted, refused, held = 0 }) => {
      const rows = await deployment.rows(
        `SELECT accepted, refused, held FROM submission WHERE file_name = '${state}.csv'`,
      );
      expect(rows).toEqual([{ accepted, refused, held }]);
    });

    it("no number of theirs is taken for a person's", async () => {
      const rows = await deployment.rows(
        "SELECT line, CAST(cells AS VARCHAR) AS cells FROM rejected_row WHERE CAST(reasons AS VARCHAR) LIKE '%personal-data%' OR CAST(cells AS VARCHAR) LIKE '%****%'",
      );
      expect(rows).toEqual([]);
    });

    it("at least 5,400 rows in all", async () => {
      const [all] = await deployment.rows<{ rows: number }>(
        "SELECT count(*) AS rows FROM fact_layoff_report",
      );
      expect(all?.rows).toBeGreaterThanOrEqual(5400);
    });

    it("a two-digit year is this century's, and an impossible one is refused", async () => {
      const [years] = await deployment.rows(
        "SELECT min(received_on) AS first, max(received_on) AS last FROM fact_layoff_report",
      );
      expect(years).toEqual({ first: "1998-07-14", last: "2026-06-11" });
    });

    it("a date that is not the notice's is marked as such", async () => {
      const marked = await deployment.rows(
        "SELECT DISTINCT area, date_basis FROM fact_layoff_report WHERE date_basis IS NOT NULL",
      );
      expect(marked).toEqual([{ area: "34", date_basis: "effective" }]);
    });
  },
);
