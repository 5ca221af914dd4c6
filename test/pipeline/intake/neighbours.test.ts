import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { comparedReports } from "../../../pipeline/night/intake.ts";
import { remarkOnNew } from "../../../warehouse/review/remark-on-new.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { layoffs } from "./corpus/case.ts";
import { takeInNow } from "./corpus/receipts.ts";

const HEADER = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const posts = (area: string, row: string) => `${HEADER}\n${area},2026-02,20,20,30\n${row}\n`;

/** A row, and another file of the same wave that has what the row lacks. */
const BESIDE = [
  {
    name: "a full-width comma, beside figures grouped in quotes",
    row: "150102,2026-01,1，234,20,30",
    neighbour: posts("150103", '150103,2026-01,"1,234",20,30'),
    state: "partial",
  },
  {
    name: "a carriage return in a cell, beside spaces around figures",
    row: "150102,2026-01,10\r,20,30",
    neighbour: posts("150103", "150103,2026-01, 10 ,20,30"),
    state: "accepted",
  },
  {
    name: "a total spelt out, beside a total row",
    row: "T O T A L,,20,20,30",
    neighbour: posts("150103", "合计,,20,20,30"),
    state: "accepted",
  },
] as const;

describe("a file is answered the same, whatever else is in its wave", () => {
  let deployment: SmallDeployment;
  beforeEach(() => {
    deployment = new SmallDeployment();
  });
  afterEach(() => deployment.remove());
  const answers = () =>
    deployment.rows<{ state: string; accepted: number; refused: number }>(
      "SELECT state, accepted, refused FROM submission WHERE sender = '150102' ORDER BY id",
    );

  it.each(BESIDE)("$name", async ({ row, neighbour, state }) => {
    deployment.put("inbox/150102/人力资源市场供求_02.csv", posts("150102", row));
    await takeInNow(deployment, "2026-03-09");
    const [alone] = await answers();
    expect(alone?.state).toBe(state);
    const beside = new SmallDeployment();
    beside.put("inbox/150102/人力资源市场供求_02.csv", posts("150102", row));
    beside.put("inbox/150103/人力资源市场供求_02.csv", neighbour);
    await takeInNow(beside, "2026-03-09");
    const rows = await beside.rows("SELECT state, accepted, refused FROM submission WHERE sender = '150102'");
    beside.remove();
    expect(rows).toEqual([alone]);
  });

  it("a telephone number with full-width hyphens is a person's, and is masked", async () => {
    deployment.put("inbox/150102/裁减人员报告_02.csv", layoffs("150102", { 4: "某厂138－1234－5678" }));
    await takeInNow(deployment, "2026-03-09");
    expect((await answers())[0]?.state).toBe("refused");
    const [row] = await deployment.rows<{ cells: string; reasons: string }>(
      "SELECT cells, reasons FROM rejected_row",
    );
    expect(row!.reasons).toContain("personal-data");
    expect(row!.cells + row!.reasons).not.toMatch(/138[－-]1234/u);
  });

  it("remarks are made once, though the past has changed before they could be sent", async () => {
    for (let month = 1; month <= 8; month++)
      deployment.put(
        `inbox/150102/人力资源市场供求_${month}.csv`,
        `${HEADER}\n150102,2025-0${month},${1000 + month},20,30\n`,
      );
    await takeInNow(deployment, "2025-09-20");
    deployment.put("inbox/150102/人力资源市场供求_9.csv", `${HEADER}\n150102,2025-09,1008,20,30\n`);
    await takeInNow(deployment, "2025-10-20");
    deployment.put("inbox/150102/人力资源市场供求_10.csv", `${HEADER}\n150102,2025-08,1100,20,30\n`);
    await takeInNow(deployment, "2025-10-21");
    await remarkOnNew((await deployment.open()).warehouse, comparedReports(), {
      asOf: "2025-10-22T00:00:00Z",
      date: "2025-10-21",
    });
    const remarks = await deployment.rows<{ code: string }>(
      `SELECT remark ->> 'code' AS code FROM (SELECT unnest(CAST(warnings AS JSON[])) AS remark FROM submission WHERE id = 9)`,
    );
    expect(remarks.filter(({ code }) => code === "copied-forward")).toHaveLength(1);
  });
});
