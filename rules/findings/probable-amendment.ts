import { nearDuplicates } from "../../warehouse/review/near-duplicates.ts";
import { defineFinding } from "./define.ts";

/** A layoff report sent again without its number, with other figures: one layoff that would count twice (疑似重复报告). */
export const probableAmendment = defineFinding({
  id: "probable-amendment",
  title: {
    zh: "两份裁员报告相近，前一份是否由后一份更正待核",
    en: "A layoff report that probably amends an earlier one",
  },
  message: {
    zh: "第{submission}号报送第{line}行（{receivedOn}，{workers}人）与第{earlier}号报送第{earlierLine}行（{earlierReceivedOn}，{earlierWorkers}人）为同一企业，日期或人数相近",
    en: "line {line} of submission {submission} ({receivedOn}, {workers} workers) and line {earlierLine} of submission {earlier} ({earlierReceivedOn}, {earlierWorkers} workers) are of one enterprise, alike in date or size",
  },
  question: {
    zh: "后一份是否更正前一份？属更正的，答复“后一份更正前一份”，前一份不再计入；属两次裁减的，答复“两份各自独立”，两份均计入",
    en: "Does the later report amend the earlier? If so, the earlier no longer counts; if they are two layoffs, both do",
  },
  limitations: {
    zh: "一家企业可在同一时期分批裁员；答复之前两份都计入",
    en: "An enterprise may lay off in several lots at one time; both count until this is answered",
  },
  basis: "企业名称或统一社会信用代码相同，报告日期相差不超过10日，日期相同或人数相差不超过两成",
  looksAt: "new",
  reads: ["layoff-report"],

  async find(warehouse, request) {
    const pairs = await nearDuplicates(warehouse, request);
    return pairs.map(({ area, eventKey, earlierKey, earlierNo, ...evidence }) => ({
      key: `${area} ${eventKey} ${earlierKey}`,
      area,
      contract: "layoff-report",
      period: null,
      pValue: null,
      evidence: { ...evidence, number: earlierNo, eventKey, earlierKey },
    }));
  },
});
