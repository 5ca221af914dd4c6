import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  catalogues,
  dateText,
  fill,
  numberText,
  periodText,
  translate,
} from "../../../reports/language/index.ts";
import { fileRefusalText, reasonText } from "../../../reports/receipts/receipt-text.ts";

const ROOT = join(import.meta.dirname, "../../..");
const zh: Readonly<Record<string, string>> = catalogues["zh-CN"];
const en: Readonly<Record<string, string>> = catalogues.en;
const placeholders = (text: string | undefined) =>
  [...new Set([...(text ?? "").matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

/** The source of every file of a folder, one text. */
function sourceOf(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"))
    .join("\n");
}
const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1]!)),
];

/** Placeholders that one language may leave out: a date is spelt from the same parts in different ways. */
const SPELT: Readonly<Record<string, true>> = { date: true, "date-short": true, "period.month": true };

test("both languages have the same keys", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test.each(Object.keys(zh).filter((key) => !SPELT[key]))(
  "%s fills the same places in both languages",
  (key) => {
    expect(placeholders(en[key])).toEqual(placeholders(zh[key]));
  },
);

test("no text is empty but the own office's foot", () => {
  const empty = Object.entries({ ...zh, ...en }).filter(([, text]) => text.trim() === "");
  expect(empty.map(([key]) => key)).toEqual(["notice.audience-own"]);
});

test("no English text holds a Chinese letter", () => {
  for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
});

describe("every code that the rooms write has its text", () => {
  const rules = sourceOf("rules");
  const intake = sourceOf("pipeline/intake") + sourceOf("warehouse/load") + sourceOf("warehouse");
  const readings = ["count", "amount", "date", "period", "flag", "word", "text", "area"];
  const codes = {
    reason: [
      ...found(rules, /notJudged\(\s*"([a-z-]+)"/g),
      ...found(rules, /notJudged: "([a-z-]+)"/g),
      ...found(rules, /"(no-report|coverage-below-floor|no-statement|rule-failed|indicator-failed)"/g),
    ],
    refusal: [
      ...found(intake, /'((?:missing|not-[a-z-]+|key-stands-twice|does-not-sum))\|/g),
      ...found(intake, /"(too-few-cells|too-many-cells|stray-quote)"/g),
      ...readings.map((as) => `not-${as}`),
    ],
    file: [
      ...found(intake, /remark\(\s*"([a-z0-9-]+)"/g),
      ...found(sourceOf("pipeline/intake/decode"), /code: "([a-z0-9-]+)"/g),
      ...found(intake, /"(no-row-accepted)"/g),
    ],
  };

  test.each(Object.entries(codes))("%s", (family, used) => {
    expect(used.length).toBeGreaterThan(3);
    const known = Object.keys(zh).flatMap((key) =>
      key.startsWith(`${family}.`) ? [key.slice(family.length + 1)] : [],
    );
    expect(used.filter((code) => !known.includes(code))).toEqual([]);
  });

  test("and no text of a reason is left over", () => {
    const known = Object.keys(zh).flatMap((key) => (key.startsWith("reason.") ? [key.slice(7)] : []));
    expect(known.filter((code) => !codes.reason.includes(code))).toEqual([]);
  });
});

describe("filling", () => {
  test("a name without a filling stays visible; a filling is not filled again", () => {
    expect(fill("{a} of {b}", { a: "{b}" })).toBe("{b} of {b}");
    expect(fill("{a}", { a: 0 })).toBe("0");
  });

  test.each([
    { kind: "month", zh: "2026年3月", en: "2026-03" },
    { kind: "quarter", zh: "2026年第1季度", en: "2026 Q1" },
    { kind: "year", zh: "2026年", en: "2026" },
    { kind: "week", zh: "截至2026年3月31日的一周", en: "week ending 2026-03-31" },
    { kind: "day", zh: "2026年3月31日", en: "2026-03-31" },
    { kind: "rolling-30-days", zh: "截至2026年3月31日的30日", en: "thirty days to 2026-03-31" },
  ] as const)("a $kind in words", ({ kind, ...words }) => {
    expect(periodText("2026-03-31", kind, "zh-CN")).toBe(words.zh);
    expect(periodText("2026-03-31", kind, "en")).toBe(words.en);
  });

  test("days and figures", () => {
    expect([dateText("2026-03-09", "zh-CN"), dateText("2026-03-09", "en")]).toEqual([
      "2026年3月9日",
      "2026-03-09",
    ]);
    expect(numberText(1234567.891, "zh-CN")).toBe("1,234,567.89");
    expect(numberText(2.1258, "en")).toBe("2.13");
  });

  test("level and colour stand together", () => {
    expect(translate("zh-CN", "tier.II")).toBe("Ⅱ级（橙色）");
    expect(translate("en", "tier.II")).toBe("II (orange)");
  });
});

describe("receipts in words", () => {
  const where = { header: "裁减人数", position: 5, example: "120" };
  test("a cell says where, what was found and what is allowed", () => {
    const text = reasonText({ code: "not-count", column: "workers_affected", found: "约50", where }, "zh-CN");
    expect(text).toContain("第5列“裁减人数”");
    expect(text).toContain("“约50”");
    expect(text).toContain("120");
    expect(text).not.toMatch(/[{}]/);
  });

  test("a check says its own message in the reader's language", () => {
    const message = { zh: "裁减人数大于职工总数", en: "more workers affected than employed" };
    const reason = {
      code: "check:not-more-than-all",
      column: "workers_affected",
      found: "900",
      where: { ...where, message },
    };
    expect(reasonText(reason, "en")).toContain("more workers affected than employed");
    expect(reasonText(reason, "zh-CN")).toContain("裁减人数大于职工总数");
  });

  test("tables that do not balance say both figures", () => {
    const message = { zh: "表2各产业之和应等于表1", en: "the sectors of table 2 must sum to table 1" };
    const reason = {
      code: "balance:sectors",
      column: "demand",
      found: "99 ≠ 100",
      where: { ...where, message },
    };
    expect(reasonText(reason, "zh-CN")).toBe(
      "第5列“裁减人数”：表2各产业之和应等于表1（各行之和 ≠ 应有数：99 ≠ 100）",
    );
    expect(reasonText(reason, "en")).toContain("must sum to table 1");
  });

  test("a refused file names what is missing, as a list", () => {
    const refusal = { code: "missing-columns", details: { missing: ["甲", "乙"], found: ["丙"] } };
    expect(fileRefusalText(refusal, "zh-CN")).toBe("缺少必需的列：甲、乙；文件的表头为：丙");
  });
});
