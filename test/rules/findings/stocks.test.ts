import { afterEach, describe, expect, it } from "vitest";
import type { SmallDeployment } from "../../small-deployment.ts";
import { EmploymentBanner, month as employment } from "./employment-banner.ts";
import { InsuranceBanner, month as insurance, OPENING } from "./insurance-banner.ts";

let deployment: SmallDeployment | undefined;
afterEach(() => deployment?.remove());

describe("a denominator that jumps by 30 % at a change of year", () => {
  it("is asked about, and the verdict on the rate says that it rests on figures in question", async () => {
    const wuhai = ["150302", "150303", "150304"];
    const league = new EmploymentBanner("150300", wuhai);
    deployment = league;
    await league.begin("2026-01");
    expect(await league.findings()).toEqual([]);
    for (const [at, period] of ["2026-01", "2026-02"].entries())
      await league.send(
        `2026-0${at + 2}-12`,
        ...wuhai.map((area) => employment(period, { employed: 16_800 + at }, area)),
      );
    expect(await league.findings()).toEqual(wuhai.map(() => "stock-jumps 2026-01 open"));
    const [verdict] = await league.rows<{ tier: string | null; facts: string }>(
      "SELECT tier, facts FROM verdict WHERE date = DATE '2026-03-12' AND area = '150300' AND rule = 'registered-rate-rise'",
    );
    expect(verdict!.tier).toBe("III");
    expect(JSON.parse(verdict!.facts).inQuestion).toEqual(
      wuhai.map((area, at) => ({
        ...{ indicator: "registered-rate-monthly", area, period: "2026-01-31" },
        ...{ finding: at + 1, kind: "stock-jumps" },
      })),
    );
    const [receipt] = await league.rows<{ subject: string }>(
      "SELECT subject FROM letter WHERE kind = 'receipt' AND subject LIKE '%待核实'",
    );
    expect(receipt!.subject).toContain("3项待核实");
    const [notice] = await league.rows<{ body_text: string }>(
      `SELECT body_text FROM (SELECT body_text, office, night FROM notice
         UNION ALL SELECT body_text, office, night FROM letter WHERE kind = 'changes')
       WHERE office = '150300' ORDER BY night DESC LIMIT 1`,
    );
    expect(notice!.body_text).toContain("存疑数据：本次判定依据的下列数据正在核实");
    // The banner's office did not send the file: it is asked by a letter.
    expect(await league.rows("SELECT office FROM letter WHERE id LIKE 'question%' ORDER BY 1")).toEqual(
      wuhai.map((office) => ({ office })),
    );
  });

  it("is asked about once: the months that follow stand where it stood", async () => {
    const banner = new EmploymentBanner();
    deployment = banner;
    await banner.begin("2026-01");
    for (const [at, period] of ["2026-01", "2026-02", "2026-03"].entries())
      await banner.send(`2026-0${at + 2}-12`, employment(period, { employed: 31_200 + at }));
    expect(await banner.findings()).toEqual(["stock-jumps 2026-01 open"]);
  });

  it("a single wrong month is asked about once: the month after returns to where it was", async () => {
    const banner = new EmploymentBanner();
    deployment = banner;
    await banner.begin("2026-01");
    await banner.send("2026-02-12", employment("2026-01", { employed: 31_200 }));
    await banner.send("2026-03-12", employment("2026-02"));
    expect(await banner.findings()).toEqual(["stock-jumps 2026-01 open"]);
  });
});

describe("a stock at the beginning of a month", () => {
  it("that is not the one at the end of the month before is asked about; a few persons are not", async () => {
    const banner = new InsuranceBanner();
    deployment = banner;
    await banner.begin();
    await banner.send("2026-07-10", insurance("2026-06", { opening: OPENING + 200 }));
    expect(await banner.findings()).toEqual([]);
    await banner.send("2026-07-11", insurance("2026-06", { opening: OPENING + 400 }));
    expect(await banner.findings()).toEqual(["opening-differs 2026-06 open"]);
  });

  it("the question closes when the month before is corrected to match", async () => {
    const banner = new InsuranceBanner();
    deployment = banner;
    await banner.begin();
    await banner.send("2026-07-10", insurance("2026-06", { opening: OPENING - 500 }));
    await banner.send("2026-07-11", insurance("2026-05", { removed: 1100 }));
    expect(await banner.findings()).toEqual(["opening-differs 2026-06 corrected"]);
  });
});
