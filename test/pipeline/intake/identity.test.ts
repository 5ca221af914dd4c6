import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { LAYOFF, layoff, text } from "./corpus/case.ts";
import { receiptsOf, takeInNow } from "./corpus/receipts.ts";

const SHARED = resolve(import.meta.dirname, "../../../../shared/cases/ingest");
const MISSING = existsSync(SHARED) ? "" : " (skipped: ../shared/cases is not beside the checkout)";
const DATE = "2026-03-11";

interface EventRow {
  readonly area: string;
  readonly number: string | null;
  readonly employer: string;
  readonly workers: number;
}

/** A deployment whose files are taken in one after the other, each in a run of its own. */
class Inbox {
  readonly small = new SmallDeployment();
  #count = 0;

  async send(area: string, content: string | Buffer, ending = "csv"): Promise<string> {
    this.#count++;
    const name = `裁减人员报告_202603_${this.#count}.${ending}`;
    this.small.put(`inbox/${area}/${name}`, content);
    await takeInNow(this.small, DATE);
    return (await receiptsOf(this.small)).get(this.#count) ?? "";
  }

  /** A row in the form of `layoff`, sent as a file. */
  sendRows(area: string, ...rows: readonly Readonly<Record<number, string>>[]): Promise<string> {
    return this.send(area, text([LAYOFF, ...rows.map((other) => layoff(area, other))]));
  }

  events(): Promise<EventRow[]> {
    return this.small.rows<EventRow>(
      `SELECT area, report_no AS number, employer, workers_affected AS workers
       FROM layoff_report_as_of(TIMESTAMP '2030-01-01') ORDER BY area, received_on, workers_affected, employer`,
    );
  }
}

describe.skipIf(MISSING !== "")(`shared cases${MISSING}`, () => {
  const boxes: Inbox[] = [];
  afterAll(() => {
    for (const { small } of boxes) small.remove();
  });

  async function taken(name: string) {
    const box = new Inbox();
    boxes.push(box);
    for (const area of readdirSync(join(SHARED, name)).filter((entry) => entry !== "README"))
      for (const file of readdirSync(join(SHARED, name, area)).sort())
        await box.send(area, readFileSync(join(SHARED, name, area, file)), file.split(".").at(-1)!);
    return { events: await box.events(), receipts: [...(await receiptsOf(box.small)).values()].join("\n") };
  }

  it.each([
    ["S-full-and-half-width-brackets", "样例银岭(集团)有限公司"],
    ["S-report-no-full-width-letters", "样例银岭煤业有限公司"],
    ["apostrophe-report-no", "样例银岭煤业有限公司"],
    ["x000D-in-employer", "样例银岭煤业有限公司"],
    ["zero-width-in-employer", "样例银岭煤业有限公司"],
  ])("%s is one event of 120 workers", async (name, employer) => {
    const { events, receipts } = await taken(name);
    expect(events).toEqual([expect.objectContaining({ employer, workers: 120 })]);
    expect(receipts).not.toContain("疑为同一裁员报告");
  });

  it("sci-report-no-two-months comes back: the shortened number is asked for in full", async () => {
    const { events, receipts } = await taken("sci-report-no-two-months");
    expect(events).toEqual([]);
    expect(receipts.match(/第4列“报告编号”：“2\.026E\+11”是制表软件缩写的科学计数法/gu)).toHaveLength(2);
  });

  it("N-two-plants-same-firm-no-number is a question about both rows, at the enterprise", async () => {
    const { events, receipts } = await taken("N-two-plants-same-firm-no-number");
    expect(events).toEqual([]);
    expect(receipts.match(/第5列“企业名称”：第2, 3行为同一企业、同一地点、同一日期的裁员/gu)).toHaveLength(2);
  });
});

const [NUMBER, EMPLOYER, CODE, SITE, RECEIVED, , WORKERS] = [3, 4, 5, 6, 7, 8, 9];

describe("identity of a layoff report", () => {
  const box = new Inbox();
  beforeAll(() => box.small.open());
  afterAll(() => box.small.remove());
  const inArea = async (area: string) => (await box.events()).filter((event) => event.area === area);

  it("is the same however its number is spelt", async () => {
    const area = "150102";
    for (const number of [
      "L-2026（1）",
      "Ｌ－２０２６［１］",
      " l—2026 (1)",
      "'L‑2026(1)",
      "\u200bL-2026(\ufe0f1)",
      "L-2026(1)_x000D_",
    ])
      await box.sendRows(area, { [NUMBER]: number, [WORKERS]: "30" });
    expect(await inArea(area)).toHaveLength(1);
  });

  it("is the same in rows of one file, which count once", async () => {
    const area = "150103";
    const receipt = await box.sendRows(
      area,
      { [NUMBER]: "", [EMPLOYER]: "样例煤业（集团）", [SITE]: "Ａ矿" },
      { [NUMBER]: "", [EMPLOYER]: "样例煤业(集团)", [SITE]: "a 矿" },
    );
    expect(receipt).toMatch(/accepted 1\/0|接收1行，退回0行/u);
    expect(await inArea(area)).toHaveLength(1);
  });

  it("keeps the enterprise as written, and its code in standard form in facts and register", async () => {
    const area = "150104";
    await box.sendRows(area, { [CODE]: "９１350200ma2yj1xr9g", [EMPLOYER]: "样例\u200b煤业（集团）" });
    const facts = await box.small.rows(
      `SELECT employer, credit_code AS code FROM fact_layoff_report WHERE area = '${area}'`,
    );
    expect(facts).toEqual([{ employer: "样例煤业（集团）", code: "91350200MA2YJ1XR9G" }]);
    const codes = await box.small.rows<{ code: string }>("SELECT DISTINCT credit_code AS code FROM employer");
    expect(codes).toEqual([{ code: "91350200MA2YJ1XR9G" }]);
  });

  it("is not a blank: a number of invisible characters counts as none, an enterprise so written is missing", async () => {
    const area = "150105";
    expect(await box.sendRows(area, { [EMPLOYER]: "\u200b\u2060" })).toContain("第5列“企业名称”：必填项为空");
    await box.sendRows(area, { [NUMBER]: "\ufeff" });
    await box.sendRows(area, { [NUMBER]: "" });
    expect(await inArea(area)).toHaveLength(1);
  });

  it.each([
    [NUMBER, "2.026e+11", "第4列“报告编号”"],
    [NUMBER, "２．０２６Ｅ＋１１", "第4列“报告编号”"],
    [EMPLOYER, "9.135E+17", "第5列“企业名称”"],
    [CODE, "9.13502E+17", "第6列“统一社会信用代码”"],
    [SITE, "1E+02", "第7列“裁减地点”"],
  ])("a shortened number in column %s is refused: %s", async (column, cell, where) => {
    const receipt = await box.sendRows("150121", { [column]: cell });
    expect(receipt).toContain(`${where}：“`);
    expect(receipt).toContain("科学计数法");
    expect(await inArea("150121")).toEqual([]);
  });

  it("rows of one number that differ are refused at the number, with their lines", async () => {
    const receipt = await box.sendRows(
      "150122",
      { [NUMBER]: "L7", [WORKERS]: "30" },
      { [NUMBER]: "Ｌ7", [WORKERS]: "31" },
    );
    expect(receipt.match(/第4列“报告编号”：第2, 3行的编号相同而内容不同/gu)).toHaveLength(2);
  });

  it("rows of one enterprise, place and date in a file without a number column point to the enterprise", async () => {
    const without = (cells: readonly string[]) => cells.filter((_, at) => at !== NUMBER && at !== SITE);
    const rows = [LAYOFF, layoff("150123", { [WORKERS]: "30" }), layoff("150123", { [WORKERS]: "45" })];
    const receipt = await box.send("150123", text(rows.map(without)));
    expect(receipt.match(/第4列“企业名称”：第2, 3行为同一企业/gu)).toHaveLength(2);
  });

  it("another number is no alibi where enterprise, date and size agree", async () => {
    const area = "150124";
    await box.sendRows(area, { [NUMBER]: "A1", [WORKERS]: "30" });
    box.small.put(
      `inbox/${area}/裁减人员报告_再报.csv`,
      text([LAYOFF, layoff(area, { [NUMBER]: "B1", [WORKERS]: "30" })]),
    );
    await box.small.night(DATE);
    const remarks = await box.small.rows<{ warnings: string }>(
      "SELECT CAST(warnings AS VARCHAR) AS warnings FROM submission ORDER BY id DESC LIMIT 1",
    );
    expect(remarks[0]!.warnings).toContain("probable-amendment");
  });

  it("a probable amendment of a report without a number says so", async () => {
    const area = "150202";
    const first = { [NUMBER]: "", [RECEIVED]: "2026-03-01" };
    box.small.put(`inbox/${area}/裁减人员报告_1.csv`, text([LAYOFF, layoff(area, first)]));
    box.small.put(
      `inbox/${area}/裁减人员报告_2.csv`,
      text([LAYOFF, layoff(area, { ...first, [RECEIVED]: "2026-03-02" })]),
    );
    await box.small.night("2026-03-12");
    const receipts = [...(await receiptsOf(box.small)).values()].join("\n");
    expect(receipts).toContain("前报没有填写报告编号；请告知接收单位是更正还是另一次裁员");
    expect(receipts).not.toContain("“”");
  });
});
