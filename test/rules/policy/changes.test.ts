import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPolicyFile } from "../../../pipeline/deployment/policy-file.ts";
import { type Problem, problemLine } from "../../../pipeline/deployment/problems.ts";
import { isTextKey } from "../../../reports/language/bilingual.ts";
import { changeText } from "../../../reports/views/policy/change-text.ts";
import { policyChanges } from "../../../rules/policy/changes.ts";
import { policyKeys } from "../../../rules/policy/policy-schema.ts";
import { ruleSettingsSchema } from "../../../rules/policy/rule-schema.ts";

const RIGHT = readFileSync(join(import.meta.dirname, "right.yaml"), "utf8");

function policyIn(text: string) {
  const problems: Problem[] = [];
  const read = readPolicyFile(text, "policy.yaml", problems);
  expect(problems.map((problem) => problemLine(problem).en)).toEqual([]);
  return read!.policies.versions[0]!;
}

/** The changes from the right policy to an edit of it, in words. */
function changed(from: string, to: string, language: "zh-CN" | "en"): string[] {
  const text = RIGHT.replace(from, to);
  expect(text).not.toBe(RIGHT);
  const words = { language, levelName: (level: string) => `<${level}>` };
  return policyChanges(policyIn(RIGHT), policyIn(text)).map((change) => changeText(change, words));
}

const JOBS = "III: [{ ratio: { below: 0.9 }";
const CASES: readonly (readonly [name: string, from: string, to: string, zh: string[], en: string[]])[] = [
  [
    "a line",
    "III: [{ persons: 50 }",
    "III: [{ persons: 60 }",
    ["单个企业规模裁员 Ⅲ级：裁减人数（人） 50 → 60"],
    ["One enterprise lays off many III: workers affected 50 → 60"],
  ],
  [
    "a line downwards",
    JOBS,
    JOBS.replace("0.9", "0.85"),
    ["求人倍率偏低 Ⅲ级：求人倍率 < 0.9 → < 0.85"],
    ["Too few posts for the seekers III: posts per seeker < 0.9 → < 0.85"],
  ],
  [
    "a condition more",
    "II: [{ persons: 200 }]",
    "II: [{ persons: 200 }, { share: 60, persons: 100 }]",
    ["单个企业规模裁员 Ⅱ级：条件 新增 占职工总数比例（%） ≥ 60，裁减人数（人） ≥ 100"],
    ["One enterprise lays off many II: condition added: share of staff (%) ≥ 60, workers affected ≥ 100"],
  ],
  [
    "a tier that went",
    "      I: [{ persons: 300, staff: 600 }, { closed: 600 }]\n",
    "",
    [
      "单个企业规模裁员 Ⅰ级：条件 删去 裁减人数（人） ≥ 300，职工总数（人） ≥ 600",
      "单个企业规模裁员 Ⅰ级：条件 删去 关闭破产涉及人数（人） ≥ 600",
    ],
    [
      "One enterprise lays off many I: condition removed: workers affected ≥ 300, staff ≥ 600",
      "One enterprise lays off many I: condition removed: workers of a closure ≥ 600",
    ],
  ],
  [
    "a dwell",
    "II: 2 }\n    exit",
    "II: 3 }\n    exit",
    ["新增领取失业保险金人数上升 Ⅱ级：连续期数 连续2期 → 连续3期"],
    ["New claims far above earlier years II: periods before it is taken 2 in a row → 3 in a row"],
  ],
  [
    "a dwell among more",
    "of: 3 }",
    "of: 4 }",
    ["新增领取失业保险金人数上升 Ⅲ级：连续期数 最近3期中2期 → 最近4期中2期"],
    ["New claims far above earlier years III: periods before it is taken 2 of the last 3 → 2 of the last 4"],
  ],
  [
    "a hold",
    "III: 14 }",
    "III: 21 }",
    ["新增领取失业保险金人数上升 Ⅲ级：保持日数 14 → 21"],
    ["New claims far above earlier years III: days held 14 → 21"],
  ],
  [
    "an exit",
    "{ change: 45, count: 36 }",
    "{ change: 40, count: 36 }",
    ["新增领取失业保险金人数上升 Ⅲ级：退出标准 比往年参照值增幅（%） 45 → 40"],
    ["New claims far above earlier years III: exit rise on the base of earlier years (%) 45 → 40"],
  ],
  [
    "a floor",
    "floor: { persons: 5 }",
    "floor: { persons: 8 }",
    ["单个企业规模裁员：下限 裁减人数（人） 5 → 8"],
    ["One enterprise lays off many: floor workers affected 5 → 8"],
  ],
  [
    "a parameter",
    "years: 3",
    "years: 5",
    ["新增领取失业保险金人数上升：参数 years 3 → 5"],
    ["New claims far above earlier years: parameter years 3 → 5"],
  ],
  [
    "a role",
    "    role: corroborating\n",
    "",
    ["网络招聘新增职位减少：作用 佐证 → 主规则"],
    ["Online postings fall: role corroborating → primary"],
  ],
  [
    "a level's line",
    "change: 60, count: 50",
    "change: 70, count: 50",
    ["新增领取失业保险金人数上升（<banner>） Ⅳ级：比往年参照值增幅（%） 60 → 70"],
    ["New claims far above earlier years (<banner>) IV: rise on the base of earlier years (%) 60 → 70"],
  ],
  ["the trial", "trial: true\n", "", ["试行 是 → 否"], ["trial yes → no"]],
  [
    "days",
    "liftAfterDays: 30",
    "liftAfterDays: 60",
    ["解除等待日数 30 → 60"],
    ["days before a case is lifted 30 → 60"],
  ],
  [
    "the combination",
    "upTo: II }",
    "upTo: III }",
    ["一致时最高升至 Ⅱ级 → Ⅲ级"],
    ["agreement raises at most to II → III"],
  ],
  [
    "mails that wait",
    "tiers: [IV, III]",
    "tiers: [IV]",
    ["等待汇总的变化 删去 下调 Ⅲ级"],
    ["changes that wait removed: lowered III"],
  ],
  [
    "their day",
    "on: monday",
    "on: friday",
    ["汇总告知日 周一 → 周五"],
    ["gathered changes are told on Mondays → on Fridays"],
  ],
  [
    "a budget",
    "II: 0.01 }",
    "II: 0.02 }",
    ["虚警预算：<banner> Ⅱ级 0.01 → 0.02"],
    ["false-warning budget: <banner> II 0.01 → 0.02"],
  ],
  [
    "a mute",
    "until: 2026-03-10",
    "until: 2026-03-12",
    [
      "静默 删去 2026-03-01 至 2026-03-10，152921，单个企业规模裁员，起草人甲：系统切换",
      "静默 新增 2026-03-01 至 2026-03-12，152921，单个企业规模裁员，起草人甲：系统切换",
    ],
    [
      "mute removed: 2026-03-01 to 2026-03-10, 152921, One enterprise lays off many, 起草人甲: 系统切换",
      "mute added: 2026-03-01 to 2026-03-12, 152921, One enterprise lays off many, 起草人甲: 系统切换",
    ],
  ],
  [
    "a rule that went",
    RIGHT.slice(RIGHT.indexOf("  jobs-shortage:"), RIGHT.indexOf("  postings-fall:")),
    "",
    ["求人倍率偏低：停用规则"],
    ["Too few posts for the seekers: rule removed"],
  ],
];

describe("what changed between two versions, in words", () => {
  it.each(CASES)("%s", (_, from, to, zh, en) => {
    expect(changed(from, to, "zh-CN")).toEqual(zh);
    expect(changed(from, to, "en")).toEqual(en);
  });

  it("a rule that came is named with all that it says", () => {
    const without = RIGHT.replace(RIGHT.slice(RIGHT.indexOf("  postings-fall:")), "");
    const words = { language: "en", levelName: (level: string) => level } as const;
    expect(
      policyChanges(policyIn(without), policyIn(RIGHT)).map((change) => changeText(change, words)),
    ).toEqual([
      "Online postings fall: rule added",
      "Online postings fall: source of the lines added: trial",
      "Online postings fall: role added: corroborating",
      "Online postings fall: highest tier added: IV",
      "Online postings fall IV: condition added: fall on a year earlier (%) ≥ 20, postings a year earlier ≥ 100",
    ]);
  });

  it("has a word for every key of a version and of a rule", () => {
    const inParts = [
      "combination",
      "episodes",
      "mail",
      "neighbours",
      "smallCells",
      "rules",
      "lines",
      "levels",
    ];
    const keys = [...Object.keys(policyKeys.shape), ...Object.keys(ruleSettingsSchema.shape)];
    const bare = keys.filter((key) => !inParts.includes(key) && !isTextKey(`policy.key.${key}`));
    expect(bare).toEqual([]);
    const parts = Object.entries({
      combination: ["families", "upTo"],
      episodes: ["follows", "parentShare", "claimsMonths", "reopenDays", "liftedByPolicy"],
      mail: ["on", "wait", "signOfLife", "blueList"],
      neighbours: ["tiers"],
      smallCells: ["firms", "share", "p"],
    });
    for (const [key, names] of parts)
      for (const name of names) expect(isTextKey(`policy.key.${key}.${name}`), name).toBe(true);
  });

  it("nothing, where conditions only change places", () =>
    expect(
      changed(
        "[{ persons: 20 }, { share: 10, persons: 10 }]",
        "[{ persons: 10, share: 10 }, { persons: 20 }]",
        "en",
      ),
    ).toEqual([]));

  it("two conditions on the same quantities are named whole", () => {
    const from = RIGHT.replace(
      "II: [{ persons: 200 }]",
      "II: [{ persons: 200, staff: 300 }, { persons: 150, staff: 400 }]",
    );
    const to = from
      .replace("persons: 150, staff: 400", "persons: 140, staff: 400")
      .replace("persons: 200, staff: 300", "persons: 210, staff: 300");
    const paths = policyChanges(policyIn(from), policyIn(to));
    expect(paths.filter(({ before }) => before !== null)).toHaveLength(2);
    expect(paths.filter(({ after }) => after !== null)).toHaveLength(2);
  });
});
