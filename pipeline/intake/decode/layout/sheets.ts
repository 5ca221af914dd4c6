/** Names of worksheets that are no report: drafts, what was withdrawn, samples, instructions. */
const DRAFTS =
  /底稿|草稿|初稿|作废|废止|停用|旧表|旧版|旧数据|备份|样表|示例|样例|范例|填表说明|填报说明|填写说明|勿填|不报|(?:^|[^a-z])(?:draft|sample|example|backup|obsolete|old)(?:$|[^a-z])/iu;
/** Names of worksheets that sum up others of the workbook. */
const SUMMARIES = /汇总|合并表|总表|(?:^|[^a-z])(?:summary|total)(?:$|[^a-z])/iu;

/** Whether a worksheet is passed over by its name: a draft or sample, or a word of the mapping's list. */
export const isDraftSheet = (name: string, words: readonly string[]): boolean =>
  DRAFTS.test(name) || words.some((word) => name.includes(word));

/** Whether a worksheet sums up others by its name; it is passed over where another one is a report. */
export const isSummarySheet = (name: string): boolean => SUMMARIES.test(name);
