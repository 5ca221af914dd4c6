import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const REASON = "第3列“需求人数”：“约十人”不是人数；应为不带小数和单位的非负整数，例如 282";
const REFUSED = `\ufeff${HEADER},退回原因\r\n152921,2026-01,约十人,"1,330",5,${REASON}\r\n`;

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
    expect(text).toBe(REFUSED);
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
      expect(mail.subject).toBe("【回执】退回1行（1个问题），请更正");
      expect(mail.text).toContain("阿拉善左旗人力资源和社会保障局");
      expect(mail.text).toContain("1份报表有1行被退回：“需求人数”不是人数");
      expect(mail.text).toMatch(/第3行　.*第2列“报告期” 2026-01　第3列“需求人数” 【约十人】/u);
      expect(mail.text).toContain("要求：应为不带小数和单位的非负整数，例如 282");
      expect(mail.html).toMatch(/>第3列“需求人数”<\/th>[\s\S]*>约十人<\/td>/u);
    });

    it("carries the refused rows under their own header, as a file that can be sent back", async () => {
      const { attachments } = await read("152921");
      expect(attachments.map(({ filename }) => filename)).toEqual(["1-人力资源市场供求_a.csv.refused.csv"]);
      expect(attachments[0]!.content.toString("utf8")).toBe(REFUSED);
    });

    it("none where everything was accepted: a line that waits for the next letter to the office, and goes with it once", async () => {
      expect(readdirSync(mails).filter((name) => name.includes("152922"))).toEqual([]);
      deployment.put(
        "inbox/152922/人力资源市场供求_d.csv",
        `${HEADER}\n152922,2026-01,777,133,410\n152922,2026-01,约十人,133,410\n`,
      );
      await deployment.night("2026-03-06");
      const mail = await read("152922");
      expect(mail.text).toContain("第2号 人力资源市场供求_b.csv：接收1行（2026年3月6日）");
      expect(await deployment.rows("SELECT * FROM waiting_receipt")).toEqual([]);
    });

    it("answers every submission once; the operator's own files have no office to write to", async () => {
      deployment.put("inbox/人力资源市场供求_c.csv", `${HEADER}\n152923,2026-02,8,3,1\n`);
      await deployment.night("2026-03-07");
      await deployment.night("2026-03-08");
      expect(await deployment.rows("SELECT submission, letter FROM receipt ORDER BY submission")).toEqual([
        { submission: 1, letter: "receipt-1-152921" },
        { submission: 2, letter: "receipt-2-152922" },
        { submission: 3, letter: "receipt-2-152922" },
        { submission: 4, letter: null },
      ]);
      expect(await deployment.rows("SELECT count(*) AS letters FROM letter WHERE kind = 'receipt'")).toEqual([
        { letters: 2 },
      ]);
    });
  });
});

describe("two runs of the same day", () => {
  const deployment = new SmallDeployment("inner-mongolia", { reminders: true });
  afterAll(() => deployment.remove());
  const letters = () =>
    deployment.rows<{ id: string; kind: string }>(
      "SELECT id, kind FROM letter WHERE office = '152921' AND kind <> 'life' ORDER BY id",
    );

  it("write a second receipt of new files alone, and neither reminder nor receipt twice", async () => {
    await deployment.night("2026-03-02");
    const before = (await letters()).length;
    deployment.put("inbox/152921/人力资源市场供求_a.csv", `${HEADER}\n152921,2026-01,约十人,133,410\n`);
    await deployment.night("2026-03-04");
    const [first] = (await letters()).filter(({ kind }) => kind === "receipt");
    const written = await letters();
    expect(written.length).toBe(before + 2);
    await deployment.night("2026-03-04");
    expect(await letters()).toEqual(written);
    deployment.put("inbox/152921/人力资源市场供求_b.csv", `${HEADER}\n152921,2025-12,约八人,133,410\n`);
    await deployment.night("2026-03-04");
    const [second, ...others] = (await letters()).filter(({ id }) => !written.some((each) => each.id === id));
    expect([second!.kind, others]).toEqual(["receipt", []]);
    expect(second!.id).not.toBe(first!.id);
    const [body] = await deployment.rows<{ text: string }>(
      `SELECT body_text AS text FROM letter WHERE id = '${second!.id}'`,
    );
    expect(body!.text).toContain("人力资源市场供求_b.csv");
    expect(body!.text).not.toContain("人力资源市场供求_a.csv");
  });
});

describe("a receipt with many refused rows", () => {
  const deployment = new SmallDeployment();
  const folder = join(deployment.dir, "receipts/152921");
  const textOf = (ending: string) =>
    readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(ending))!), "utf8");

  beforeAll(async () => {
    deployment.put("inbox/152921/人力资源市场供求_a.csv", `${HEADER}\n152921,2026-02,777,133,410\n`);
    await deployment.night("2026-03-06");
    const months = Array.from({ length: 7 }, (_, at) => `152921,2025-0${at + 1},约${at}\u200b,5,6\n`).join(
      "",
    );
    deployment.put(
      "inbox/152921/人力资源市场供求_b.csv",
      `${HEADER}\n${months}152921,2025-09,1,2,3,4\n152921,2025-10,1,两人,3\n`,
    );
    await deployment.night("2026-03-07");
  });
  afterAll(() => deployment.remove());

  it("has one line for each kind, with the office's last value and what cannot be seen", () => {
    const [, ...lines] = textOf("_b.csv.txt").trimEnd().split("\n");
    expect(lines.map((line) => line.trim())).toEqual([
      "没有一行可以接收，9行被退回",
      "第3列“需求人数”：不是人数；应为不带小数和单位的非负整数，例如 777（7行，如第2行 “约0⟨U+200B⟩”、第3行 “约1⟨U+200B⟩”、第4行 “约2⟨U+200B⟩”、第5行 “约3⟨U+200B⟩”、第6行 “约4⟨U+200B⟩”）",
      "本行有6个单元格，多于表头；含逗号的内容应加引号（1行：第9行）",
      "第4列“求职人数”：不是人数；应为不带小数和单位的非负整数，例如 133（1行：第10行 “两人”）",
    ]);
  });

  it("brings the rows with their reasons, which are passed over when the table is sent back", async () => {
    const table = textOf("_b.csv.refused.csv");
    expect(table).toContain(`${HEADER},退回原因\r\n`);
    expect(table).toContain("152921,2025-09,1,2,3,4,本行有6个单元格");
    const mended = table
      .split("\r\n")
      .filter((line) => !line.includes("2025-09"))
      .join("\r\n")
      .replace(/约(\d)\u200b/g, "$1")
      .replace(",两人,", ",2,");
    deployment.put("inbox/152921/人力资源市场供求_c.csv", mended);
    await deployment.night("2026-03-08");
    expect(textOf("_c.csv.txt")).toContain("接收，接收8行，退回0行");
    expect(textOf("_c.csv.txt")).not.toContain("未入库");
  });
});

describe("rows that are refused for what they come to", () => {
  const deployment = new SmallDeployment("inner-mongolia", { reminders: true });
  afterAll(() => deployment.remove());
  const TABLES =
    "行政区划代码,报告期,表号,类别,职业名称,需求人数上期结转,需求人数本期新增,需求人数合计,求职人数上期结转,求职人数本期新增,求职人数合计";

  it("stand in the mail with the sum that they were compared with", async () => {
    await deployment.night("2026-04-02");
    deployment.put(
      "inbox/152921/职业供求状况_1.csv",
      [
        TABLES,
        "152921,2026-03,1,全部,,1969,8189,10158,1000,2000,3000",
        "152921,2026-03,2,第一产业,,65,271,336,100,200,300",
        "152921,2026-03,2,第二产业,,932,3875,4807,400,800,1200",
        "152921,2026-03,2,第三产业,,972,4045,5017,500,1000,1500",
        "152921,2026-03,8,在业人员,,,,,10,20,31",
      ].join("\n"),
    );
    await deployment.night("2026-04-03");
    const [letter] = await deployment.rows<{ text: string }>(
      "SELECT body_text AS text FROM letter WHERE kind = 'receipt'",
    );
    const text = letter!.text;
    expect(text).toContain("1份报表有4行被退回，只有2个问题：表2各产业之和应等于表1；");
    expect(text).toMatch(/第3行　第3列“表号” 2　第4列“类别” 第一产业　.* 【271】　.* 【336】/u);
    expect(text).toMatch(/各行之和　.* 8,191　.* 10,160/u);
    expect(text).toMatch(/应为　.* 8,189 多2　.* 10,158 多2/u);
    expect(text).toMatch(/第6行　.*“求职人数上期结转” 10　.*“求职人数本期新增” 20　.*“求职人数合计” 【31】/u);
    expect(text).toMatch(/人力资源市场职业供求状况表　2026年第1季度　第1号/u);
  });

  it("come with the due date of their report, and so does a file that came back as a whole", async () => {
    deployment.put(
      "inbox/152922/人力资源市场供求_a.csv",
      `${HEADER}\n152922,2026-03,282,133,410\n152922,2026-02,约十人,1,5\n`,
    );
    deployment.put("inbox/152923/人力资源市场供求_a.csv", `${HEADER}\n152923,2026-03,约十人,1,5\n`);
    await deployment.night("2026-04-07");
    const letters = await deployment.rows<{ office: string; text: string }>(
      "SELECT office, body_text AS text FROM letter WHERE kind = 'receipt' AND office <> '152921' ORDER BY office",
    );
    expect(letters.map(({ office }) => office)).toEqual(["152922", "152923"]);
    for (const { text } of letters) expect(text).toContain("放入本单位的收件文件夹（报送期限4月8日，");
  });
});
