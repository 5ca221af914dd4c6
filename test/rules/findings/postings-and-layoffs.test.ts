import { afterEach, beforeEach, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { monthsFrom } from "./insurance-banner.ts";

const RECRUITMENT = "行政区划代码,报告期,需求人数,求职人数,网络招聘新增职位数";
const LAYOFFS =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

let deployment: SmallDeployment;
beforeEach(async () => {
  deployment = new SmallDeployment();
  const months = monthsFrom("2025-01", "2026-05");
  const rows = months.map((period, at) => `150203,${period},${700 + at},500,${2000 + at}`);
  const nil = months.map((period) => `150203,${period},是,,,,,,,,,`);
  deployment.put("inbox/150203/人力资源市场供求_往年.csv", `${RECRUITMENT}\n${rows.join("\n")}\n`);
  deployment.put("inbox/150203/裁减人员报告_往年.csv", `${LAYOFFS}\n${nil.join("\n")}\n`);
  await deployment.night("2026-05-20");
});
afterEach(() => deployment.remove());

/** The findings of a May with so many postings, after a layoff of so many persons. */
async function found(postings: number, persons: number): Promise<string[]> {
  deployment.put(
    "inbox/150203/裁减人员报告.csv",
    `${LAYOFFS}\n150203,,,L1,样例北辰冶金有限公司,,,2026-05-22,2026-06-25,${persons},900,其他\n`,
  );
  deployment.put("inbox/150203/人力资源市场供求.csv", `${RECRUITMENT}\n150203,2026-05,700,500,${postings}\n`);
  await deployment.night("2026-06-10");
  const rows = await deployment.rows<{ text: string }>(
    "SELECT concat_ws(' ', kind, area, CAST(period AS VARCHAR)) AS text FROM finding ORDER BY id",
  );
  return rows.map(({ text }) => text);
}

it("postings at half of last year's while layoffs are reported: the office is asked, its superiors have a copy", async () => {
  expect(await found(1000, 80)).toEqual(["postings-fall-as-layoffs-rise 150203 2026-05-31"]);
  const letters = await deployment.rows<{ id: string; body_text: string }>(
    "SELECT DISTINCT part AS id, body_text FROM letter_part JOIN letter ON letter.id = letter WHERE about IN ('finding', 'question') ORDER BY 1",
  );
  expect(letters.map(({ id }) => id.replace(/-\d+-/, " "))).toEqual([
    "finding 150000",
    "finding 150200",
    "question 150203",
  ]);
  expect(letters.at(-1)!.body_text).toContain("两者不一致不等于漏统");
});

it("fewer postings without layoffs, and layoffs with as many postings, are no reason to ask", async () => {
  expect(await found(1000, 30)).toEqual([]);
  expect(await found(1900, 80)).toEqual([]);
});
