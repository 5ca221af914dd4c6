import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallHouse } from "../small-house.ts";

const HEADER = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";

describe("receipts as files", () => {
  const house = new SmallHouse();
  const receipts = (office: string) => join(house.dir, "receipts", office);

  beforeAll(async () => {
    house.put(
      "inbox/152921/人力资源市场供求_a.csv",
      `${HEADER}\n152921,2026-02,282,133,410\n152921,2026-01,约十人,"1,330",5\n`,
    );
    house.put("inbox/152922/人力资源市场供求_b.csv", `${HEADER}\n152922,2026-02,28,13,41\n`);
    await house.night("2026-03-06");
  });
  afterAll(() => house.remove());

  it("say what was accepted and refused: line, column, what was found, what is allowed, an example", () => {
    const name = readdirSync(receipts("152921")).find((file) => file.endsWith(".txt"))!;
    const text = readFileSync(join(receipts("152921"), name), "utf8");
    expect(text).toContain("152921/人力资源市场供求_a.csv：部分接收，接收1行，退回1行");
    expect(text).toContain("第3行 第3列“需求人数”：“约十人”不是人数；应为不带小数和单位的非负整数，例如 282");
  });

  it("come with the refused rows under the file's own header, to mend and send back", () => {
    const name = readdirSync(receipts("152921")).find((file) => file.endsWith(".refused.csv"))!;
    const text = readFileSync(join(receipts("152921"), name), "utf8");
    expect(text).toBe(`\ufeff${HEADER}\r\n152921,2026-01,约十人,"1,330",5\r\n`);
  });

  it("go to every sender, also when nothing was refused", () => {
    expect(readdirSync(receipts("152922"))).toHaveLength(1);
  });
});
