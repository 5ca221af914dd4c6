import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Act } from "../../pipeline/acts/act.ts";
import { main } from "../../pipeline/main.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { StoryDeployment } from "../pipeline/night/story-deployment.ts";

const MINE = "152921";
const HEAD = "乙（示例）";
const OFFICES = [MINE, "152900", "150000"];

/** On a day the table of a month comes in, with its new claims: forty are usual, and the mine's workers come on top. */
const TABLES: Readonly<Record<string, readonly [month: string, claims: number]>> = {
  "2026-03-06": ["2026-02", 42],
  "2026-04-08": ["2026-03", 43],
  "2026-05-11": ["2026-04", 211],
  "2026-06-05": ["2026-05", 241],
  "2026-07-06": ["2026-06", 43],
  "2026-08-06": ["2026-07", 44],
};

type Done = Omit<Act, "at"> & Record<string, unknown>;
const both = (act: (id: string) => Done): Done[] => ["2026-0001", "2026-0002"].map(act);

/** What people do at noon of a day, after the night of the day before. */
const ACTS: Readonly<Record<string, readonly Done[]>> = {
  "2026-03-11": [
    {
      ...{ kind: "told", by: "甲（示例）", case: "2026-0001", to: HEAD },
      ...{ calledAt: "2026-03-11T04:00:00Z", note: "当日下午到矿区核实" },
    },
  ],
  "2026-05-20": [
    { kind: "episode-link", by: HEAD, case: "2026-0002", episode: "2026-E001", note: "名册核对相符" },
  ],
  "2026-08-05": both((id) => ({ kind: "lift", by: HEAD, case: id, note: "已逐人登记" })),
  "2026-08-20": both((id) => ({
    ...{ kind: "close", by: HEAD, case: id, outcome: "confirmed", note: "去向已报告" },
  })),
};

interface Written {
  readonly date: string;
  readonly office: string;
  readonly subject: string;
  readonly text: string;
}

describe("the demo's mine, from its first report to the end", () => {
  const deployment = new StoryDeployment({ waits: "shipped" });
  const mails: string[] = [];
  const changes: string[] = [];
  const printed: string[] = [];
  let written: readonly Written[] = [];
  let confirmed: readonly string[] = [];

  beforeAll(async () => {
    deployment.claims(MINE, "2026-01-31", [41]);
    for (let day = "2026-03-02"; day <= "2026-08-22"; day = addDays(day, 1)) {
      const table = TABLES[day];
      if (table) deployment.month(MINE, ...table);
      if (day === "2026-03-10")
        deployment.report(MINE, day, {
          ...{ persons: 900, staff: 900, closure: true, starts: "2026-04-09", number: "K1" },
          employer: "样例银岭煤业有限公司",
        });
      for (const act of ACTS[day] ?? []) await deployment.act(day, act);
      changes.push(...(await deployment.nights(day)));
      for (const mail of await deployment.mails())
        if (OFFICES.includes(mail.slice(0, 6)) && /阿拉善左旗：|预警变动|蓝色清单/u.test(mail))
          mails.push(`${day.slice(5)} ${mail}`);
    }
    written = await deployment.rows<Written>(
      `SELECT CAST(night.date AS VARCHAR) AS date, office, subject, body_text AS text FROM notice JOIN night ON night.id = notice.night
       UNION ALL SELECT CAST(night.date AS VARCHAR), office, subject, body_text FROM letter JOIN night ON night.id = letter.night
       WHERE letter.id IN (SELECT letter FROM gathered_change) ORDER BY 1, 2, 3`,
    );
    confirmed = await deployment
      .rows<{ person: string }>("SELECT person FROM episode_link WHERE person IS NOT NULL")
      .then((rows) => rows.map(({ person }) => person));
    deployment.close();
    const effects = {
      now: () => new Date("2026-08-23T00:00:00Z"),
      ...{ out: (text: string) => void printed.push(text), err: (text: string) => void printed.push(text) },
    };
    expect(await main(["episode", deployment.dir, "2026-E001"], effects)).toBe(0);
  });
  afterAll(() => deployment.remove());

  it("is one episode of two cases, which end together", () => {
    expect(changes).toEqual([
      "03-10 152921 opened I first-time",
      "05-11 152921 opened IV first-time",
      "06-05 152921 raised I tier-rose",
      // The workers left on 9 April and can claim until the end of May; then thirty nights below every line.
      "06-30 152921 quiet I another-stands",
      "08-04 152921 quiet I lift-proposed",
      "08-04 152921 quiet I lift-proposed",
      "08-05 152921 lifted - by-person",
      "08-05 152921 lifted - by-person",
      "08-20 152921 closed - by-person",
      "08-20 152921 closed - by-person",
    ]);
    expect(confirmed).toEqual([HEAD]);
  });

  it("is told in mails that read as one story", () => {
    expect(mails).toEqual([
      "03-10 150000 duty,head,leadership: 【Ⅰ级红色】阿拉善左旗：企业关闭，涉及900人",
      "03-10 152900 duty,head,leadership: 【Ⅰ级红色】阿拉善左旗：企业关闭，涉及900人",
      "03-10 152921 duty,head,leadership: 【Ⅰ级红色】阿拉善左旗：企业关闭，涉及900人",
      "05-11 150000 duty: 【预警变动】阿拉善左旗新增Ⅳ级蓝色",
      "05-11 152900 duty: 【预警变动】阿拉善左旗新增Ⅳ级蓝色",
      "05-11 152921 duty,head: 【蓝色清单】2026年5月11日：新增1项，解除0项",
      "06-05 150000 duty,head,leadership: 【Ⅰ级红色·上调】阿拉善左旗：领失业金增多，241人",
      "06-05 152900 duty,head,leadership: 【Ⅰ级红色·上调】阿拉善左旗：领失业金增多，241人",
      "06-05 152921 duty,head,leadership: 【Ⅰ级红色·上调】阿拉善左旗：领失业金增多，241人",
      "06-30 150000 duty,head: 【预警变动】2026年6月30日：1项",
      "06-30 152900 duty,head: 【预警变动】2026年6月30日：1项",
      "06-30 152921 duty,head: 【预警变动】2026年6月30日：1项",
      "08-04 152921 duty,head,leadership: 【Ⅰ级红色·待解除】阿拉善左旗：企业裁员",
      "08-04 152921 duty,head,leadership: 【Ⅰ级红色·待解除】阿拉善左旗：领失业金增多",
      "08-04 150000 duty,head: 【预警变动】阿拉善左旗平稳Ⅰ级红色等2项",
      "08-04 152900 duty,head: 【预警变动】阿拉善左旗平稳Ⅰ级红色等2项",
      "08-05 150000 duty,head,leadership: 【解除】阿拉善左旗：企业裁员（原Ⅰ级红色）",
      "08-05 152900 duty,head,leadership: 【解除】阿拉善左旗：企业裁员（原Ⅰ级红色）",
      "08-05 152921 duty,head,leadership: 【解除】阿拉善左旗：企业裁员（原Ⅰ级红色）",
      "08-20 150000 duty,head: 【预警变动】2026年8月20日：2项",
      "08-20 152900 duty,head: 【预警变动】2026年8月20日：2项",
      "08-20 152921 duty,head: 【预警变动】2026年8月20日：2项",
    ]);
  });

  it("bears one title in every mail that names it", () => {
    const titles = written.flatMap(({ text }) =>
      [...text.matchAll(/风险事件：(.*?)（2026-E\d+号/gu)].map(([, title]) => title),
    );
    expect(titles.length).toBeGreaterThan(10);
    expect([...new Set(titles)]).toEqual(["阿拉善左旗单个企业规模裁员（2026年3月起）"]);
  });

  it("says that the claims agree in time and place until a person confirms it", () => {
    const unverified = "时间、地点吻合，原因待核实";
    const naming = (from: string, to: string) =>
      written.filter(({ date, text }) => date >= from && date < to && text.includes("2026-E001"));
    expect(naming("2026-05-11", "2026-05-20").length).toBeGreaterThan(0);
    for (const { text } of naming("2026-05-11", "2026-05-20")) expect(text).toContain(unverified);
    expect(naming("2026-05-20", "2026-09-01").length).toBeGreaterThan(6);
    for (const { text } of naming("2026-05-20", "2026-09-01")) expect(text).not.toContain(unverified);
  });

  it("speaks of no end while a part of it stands, and of the end once, to everyone who was told", () => {
    const before = written.filter(({ date }) => date < "2026-08-05");
    for (const { subject, text } of before) {
      expect(subject).not.toContain("【解除】");
      expect(text).not.toMatch(/已解除|予以解除|　解除$/mu);
    }
    const ends = mails.filter((mail) => mail.includes("【解除】"));
    const people = (mails: readonly string[]) =>
      new Set(
        mails.flatMap((mail) => {
          const [, office, roles] = /^\S+ (\d+) (\S+):/u.exec(mail)!;
          return roles!.split(",").map((role) => `${office} ${role}`);
        }),
      );
    expect(people(ends)).toEqual(people(mails));
    expect(ends).toHaveLength(OFFICES.length);
    for (const { text } of written.filter(({ subject }) => subject.startsWith("【解除】")))
      expect(text).toContain("同一风险的下列预警事项一并解除：阿拉善左旗 2026-0002");
  });

  it("is printed by `fengsui episode` in the order in which it happened", () => {
    const text = printed.join("\n");
    const lines = text.split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "2026-E001号风险事件：阿拉善左旗单个企业规模裁员（2026年3月起）",
      "本风险事件的预警事项：",
      "  2026-0001号 阿拉善左旗 裁员：已办结；首个事项",
      "  2026-0002号 阿拉善左旗 新增领取：已办结；已经人工确认",
    ]);
    const happened = lines.filter((line) => /^2026-\d\d-\d\d/u.test(line));
    expect(happened.map((line) => line.replace(/（第.*$/u, ""))).toEqual([
      "2026-03-10 2026-0001号 新增，未达标准→Ⅰ级红色：首次达到标准",
      "2026-03-11 12:00 电话：甲（示例）就2026-0001号告知乙（示例），当日下午到矿区核实",
      "2026-05-11 2026-0002号 新增，未达标准→Ⅳ级蓝色：首次达到标准",
      "2026-05-20 乙（示例）确认2026-0002号属于风险事件2026-E001，名册核对相符",
      "2026-06-05 2026-0002号 上调，Ⅳ级蓝色→Ⅰ级红色：达到更高一级",
      "2026-06-30 2026-0001号 平稳：未达标准，同一风险事件的其他预警事项仍未解除",
      "2026-08-04 2026-0001号 待解除：已具备解除条件，等待原发布单位解除",
      "2026-08-04 2026-0002号 待解除：已具备解除条件，等待原发布单位解除",
      "2026-08-05 12:00 乙（示例）决定解除2026-0001号",
      "2026-08-05 12:00 乙（示例）决定解除2026-0002号",
      "2026-08-05 2026-0001号 解除，Ⅰ级红色→未达标准：人工核定（乙（示例））",
      "2026-08-05 2026-0002号 解除，Ⅰ级红色→未达标准：人工核定（乙（示例））",
      "2026-08-20 12:00 乙（示例）决定办结2026-0001号：风险属实；去向已报告",
      "2026-08-20 12:00 乙（示例）决定办结2026-0002号：风险属实；去向已报告",
      "2026-08-20 2026-0001号 办结：人工核定（乙（示例））",
      "2026-08-20 2026-0002号 办结：人工核定（乙（示例））",
    ]);
    expect(text).toContain("样例银岭煤业有限公司近30日内报告关闭，涉及职工900人（占100%，职工总数900人）");
    expect(text).toContain("2026年5月新增领取失业保险金241人");
    expect(text).toContain("    与2026-0001号一并告知，见该项");
  });
});
