import { describe, expect, it } from "vitest";
import { parseTarget } from "../../../rules/targets/parse-target.ts";

/** Targets as the plans print them (Alxa 专栏1 and 专栏2 with chapter 2, the region's papers, Tongren 专栏1), and as others might. */
const PRINTED = [
  ["〔15000〕", "reach", 15_000, { sum: true }],
  [">〔12500〕", "more-than", 12_500, { sum: true }],
  ["＞〔12500〕", "more-than", 12_500, { sum: true }],
  ["12500人以上", "at-least", 12_500, {}],
  ["12,500人以上", "at-least", 12_500, {}],
  ["4以内", "at-most", 4, {}],
  ["5以内", "at-most", 5, {}],
  ["6左右", "about", 6, {}],
  ["5左右", "about", 5, {}],
  ["5.5%左右", "about", 5.5, {}],
  ["控制在5.5%左右", "about", 5.5, {}],
  ["约23", "about", 23, {}],
  ["65", "reach", 65, {}],
  [">90", "more-than", 90, {}],
  ["<4", "less-than", 4, {}],
  ["≤4.5%", "at-most", 4.5, {}],
  ["控制在4.5%以内", "at-most", 4.5, {}],
  ["不超过5", "at-most", 5, {}],
  ["≥52", "at-least", 52, {}],
  ["≥22万", "at-least", 220_000, {}],
  ["≥1200", "at-least", 1200, {}],
  ["不低于50%", "at-least", 50, {}],
  ["超过1.5万人次", "more-than", 15_000, {}],
  ["=0", "equal", 0, {}],
  ["动态清零", "equal", 0, {}],
  ["5-6", "between", 5, { upTo: 6 }],
  ["5—6", "between", 5, { upTo: 6 }],
  ["5%至6%之间", "between", 5, { upTo: 6 }],
  ["42.8*", "reach", 42.8, { mark: "*" }],
  ["〔2155〕＊", "reach", 2155, { sum: true, mark: "*" }],
  ["23.74", "reach", 23.74, {}],
  ["10 400", "reach", 10_400, {}],
  ["稳步提高", "text", null, {}],
  ["达到自治区要求", "text", null, {}],
  ["——", "none", null, {}],
  ["-", "none", null, {}],
] as const;

describe("parseTarget", () => {
  it.each(PRINTED)("%s is %s %s", (printed, form, value, more) => {
    expect(parseTarget(printed)).toEqual({ form, value, upTo: null, sum: false, mark: null, ...more });
  });

  // A figure that cannot be read must not pass for words.
  it.each([">〔12500", "12500〕", "≥5以内", "5左右6", "4-", "3.2 / 42.8", "1,2500", ""])(
    "“%s” cannot be read",
    (printed) => {
      expect(parseTarget(printed)).toBeNull();
    },
  );
});
