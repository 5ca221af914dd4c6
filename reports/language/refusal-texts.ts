/** Texts on refused rows (退回原因): what was found, and what is allowed, in both languages. */
export const refusalTexts = {
  zh: {
    "refusal.missing": "{where}：必填项为空（填写示例：{example}）",
    "refusal.not-count": "{where}：“{found}”不是人数；应为不带小数和单位的非负整数，例如 {example}",
    "refusal.not-amount": "{where}：“{found}”不是金额；应为数字，最多四位小数，例如 {example}",
    "refusal.not-date": "{where}：“{found}”不是日期；例如 {example}",
    "refusal.not-period": "{where}：“{found}”不是报告期；例如 {example}",
    "refusal.not-flag": "{where}：“{found}”应为 是 或 否",
    "refusal.not-word": "{where}：“{found}”不在选项内；例如 {example}",
    "refusal.not-text": "{where}：“{found}”不能识别",
    "refusal.not-area": "{where}：“{found}”不是行政区划代码或地区名称；请填写6位行政区划代码",
    "refusal.area-ambiguous":
      "{where}：该名称同时属于多个地区（{found}），无法确定是哪一个；请改填地区代码，或填写能区分的名称",
    "refusal.not-your-area": "{where}：“{found}”不在报送单位所辖范围内",
    "refusal.key-stands-twice":
      "{where}：同一地区和报告期出现多行且内容不同（首次出现：{found}）；只应有一行",
    "refusal.number-stands-twice":
      "{where}：第{found}行的编号相同而内容不同；一份报告只填一行，不同的报告请填不同的编号",
    "refusal.event-stands-twice":
      "{where}：第{found}行为同一企业、同一地点、同一日期的裁员，内容不同；如为两次裁员，请分别填写报告编号或裁减地点；如为一次裁员，请只填一行",
    "refusal.number-shortened":
      "{where}：“{found}”是制表软件缩写的科学计数法，原号码的末几位已丢失；请将该列单元格格式设为“文本”，填写完整号码后重新报送",
    "refusal.does-not-sum": "{where}：明细合计与月报不一致（{found}）",
    "refusal.check": "{where}：{message}（填写值：“{found}”）",
    "refusal.balance": "{where}：{message}（各行之和 ≠ 应有数：{found}）",
    "refusal.too-few-cells": "本行只有{found}个单元格，少于表头",
    "refusal.too-many-cells": "本行有{found}个单元格，多于表头；含逗号的内容应加引号",
    "refusal.stray-quote": "本行引号不成对",
    "refusal.flag-and-figures": "{where}为“是”，却填有{found}；没有发生的请清空，有发生的请将该列改为“否”",
    "refusal.period-not-ended": "{where}：报告期到{found}才结束，收到时尚未结束；请在结束后报送",
    "question.asked": "{where}：{message}？",
    where: "第{position}列“{header}”",
    "refusal.dash": "{where}：“{found}”不表示零；没有发生请填 0，例如 {example}",
    "refusal.personal-data": "{where}：含有个人信息（身份证号、手机号或银行卡号）；请删除后重新报送",
    "refusal.not-the-stated-period": "{where}：与表头所写的报告期（{found}）不一致",
    "refusal.cumulative-falls":
      "{where}：本年累计数小于上期（{found}），请核对；上期有误的，请连同上期一并更正",
    "refusal.cumulative-above-next": "{where}：本年累计数大于已收到的下一期（{found}）；请连同下一期一并更正",
    "refusal.not-this-level": "{where}：“{found}”不属于本表适用的地区级别",
  },
  en: {
    "refusal.missing": "{where}: blank, but required; for example {example}",
    "refusal.not-count":
      "{where}: “{found}” is not a count; a whole number, not negative, without unit, for example {example}",
    "refusal.not-amount":
      "{where}: “{found}” is not an amount; a number with up to four decimals, for example {example}",
    "refusal.not-date": "{where}: “{found}” is not a date; for example {example}",
    "refusal.not-period": "{where}: “{found}” is not a period; for example {example}",
    "refusal.not-flag": "{where}: “{found}” must be yes or no",
    "refusal.not-word": "{where}: “{found}” is not one of the words allowed; for example {example}",
    "refusal.not-text": "{where}: “{found}” cannot be read",
    "refusal.not-area": "{where}: “{found}” is not an area of the register; use a code that stands there",
    "refusal.area-ambiguous":
      "{where}: several areas have this name ({found}), and any may be meant; give the area's code, or a name that only one has",
    "refusal.not-your-area": "{where}: “{found}” lies outside the sender's area",
    "refusal.key-stands-twice":
      "{where}: the same area and period stand in several differing rows (first: {found}); one row only",
    "refusal.number-stands-twice":
      "{where}: lines {found} have the same number and differ; one report is one row, and another report has another number",
    "refusal.event-stands-twice":
      "{where}: lines {found} are layoffs of one enterprise, place and date, and differ; two layoffs need a report number or a site to tell them apart, and one layoff needs one row",
    "refusal.number-shortened":
      "{where}: “{found}” is a number that a spreadsheet program shortened, and its last digits are lost; format the cells as text, enter the whole number and send it again",
    "refusal.does-not-sum": "{where}: the details do not sum to the table ({found})",
    "refusal.check": "{where}: {message} (found “{found}”)",
    "refusal.balance": "{where}: {message} (sum of the rows ≠ what it should be: {found})",
    "refusal.too-few-cells": "the row has {found} cells, fewer than the header",
    "refusal.too-many-cells":
      "the row has {found} cells, more than the header; quote cells that hold the separator",
    "refusal.stray-quote": "a quotation mark is out of place in this row",
    "refusal.flag-and-figures":
      "{where} says yes, but these are filled in: {found}; leave them blank if nothing happened, or say no",
    "refusal.period-not-ended":
      "{where}: the period ends on {found} and had not ended when it was received; send it when it has ended",
    "question.asked": "{where}: {message}?",
    where: "column {position} “{header}”",
    "refusal.dash":
      "{where}: “{found}” does not mean zero; write 0 where nothing happened, for example {example}",
    "refusal.personal-data":
      "{where}: holds personal data (an identity, telephone or card number); remove it and send again",
    "refusal.not-the-stated-period": "{where}: differs from the period in the title ({found})",
    "refusal.cumulative-falls":
      "{where}: counts from the beginning of the year and cannot fall below the period before ({found}); if that one was wrong, correct both together",
    "refusal.cumulative-above-next":
      "{where}: stands above the next period already in ({found}); correct that one together with it",
    "refusal.not-this-level": "{where}: “{found}” is not of the level this report speaks about",
  },
} as const;
