import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { runNight } from "../../../../pipeline/night/night.ts";
import { nightRequest } from "../../../night-request.ts";
import { SmallDeployment } from "../../../small-deployment.ts";

const LAYOFF =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型\n" +
  "152921,,否,L1,样例银岭煤业有限公司,,一号矿,2026-03-10,2026-04-09,900,900,关闭破产\n";

describe("fengsui doctor", () => {
  let deployment: SmallDeployment;
  beforeEach(async () => {
    deployment = new SmallDeployment();
    deployment.put("inbox/152921/裁减人员报告_1.csv", LAYOFF);
    const opened = await deployment.open();
    await runNight(opened, { ...nightRequest(opened, "2026-03-11", new Date(0)), publish: true });
  });
  afterEach(() => deployment.remove());

  const doctor = async (...options: string[]) => {
    deployment.close();
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const effects = { now: () => new Date("2026-03-12T00:00:00Z"), out: print, err: print };
    const code = await main(["doctor", deployment.dir, "--lang", "en", ...options], effects);
    return { code, text: printed.join("\n") };
  };

  it("finds nothing after a good night", async () => {
    const { code, text } = await doctor();
    expect(text).toMatch(/^The data are in order: [1-9]\d* figures/);
    expect(code).toBe(0);
  });

  const HARMS = [
    [
      "INSERT INTO fact_layoff_report (submission, area) VALUES (99, '152921')",
      "rows of no submission (1): layoff-report 99",
    ],
    [
      "INSERT INTO report_scope VALUES (98, 'layoff-report', '152921', 'month', DATE '2026-02-28', TIMESTAMP '2026-03-01', 1)",
      "scopes of no submission (1): 98 152921 2026-02-28",
    ],
    ["INSERT INTO rejected_row VALUES (97, 3, '[]', '[]')", "refused rows of no submission (1): 97:3"],
    [
      "UPDATE submission SET accepted = 2",
      "submissions with other rows than their receipts say (submission: receipt / rows) (1): 1: 2 / 1",
    ],
    [
      "INSERT INTO observation SELECT 'new-claims', '152921', 'month', DATE '2026-02-28', 5, NULL, 5, 1, 1, 1, TIMESTAMP '2026-03-01', id FROM night",
      "figures without a report (1): new-claims 152921 2026-02-28",
    ],
    [
      "UPDATE observation SET night = 77 WHERE area = '150000' AND indicator = 'layoff-persons'",
      "figures of no night that came to its end (1): layoff-persons 150000 2026-03-11",
    ],
    [
      "UPDATE observation SET numerator = 901, value = 901 WHERE area = '150000' AND indicator = 'layoff-persons'",
      "figures that are not what the reports give (stored / computed anew) (4): layoff-persons 150000 2026-03-11: 901 / 900",
    ],
    [
      "UPDATE verdict SET night = 76 WHERE rule = 'single-layoff' AND area = '152921'",
      "verdicts of no night that came to its end (1): single-layoff 152921 2026-03-11",
    ],
    [
      "INSERT INTO delivery (id, notice, state) VALUES ('lost', 'nothing', 'sent')",
      "messages of no notice (1): lost",
    ],
    [
      "INSERT INTO night (id, date, state) VALUES (90, DATE '2026-03-10', 'running')",
      "nights that broke off (1): 2026-03-10",
    ],
  ];

  it("finds every kind of harm and names the repair", async () => {
    const { warehouse } = await deployment.open();
    for (const [harm] of HARMS) await warehouse.run(harm!);
    const { code, text } = await doctor();
    for (const [, found] of HARMS) expect(text).toContain(found);
    expect(text.split("what mends it: ")).toHaveLength(text.split("✗").length);
    expect(code).toBe(1);
  });

  it("finds missing originals and a missing copy", async () => {
    rmSync(join(deployment.dir, "archive"), { recursive: true });
    rmSync(join(deployment.dir, "published"), { recursive: true });
    const { text } = await doctor();
    expect(text).toContain("originals that the archive does not have (1)");
    expect(text).toContain("the published copy is older than the last good night, or absent (1)");
  });

  it("repairs figures and orphans, and finds nothing then", async () => {
    await (await deployment.open()).warehouse.run(
      "UPDATE observation SET numerator = 901, value = 901 WHERE area = '150000' AND indicator = 'layoff-persons'; INSERT INTO rejected_row VALUES (97, 3, '[]', '[]')",
    );
    const { code, text } = await doctor("--repair");
    expect(text).toContain("1 figures were appended as computed anew");
    expect(code).toBe(0);
  });
});
