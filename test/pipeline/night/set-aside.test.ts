import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { MeasureFailed } from "../../../pipeline/night/measure.ts";
import type { OpenDeployment } from "../../../pipeline/night/open-deployment.ts";
import { SetAsideList } from "../../../pipeline/night/set-aside-list.ts";
import { summaryOf } from "../../../pipeline/night/summary.ts";
import { withoutFailing } from "../../../pipeline/night/without-failing.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { catalogues } from "../../../reports/language/index.ts";
import type { EventRule } from "../../../rules/definitions/define.ts";
import { singleLayoff } from "../../../rules/definitions/single-layoff.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import { SmallDeployment } from "../../small-deployment.ts";

const AREA = "152921";
const LAYOFFS = "行政区划代码,报告编号,企业名称,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数";
const MARKET = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";

const undo: (() => void)[] = [];
const deployments: SmallDeployment[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const restore of undo.splice(0)) restore();
  for (const deployment of deployments.splice(0)) deployment.remove();
});

function make(options?: { reminders: boolean }): SmallDeployment {
  const deployment = new SmallDeployment("inner-mongolia", options);
  deployments.push(deployment);
  return deployment;
}
const layoff = (deployment: SmallDeployment, name: string, row: string) =>
  deployment.put(`inbox/${AREA}/裁减人员报告_${name}.csv`, `${LAYOFFS}\n${AREA},${row}\n`);

/** Let the SQL of an indicator be another until the test ends. */
function poison(id: string, sql: string): () => void {
  const indicator = indicatorById(id)! as { sql?: string };
  indicator.sql = sql;
  const restore = () => void delete indicator.sql;
  undo.push(restore);
  return restore;
}
/** Let a text of the catalogue throw until the test ends. */
function breakText(key: TextKey): void {
  const texts = catalogues["zh-CN"] as Record<string, string>;
  const text = texts[key]!;
  Object.defineProperty(texts, key, {
    configurable: true,
    enumerable: true,
    get: () => {
      throw new Error("poisoned text");
    },
  });
  undo.push(() => Object.defineProperty(texts, key, { value: text, enumerable: true, writable: true }));
}

describe("a rule that throws", () => {
  it("is set aside and named; its case stays open, the other rules are judged, and the next night judges it again", async () => {
    const deployment = make();
    layoff(deployment, "1", "L1,样例煤业,一号矿,2026-03-10,2026-04-09,900,900");
    await deployment.night("2026-03-11");
    const rule: EventRule = singleLayoff;
    vi.spyOn(rule, "measure").mockImplementation(() => {
      throw new TypeError("poisoned rule");
    });
    layoff(deployment, "2", "L2,样例纸业,,2026-03-11,2026-04-10,60,900");
    const night = await deployment.night("2026-03-12");
    expect(night.events).toEqual([]);
    expect(night.record.counts.setAside).toEqual([
      { kind: "rule", id: "single-layoff", cause: "poisoned rule", count: expect.any(Number) },
    ]);
    expect(await summaryOf(await deployment.open(), night)).toMatch(
      /搁置下列内容[\s\S]*规则 单个企业规模裁员 \(single-layoff\)：在\d+处执行出错.*poisoned rule/,
    );
    const outcomes = await deployment.rows(
      `SELECT DISTINCT outcome, reason FROM verdict WHERE rule = 'single-layoff' AND date = '2026-03-12' AND occasion IS NULL`,
    );
    expect(outcomes).toEqual([{ outcome: "not-judged", reason: "rule-failed" }]);
    const [others] = await deployment.rows<{ failed: number; all: number }>(
      "SELECT count(*) FILTER (reason = 'rule-failed') AS failed, count(*) AS all FROM verdict WHERE rule <> 'single-layoff' AND date = '2026-03-12'",
    );
    expect(others!.failed).toBe(0);
    expect(others!.all).toBeGreaterThan(100);
    vi.restoreAllMocks();
    const next = await deployment.night("2026-03-13");
    expect(next.record.counts.setAside).toBeUndefined();
    const fired = await deployment.rows(
      "SELECT tier FROM verdict WHERE rule = 'single-layoff' AND date = '2026-03-13' AND area = '152921' AND occasion IS NULL",
    );
    expect(fired).toEqual([{ tier: "I" }]);
  });

  it("the same night again tries again, and is done when nothing fails", async () => {
    const deployment = make();
    layoff(deployment, "1", "L1,样例煤业,一号矿,2026-03-10,2026-04-09,900,900");
    const rule: EventRule = singleLayoff;
    vi.spyOn(rule, "measure").mockImplementation(() => {
      throw new TypeError("poisoned rule");
    });
    expect((await deployment.night("2026-03-11")).events).toEqual([]);
    vi.restoreAllMocks();
    const again = await deployment.night("2026-03-11");
    expect([again.repeated, again.events.map(({ tierTo }) => tierTo)]).toEqual([false, ["I"]]);
    expect((await deployment.night("2026-03-11")).repeated).toBe(true);
  });
});

describe("an indicator whose SQL fails", () => {
  const REPORTED: readonly (readonly [string, (deployment: SmallDeployment) => void])[] = [
    ["2026-03-10", (to) => layoff(to, "0", "L0,样例煤业,一号矿,2026-03-09,2026-04-09,120,900")],
    ["2026-03-11", (to) => market(to, "202601", "2026-01,300,200,100")],
    ["2026-03-12", (to) => layoff(to, "1", "L1,样例纸业,,2026-03-11,2026-04-10,60,900")],
    ["2026-03-13", (to) => market(to, "202602", "2026-02,280,210,90")],
    ["2026-03-14", () => undefined],
  ];
  const market = (to: SmallDeployment, month: string, row: string) =>
    to.put(`inbox/${AREA}/人力资源市场供求_${month}.csv`, `${MARKET}\n${AREA},${row}\n`);
  const figures = (of: SmallDeployment) =>
    of.rows<{ indicator: string; period: string }>(
      `SELECT indicator, area, period_kind, period, numerator, denominator, value, parts_in, parts_expected, coverage
       FROM observation_now ORDER BY ALL`,
    );
  let undisturbed: Awaited<ReturnType<typeof figures>>;
  beforeAll(async () => {
    const deployment = make();
    for (const [date, report] of REPORTED) {
      report(deployment);
      await deployment.night(date);
    }
    undisturbed = await figures(deployment);
    const count = (id: string) => undisturbed.filter(({ indicator }) => indicator === id).length;
    expect([count("jobs-to-seekers"), count("layoff-persons")]).toEqual([6, 15]);
  });

  it.each([
    ["does not bind", "jobs-to-seekers", "SELECT nothing FROM nowhere"],
    [
      "fails on a value",
      "jobs-to-seekers",
      "SELECT area, period_kind, period, CAST('x' || demand AS INTEGER) AS numerator, seekers AS denominator, true AS complete FROM current_recruitment",
    ],
    [
      "fails on a window of days",
      "layoff-persons",
      "SELECT area, 'rolling-30-days' AS period_kind, date AS period, CAST(area || 'x' AS INTEGER) AS numerator, 1 AS denominator, true AS complete FROM layoff_place, night_date",
    ],
  ])(
    "%s: it is set aside, the others are computed, and it catches up all that it missed",
    async (_, id, sql) => {
      const deployment = make();
      const [first, ...rest] = REPORTED;
      first![1](deployment);
      await deployment.night(first![0]);
      const restore = poison(id, sql);
      for (const [date, report] of rest.slice(0, -1)) {
        report(deployment);
        const { record } = await deployment.night(date);
        const before = { asOf: expect.any(String), submission: 1, register: expect.any(String) };
        expect(record.counts.setAside).toMatchObject([{ kind: "indicator", id, since: before }]);
        expect(record.counts.setAside![0]!.since!.nights.at(-1)!.date).toBe(date);
      }
      const apart = (all: typeof undisturbed) =>
        all.filter(({ indicator, period }) => indicator !== id && period < "2026-03-14");
      expect(apart(await figures(deployment)), "the others are what they would be").toEqual(
        apart(undisturbed),
      );
      restore();
      const last = await deployment.night("2026-03-14");
      expect(last.record.counts.setAside).toBeUndefined();
      expect(await figures(deployment)).toEqual(undisturbed);
    },
  );

  it("the rules that read it are not judged with that reason, in no area quiet, and it is named", async () => {
    const deployment = make();
    const logged: string[] = [];
    const opened = await deployment.open();
    vi.spyOn(opened, "log").mockImplementation((text) => void logged.push(text));
    for (const [date, report] of REPORTED.slice(0, 2)) {
      report(deployment);
      if (date === "2026-03-11") poison("jobs-to-seekers", "SELECT nothing FROM nowhere");
      const night = await deployment.night(date);
      if (date === "2026-03-11")
        expect(await summaryOf(opened, night)).toContain("(jobs-to-seekers)：未能计算");
    }
    const verdicts = await deployment.rows(
      "SELECT DISTINCT outcome, reason FROM verdict WHERE rule = 'jobs-shortage' AND date = '2026-03-11'",
    );
    expect(verdicts).toEqual([{ outcome: "not-judged", reason: "indicator-failed" }]);
    expect(logged.join("\n")).toContain("jobs-to-seekers");
  });

  it("the machine's trouble is not put on an indicator", async () => {
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const opened = {} as OpenDeployment;
    const judged = withoutFailing(
      opened,
      { date: "2026-03-11", asOf: "", now: "", publish: false },
      { id: 1, before: null, due: { statements: {} }, known: {} as never, aside: new SetAsideList() },
      () => Promise.reject(new MeasureFailed(full)),
    );
    await expect(judged).rejects.toBe(full);
  });
});

describe("a text that throws", () => {
  /** Two nights with a Ⅰ red, an Ⅳ for the list, a finding, receipts and reminders. */
  async function nights(): Promise<SmallDeployment> {
    const deployment = make({ reminders: true });
    layoff(deployment, "1", "L1,样例煤业,一号矿,2026-03-10,2026-04-09,900,900");
    layoff(deployment, "2", ",样例煤业,一号矿,2026-03-10,2026-04-09,880,900");
    deployment.put(
      "inbox/150102/裁减人员报告_3.csv",
      `${LAYOFFS}\n150102,L3,样例纸业,,2026-03-10,2026-04-09,25,900\n`,
    );
    await deployment.night("2026-03-10");
    await deployment.night("2026-04-07");
    return deployment;
  }
  const letters = (of: SmallDeployment) =>
    of.rows<{ id: string; kind: string; body_text: string; recipients: number }>(
      `SELECT outgoing.id, split_part(outgoing.id, '-', 1) AS kind, body_text, count(*) AS recipients
       FROM outgoing JOIN delivery ON delivery.notice = outgoing.id WHERE state = 'sent' GROUP BY ALL ORDER BY ALL`,
    );
  let whole: Awaited<ReturnType<typeof letters>>;
  beforeAll(async () => {
    whole = await letters(await nights());
  });

  it.each<[TextKey, string, string, RegExp]>([
    [
      "notice.heading",
      "notice single-layoff",
      "2026",
      /Ⅰ级（红色） 阿拉善左旗：单个企业规模裁员，新增（2026-0001，2026-03-10）[\s\S]*简式/,
    ],
    ["receipt.heading", "receipts", "receipt", /简式/],
    [
      "reminder.heading",
      "reminder",
      "reminder",
      /简式[\s\S]*[a-z-]+ 2026-0\d-\d\d \d{6,9} 2026-0\d-\d\d (before-due|overdue|urged|escalated)/,
    ],
    ["finding.heading", "finding", "finding", /简式[\s\S]*疑点1号 阿拉善左旗 probable-amendment/],
    ["digest.heading", "digest", "digest", /简式[\s\S]*预警变动/],
    ["notice.blue-heading", "changes", "changes", /简式[\s\S]*Ⅳ级（蓝色） 新城区/],
  ])(
    "%s: what it should say goes out in plain form to the same people, and is named",
    async (key, id, kind, form) => {
      breakText(key);
      const deployment = await nights();
      const named = await deployment.rows<{ kind: string; id: string }>(
        `SELECT DISTINCT found.kind, found.id FROM (
           SELECT unnest(from_json(counts->'setAside', '[{"kind": "VARCHAR", "id": "VARCHAR"}]')) AS found FROM night)`,
      );
      expect(named).toContainEqual({ kind: "template", id });
      const plain = await letters(deployment);
      const to = (all: typeof plain) => all.map((letter) => [letter.id, letter.recipients]);
      expect(to(plain)).toEqual(to(whole));
      const changed = plain.filter((letter, at) => letter.body_text !== whole[at]!.body_text);
      expect(changed.length).toBeGreaterThan(0);
      // A section in the plain form stands in daily letters too.
      const kinds = new Set(changed.map((letter) => letter.kind).filter((each) => each !== "digest"));
      expect(kinds).toEqual(new Set(kind === "digest" ? [] : [kind]));
      for (const { body_text } of changed) expect(body_text).toMatch(form);
    },
  );

  it("of a receipt's file leaves its letter whole", async () => {
    breakText("receipt.line");
    const deployment = await nights();
    expect(await letters(deployment)).toEqual(whole);
    const folder = join(deployment.dir, "receipts/152921");
    const [first] = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    expect(readFileSync(join(folder, first!), "utf8")).toMatch(
      /第\d+号 \d{6}\/裁减人员报告_\d\.csv：接收，接收1行/u,
    );
  });
});
