import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explain } from "../../pipeline/commands/look/explain.ts";
import { main } from "../../pipeline/main.ts";
import { openDeployment } from "../../pipeline/night/open-deployment.ts";
import type { MailContent } from "../../reports/documents/content.ts";
import { endsOf, firstScreenHolds, hasChromium, WIDTH } from "../reports/documents/boxes.ts";
import { figuresHeldAgainst, nextTiersHeldAgainst } from "./explained-figures.ts";
import { readBack, retitled, sentNotices } from "./notice-figures.ts";
import { byAddress, namesAstray, outboxMails, unheard, wordFaults } from "./outbox-mails.ts";

/** The demo's first ten weeks: long enough for the mine to close and three levels of government to be notified. */
const UNTIL = "2026-03-13";

describe("the demo", () => {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-demo-"));
  const printed: string[] = [];
  const outbox = join(folder, "demo", "outbox");
  const effects = {
    now: () => new Date("2026-11-23T00:00:00Z"),
    out: (text: string) => void printed.push(text),
    err: () => undefined,
  };

  beforeAll(async () => {
    expect(await main(["demo", join(folder, "demo"), "--to", UNTIL], effects)).toBe(0);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds the planted shocks at their place and tier, in their time, and names none missed", () => {
    const report = printed.join("\n");
    expect(report).toContain("✓ 阿拉善左旗一家煤矿关闭：阿拉善左旗裁员于2026-03-11达到Ⅰ级（红色）");
    expect(report).toContain("✓ 通辽市参保人数持续缓慢减少：通辽市参保人数于2026-01-01达到Ⅳ级（蓝色）");
    expect(report).not.toContain("✗");
  });

  it("leaves the red notice of the mine, a daily letter and a receipt with refused rows in every format, and names them", () => {
    const files = readdirSync(join(folder, "demo", "documents"));
    for (const name of ["red", "daily", "receipt"])
      for (const format of ["html", "txt", "docx", "pdf", "xlsx"])
        expect(files).toContain(`${name}.${format}`);
    expect(printed.join("\n")).toMatch(/Ⅰ级预警提示：\S+red（html, txt, docx, pdf, xlsx）/);
    expect(printed.join("\n")).toContain("更正：演示期间没有");
  });

  it("raises no false alarm at II or I, and at most one at III a month", () => {
    const tally = /其余预警事项中：Ⅰ级(\d+)个，Ⅱ级(\d+)个，Ⅲ级\d+个（每月最多(\d+)个）/.exec(
      printed.join("\n"),
    )!;
    expect(tally.slice(1, 3)).toEqual(["0", "0"]);
    expect(Number(tally[3])).toBeLessThanOrEqual(1);
  });

  it("tells banner, league and region of the mine, with leadership, in mails that open in Chinese", async () => {
    const day = join(outbox, "2026-03-11");
    const mails = await Promise.all(
      readdirSync(day).map((name) => simpleParser(readFileSync(join(day, name)))),
    );
    const red = mails.filter((mail) =>
      mail.subject?.startsWith("【Ⅰ级红色】阿拉善左旗：企业关闭，涉及900人"),
    );
    const recipients = red.map((mail) => (Array.isArray(mail.to) ? "" : mail.to?.text)).sort();
    expect(recipients).toHaveLength(9);
    for (const office of ["152921", "152900", "150000"])
      expect(recipients).toContain(`leadership.${office}@fengsui.example.org`);
    expect(red[0]!.text).toContain("近30日内报告关闭，涉及职工900人（占100%，职工总数900人）");
    for (const label of [
      "预警类别：",
      "预警级别：",
      "警示事项：",
      "起始时间：",
      "可能影响的范围：",
      "应当采取的措施：",
      "发布单位和发布时间：",
      "报告期：",
      "达到的标准：",
      "数据完整性：",
      "使用说明：",
      "标准来源：",
      "执行标准：",
    ]) {
      expect(red[0]!.text).toContain(label);
    }
    expect(red[0]!.html).toContain("样例银岭煤业有限公司");
  });

  it("explains every open case with the night's figures; what the next tier needs reaches it, one unit less does not", async () => {
    const opened = await openDeployment(join(folder, "demo"));
    const areas = await opened.warehouse.rows<{ area: string }>(
      "SELECT DISTINCT area FROM case_state WHERE state IN ('open', 'quiet') ORDER BY area",
    );
    const differing: string[] = [];
    let [figures, tiers] = [0, 0];
    for (const { area } of areas) {
      const explanation = await explain(opened, { area }, effects);
      const held = await figuresHeldAgainst(opened, explanation);
      const next = await nextTiersHeldAgainst(opened, explanation);
      differing.push(...held.differing, ...next.differing);
      figures += held.compared;
      tiers += next.compared;
    }
    opened.close();
    expect(differing).toEqual([]);
    expect(figures).toBeGreaterThan(500);
    expect(tiers).toBeGreaterThan(20);
  }, 120_000);

  it("prints the warehouse's figures in every notice, each under its name; a case keeps its title", async () => {
    const opened = await openDeployment(join(folder, "demo"));
    const notices = await sentNotices(opened.warehouse);
    const { differing, compared } = await readBack(opened.warehouse, notices);
    opened.close();
    expect(differing).toEqual([]);
    expect(compared["single-layoff"]).toBeGreaterThan(30);
    expect(compared["new-claims-surge"]).toBeGreaterThan(5);
    for (const { kind, body } of notices) if (kind === "lifted") expect(body).not.toContain("未报告");
    expect(retitled(notices)).toEqual([]);
  }, 60_000);

  it("sends mails that a telephone shows whole, and notices whose first screen says what matters (skipped without Chromium)", async ({
    skip,
  }) => {
    if (!hasChromium) skip();
    const opened = await openDeployment(join(folder, "demo"));
    const mails = await opened.warehouse.rows<{ id: string; html: string; content: string }>(
      `SELECT id, body_html AS html, CAST(content AS VARCHAR) AS content FROM notice
       UNION ALL SELECT id, body_html, CAST(content AS VARCHAR) FROM letter`,
    );
    opened.close();
    const ends = endsOf(mails.map(({ html }) => html));
    for (const [at, { id, html, content }] of mails.entries()) {
      const { band, language } = JSON.parse(content) as MailContent;
      expect(ends[at]!.wide, id).toBe(WIDTH);
      expect(Buffer.byteLength(html), id).toBeLessThan(60_000);
      if (band && band.style !== "over") firstScreenHolds(ends[at]!, band.headline, language);
    }
    expect(mails.length).toBeGreaterThan(100);
  }, 120_000);

  it("plays what people do: the region's duty officer calls the head of the mine's banner in the night", () => {
    expect(printed.join("\n")).toMatch(/2026-03-12 00:20 人工操作：.*自治区人社厅值班员甲（示例）/u);
    expect(printed.join("\n")).not.toContain("人工操作未被接受");
  });

  it("answers the law's items in every notice, fills in every text, and names an enterprise to nobody without a duty", async () => {
    const mails = await outboxMails(outbox);
    expect(mails.length).toBeGreaterThan(300);
    expect(mails.flatMap(wordFaults)).toEqual([]);
    const opened = await openDeployment(join(folder, "demo"));
    expect(await namesAstray(opened, mails)).toEqual([]);
    expect(await unheard(opened, mails)).toEqual([]);
    opened.close();
    const named = mails.filter(({ text }) => text.includes("样例银岭煤业有限公司"));
    expect(named.length).toBeGreaterThan(8);
    const heads = [...byAddress(mails)].filter(([to]) => to.startsWith("head.")).flatMap(([, of]) => of);
    for (const { subject } of heads)
      expect(subject).toMatch(/^【([ⅠⅡⅢ]级|解除|更正|蓝色清单|预警变动|催报)/u);
  }, 120_000);

  it("an earlier demo is replaced, anything else is not", async () => {
    const errors: string[] = [];
    expect(await main(["demo", folder], { ...effects, err: (text) => void errors.push(text) })).toBe(2);
    expect(errors.join()).toContain("is not an earlier demo");
  });
});
