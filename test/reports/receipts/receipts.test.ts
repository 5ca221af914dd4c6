import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";

describe("receipts as files", () => {
  const deployment = new SmallDeployment();
  const receipts = (office: string) => join(deployment.dir, "receipts", office);

  beforeAll(async () => {
    deployment.put(
      "inbox/152921/人力资源市场供求_a.csv",
      `${HEADER}\n152921,2026-02,282,133,410\n152921,2026-01,约十人,"1,330",5\n`,
    );
    deployment.put("inbox/152922/人力资源市场供求_b.csv", `${HEADER}\n152922,2026-02,28,13,41\n`);
    await deployment.night("2026-03-06");
  });
  afterAll(() => deployment.remove());

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

  describe("as letters", () => {
    const mails = join(deployment.dir, "outbox/2026-03-06");
    const read = async (office: string) => {
      const files = readdirSync(mails).filter(
        (name) => name.startsWith(`receipt-`) && name.includes(`-${office}.`),
      );
      expect(files).toHaveLength(1);
      return simpleParser(readFileSync(join(mails, files[0]!)));
    };

    it("one to each office that sent something, to its duty desk, with every reason", async () => {
      const mail = await read("152921");
      expect(mail.to).toMatchObject({ text: "duty.152921@fengsui.example.org" });
      expect(mail.subject).toBe("【回执】2026年3月6日：报送1份，部分接收1份，退回0份，请更正后重新报送");
      expect(mail.text).toContain("阿拉善左旗人力资源和社会保障局");
      expect(mail.text).toContain(
        "第3行 第3列“需求人数”：“约十人”不是人数；应为不带小数和单位的非负整数，例如 282",
      );
      expect(mail.html).toContain("<li>第3行 第3列“需求人数”");
    });

    it("carries the refused rows under their own header, as a file that can be sent back", async () => {
      const { attachments } = await read("152921");
      expect(attachments.map(({ filename }) => filename)).toEqual(["1-人力资源市场供求_a.csv.refused.csv"]);
      expect(attachments[0]!.content.toString("utf8")).toBe(
        `\ufeff${HEADER}\r\n152921,2026-01,约十人,"1,330",5\r\n`,
      );
    });

    it("says so when everything was accepted", async () => {
      const mail = await read("152922");
      expect(mail.subject).toBe("【回执】2026年3月6日：报送1份，已全部接收");
      expect(mail.attachments).toEqual([]);
    });

    it("answers every submission once; the operator's own files have no office to write to", async () => {
      deployment.put("inbox/人力资源市场供求_c.csv", `${HEADER}\n152923,2026-02,8,3,1\n`);
      await deployment.night("2026-03-07");
      await deployment.night("2026-03-08");
      expect(await deployment.rows("SELECT submission, letter FROM receipt ORDER BY submission")).toEqual([
        { submission: 1, letter: "receipt-1-152921" },
        { submission: 2, letter: "receipt-1-152922" },
        { submission: 3, letter: null },
      ]);
      expect(await deployment.rows("SELECT count(*) AS letters FROM letter WHERE kind = 'receipt'")).toEqual([
        { letters: 2 },
      ]);
    });
  });
});
