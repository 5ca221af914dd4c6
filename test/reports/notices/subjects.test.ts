import { describe, expect, test } from "vitest";
import { Directory } from "../../../reports/delivery/directory.ts";
import { catalogues, type Language, translate } from "../../../reports/language/index.ts";
import { changeLine, presentStateHead } from "../../../reports/notices/change-line.ts";
import { gatheredLetter } from "../../../reports/notices/gathered-letter.ts";
import { plainNotice } from "../../../reports/notices/plain-notice.ts";
import { subjectOf } from "../../../reports/notices/subjects.ts";
import { STEPS } from "../../../reports/reminders/decide.ts";
import { reminderSubject } from "../../../reports/reminders/reminder-subject.ts";
import type { CaseChange, CaseEvent } from "../../../rules/cases/case-event.ts";
import { rules } from "../../../rules/definitions/index.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { event } from "../event-of.ts";

/** Twelve characters: longer than any area's name. */
const LONGEST = "莫力达瓦达斡尔族自治旗区";
const AREA = { code: "150722", name: LONGEST, level: "banner", parent: null, reportsTo: null };
const OFFICE = { id: "150722", area: "150722", name: `${LONGEST}人社局`, contacts: [] };
const SETTING = {
  language: "zh-CN" as Language,
  policy: shippedPolicy,
  directory: new Directory([AREA], [OFFICE]),
};
const CHANGES: Readonly<Record<CaseChange, readonly Partial<CaseEvent>[]>> = {
  opened: [{ tierFrom: null }],
  raised: [{ tierFrom: "IV" }],
  lowered: [{ tierFrom: "I" }, { tierFrom: "I", facts: { ...event().facts, before: { persons: 1200 } } }],
  held: [{}],
  quiet: [{ tierTo: null }, { tierTo: null, reason: "lift-proposed" }],
  reopened: [{ tierFrom: null }],
  moved: [{}],
  merged: [{}],
  corrected: [{}, { tierFrom: null, tierTo: null }],
  lifted: [
    { tierTo: null },
    { tierTo: null, facts: { ...event().facts, before: { persons: 1200 } } },
    { tierTo: null, drill: true },
  ],
  closed: [{ tierTo: null }],
};
const TIERS: readonly Tier[] = ["I", "II", "III", "IV"];
const changesOf = (rule: string) =>
  (Object.entries(CHANGES) as [CaseChange, readonly Partial<CaseEvent>[]][]).flatMap(([kind, more]) =>
    more.flatMap((differs) =>
      TIERS.map((tier) =>
        event({ area: AREA.code, rule, kind, tierFrom: tier, tierTo: tier, caseId: "2026-0020", ...differs }),
      ),
    ),
  );

describe("a subject", () => {
  test.each(rules)(
    "of $id fits a telephone, whatever changed, in the area with the longest name",
    ({ id }) => {
      const rule = rules.find((candidate) => candidate.id === id)!;
      for (const change of [
        ...changesOf(id),
        event({ area: AREA.code, rule: id, kind: "opened", drill: true }),
      ]) {
        const subject = subjectOf(change, SETTING);
        expect([...subject].length, subject).toBeLessThanOrEqual(30);
        expect(subject).not.toMatch(/…|\{|undefined|甲矿业/u);
        // Area and risk are never what is left out.
        expect(subject).toContain(LONGEST);
        expect(subject).toContain(rule.brief.zh);
        const english = subjectOf(change, { ...SETTING, language: "en" });
        expect([...english].length, english).toBeLessThanOrEqual(78);
        expect(english).not.toMatch(/…|\{/u);
        const line = changeLine(change, SETTING);
        expect([...line].length, line).toBeLessThanOrEqual(60);
        expect(line).not.toMatch(/…|\{|undefined|甲矿业/u);
        expect(line).toContain(translate("zh-CN", `change.${change.kind}`));
      }
    },
  );

  const closure = event({
    ...{ area: AREA.code, kind: "opened", tierFrom: null, tierTo: "I", caseId: "2026-0020" },
    facts: {
      ...event().facts,
      values: { ...event().facts.values, persons: 900, closed: 1 },
      shown: { ...event().facts.shown!, value: 900 },
    },
  });
  const at = (name: string) => ({ ...SETTING, directory: new Directory([{ ...AREA, name }], [OFFICE]) });

  test("leaves out the case first, then the figure", () => {
    expect(subjectOf(closure, at("甲旗"))).toBe("【Ⅰ级红色】甲旗：企业关闭，涉及900人");
    expect(subjectOf(closure, at("阿拉善左旗"))).toBe("【Ⅰ级红色】阿拉善左旗：企业关闭，涉及900人");
    expect(subjectOf(closure, at(LONGEST))).toBe("【Ⅰ级红色】莫力达瓦达斡尔族自治旗区：企业关闭，涉及900人");
    const raised = { ...closure, kind: "raised", tierFrom: "IV" } as const;
    expect(subjectOf(raised, at(LONGEST))).toBe("【Ⅰ级红色·上调】莫力达瓦达斡尔族自治旗区：企业关闭");
    const without = { ...closure, facts: { ...closure.facts, shown: undefined } } as unknown as CaseEvent;
    expect(subjectOf(without, at("甲旗"))).toBe("【Ⅰ级红色】甲旗：企业关闭（2026-0020）");
  });

  test("can be acted on after twenty characters: tier, change, area and what", () => {
    const first = [...subjectOf(closure, at("阿拉善左旗"))].slice(0, 20).join("");
    expect(first).toBe("【Ⅰ级红色】阿拉善左旗：企业关闭，涉及9");
  });

  test("of a plain notice, a letter of several and every reminder fits too", () => {
    const plain = plainNotice(event({ area: AREA.code }), { office: OFFICE }, SETTING).subject;
    const many = Array.from({ length: 1200 }, () => ({
      event: event({ kind: "opened", tierTo: "IV", area: AREA.code }),
      seesEnterprises: false,
    }));
    const list = gatheredLetter({ changes: many, duties: [] }, OFFICE, "2026-12-31", SETTING).subject;
    const report = "人力资源市场职业供求状况季报";
    const reminders = [...STEPS, "below" as const].flatMap((step) =>
      [1, 12].map((count) =>
        reminderSubject({ step, report, period: "2026年第1季度", count, days: 120 }, "zh-CN"),
      ),
    );
    for (const subject of [plain, list, ...reminders]) {
      expect([...subject].length, subject).toBeLessThanOrEqual(30);
      expect(subject).not.toMatch(/…|\{/u);
    }
    expect(
      reminderSubject(
        { step: "urged", report: "失业保险月报", period: "2026年2月", count: 1, days: 3 },
        "zh-CN",
      ),
    ).toBe("【催报】失业保险月报（2026年2月）逾期3日，请尽快报送");
  });

  /** Values as long as they become: dates, an area's name, counts of three digits. */
  const LONG: Readonly<Record<string, string>> = {
    ...{ date: "2026-12-31", by: "07:00", area: LONGEST, tier: "Ⅰ级（红色）" },
    ...{ subject: "【回执】部分接收10份，退回10份，请更正", what: "12项数据" },
  };
  test.each(
    (Object.keys(catalogues["zh-CN"]) as (keyof (typeof catalogues)["zh-CN"])[]).filter((key) =>
      /^(?:receipt|question|finding|plan|operations|silence|mail-test)\.subject/u.test(key),
    ),
  )("%s fits with the longest values", (key) => {
    const values = new Proxy(LONG, {
      get: (known, name: string) => known[name] ?? "12",
      has: () => true,
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: "12" }),
    });
    const subject = translate("zh-CN", key, values);
    expect([...subject].length, subject).toBeLessThanOrEqual(30);
  });
});

describe("a change in one line", () => {
  const lowered = event({
    ...{ area: AREA.code, kind: "lowered", tierFrom: "II", tierTo: "III", caseId: "2026-0020" },
  });
  test("holds tier, area, what, the change, since when, and the case", () => {
    const story = { episode: null, openInArea: [], opened: "2026-03-01" };
    const setting = { ...SETTING, directory: new Directory([{ ...AREA, name: "甲一旗" }], [OFFICE]) };
    expect(changeLine(lowered, setting, story)).toBe(
      "Ⅲ级黄色 甲一旗 企业裁员，涉及210人：下调（原Ⅱ级橙色），3月1日起（2026-0020）",
    );
    expect(changeLine({ ...lowered, kind: "lifted", tierTo: null }, setting)).toBe(
      "原Ⅱ级橙色 甲一旗 企业裁员：解除（2026-0020）",
    );
    expect(changeLine(lowered, { ...setting, language: "en" })).toBe(
      "III yellow 甲一旗, layoffs at an enterprise, 210 persons: lowered (was II orange) (2026-0020)",
    );
  });

  test("the head for a mended address tells the present state, or that it is over", () => {
    expect(presentStateHead(lowered, SETTING)).toContain("目前情况（截至2026年3月11日，Ⅲ级（黄色））");
    expect(presentStateHead({ ...lowered, kind: "lifted", tierTo: null }, SETTING)).toContain(
      "已于2026年3月11日解除",
    );
  });
});
