import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF, layoff, text } from "./corpus/case.ts";

const DETAIL = "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
const [FIRST, SECOND] = ["91350200MA2YJ1XR9G", "91110000100000105K"];

describe("a file that comes again", () => {
  let deployment: SmallDeployment;
  let nights = 0;
  beforeEach(() => {
    deployment = new SmallDeployment();
    nights = 0;
  });
  afterEach(() => deployment.remove());

  async function send(name: string, content: string): Promise<void> {
    deployment.put(`inbox/150102/${name}.csv`, content);
    nights++;
    await deployment.night(`2026-03-${String(9 + nights)}`);
  }
  const receipt = (ending: string): string => {
    const folder = join(deployment.dir, "receipts/150102");
    return readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(ending))!), "utf8");
  };
  const insured = async () =>
    (
      await deployment.rows<{ insured: number }>(
        "SELECT insured FROM insurance_employer_as_of(TIMESTAMP '2027-01-01') ORDER BY insured",
      )
    ).map((row) => row.insured);
  const workers = async () =>
    (
      await deployment.rows<{ workers: number }>(
        "SELECT workers_affected AS workers FROM layoff_report_as_of(TIMESTAMP '2027-01-01') ORDER BY 1",
      )
    ).map((row) => row.workers);
  const detail = (...rows: (readonly [string, string])[]) =>
    `${[DETAIL, ...rows.map(([code, persons]) => `150102,2026-02,${code},样例,${persons},0,0`)].join("\n")}\n`;

  it("as the table of refused rows completes the report whose other rows were accepted", async () => {
    await send("参保明细_202602", detail([FIRST, "10"], [SECOND, "2x"]));
    await send("参保明细_202602_2", receipt(".refused.csv").replace("2x", "20"));
    expect(await insured()).toEqual([10, 20]);
    expect(receipt("_2.csv.txt")).toContain("第1号报送中已接收的其余1行继续有效");
  });

  it("as a report of its own replaces the earlier one as a whole", async () => {
    await send("参保明细_202602", detail([FIRST, "10"], [SECOND, "20"]));
    await send("参保明细_202602_2", detail([SECOND, "25"]));
    expect(await insured()).toEqual([25]);
  });

  it("byte for byte, after it was amended, is not taken for what holds now", async () => {
    const events = (persons: string) => text([LAYOFF, layoff("150102", { 9: persons })]);
    await send("裁减人员报告_1", events("120"));
    await send("裁减人员报告_2", events("12"));
    await send("裁减人员报告_3", events("120"));
    expect(await workers()).toEqual([12]);
    expect(receipt("_3.csv.txt")).toContain("其后第2号报送已作更正");
  });

  it.each(["无", "-", "/", "0", "\u200b", "否"])(
    "with the explanation %j is asked about all the same",
    async (word) => {
      const row = layoff("150102", { 7: "2026-12-10", 8: "2027-01-12" });
      await send(
        "裁减人员报告_1",
        text([
          [...LAYOFF, "更正说明"],
          [...row, word],
        ]),
      );
      expect(await workers()).toEqual([]);
      expect(receipt("_1.csv.txt")).toContain("待说明1行");
    },
  );

  it.each(["无", "-", "/", "0", "待编"])("with %s for a number is another report", async (number) => {
    await send("裁减人员报告_1", text([LAYOFF, layoff("150102", { 3: number })]));
    await send(
      "裁减人员报告_2",
      text([LAYOFF, layoff("150102", { 3: number, 4: "样例乙公司", 6: "二号矿", 9: "80" })]),
    );
    expect(await workers()).toEqual([80, 120]);
  });

  it("under the number of another enterprise's report is asked about", async () => {
    await send("裁减人员报告_1", text([LAYOFF, layoff("150102", { 3: "1" })]));
    const other = { 3: "1", 4: "样例乙公司", 5: "", 7: "2026-03-05", 9: "80" };
    await send("裁减人员报告_2", text([LAYOFF, layoff("150102", other)]));
    expect(await workers()).toEqual([120]);
    expect(receipt("_2.csv.txt")).toContain("报告编号已用于另一企业的报告");
  });

  it("with its dates mended, is not loaded once more by an answer to the question about them", async () => {
    const event = (from: string, to: string) => text([LAYOFF, layoff("150102", { 3: "", 7: from, 8: to })]);
    await send("裁减人员报告_1", event("2026-08-02", "2026-09-02"));
    await send("裁减人员报告_2", event("2026-03-02", "2026-04-02"));
    const { answerFinding } = await import("../../../rules/findings/finding-log.ts");
    const { warehouse } = await deployment.open();
    const answer = { verdict: "explained", by: "张三", text: "", at: "2026-03-13T00:00:00.000Z" };
    await expect(answerFinding(warehouse, 1, answer)).rejects.toThrow("replaced");
    expect(await workers()).toEqual([120]);
  });
});
