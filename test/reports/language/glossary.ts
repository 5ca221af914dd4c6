/** A word that is refused, with the one that is used instead, and where it is right all the same. */
export interface RefusedWord {
  readonly word: RegExp;
  readonly use: string;
  /** Keys or files in which it is right, each with why. */
  readonly right?: Readonly<Record<string, string>>;
}

/** The glossary of the Chinese texts: one word for each meaning. */
export const REFUSED_WORDS: readonly RefusedWord[] = [
  { word: /预警通知|预警通报/u, use: "预警提示" },
  { word: /[份封旧]通知|通知[0-9{]?[份封]|的通知|发通知|[⑦=] 通知/u, use: "预警提示（电话通知等动词除外）" },
  { word: /抄报/u, use: "抄送" },
  { word: /新发(?!送|布)/u, use: "新增" },
  { word: /特别重大|级 (?:红|橙|黄|蓝)色/u, use: "Ⅰ级（红色）" },
  { word: /预警等级|风险等级|^等级$/u, use: "预警级别" },
  {
    word: /级别?(?:由.{1,20})?升级为|升至[ⅠⅡⅢⅣ]|(?<!系统|版本)升级(?!到|后|系统|前)|降级|降至[ⅠⅡⅢⅣ]|解除风险/u,
    use: "上调、下调、解除预警",
  },
  { word: /预警线|触发标准|阈值|法定标准/u, use: "预警标准" },
  { word: /未?触发(?!器)/u, use: "达到、未达到" },
  { word: /旗区|区县/u, use: "旗县" },
  { word: /上报(?!率)/u, use: "报送（报表）、报告（情况）" },
  { word: /催办/u, use: "催报（报表）、督办（处置）" },
  { word: /报送义务/u, use: "报送任务" },
  { word: /完整率/u, use: "上报率" },
  { word: /缺报|还差\d/u, use: "未报" },
  { word: /重报(?!送)|更正报送/u, use: "更正后重新报送" },
  { word: /统计期(?!间)/u, use: "报告期" },
  { word: /以此时所知|获知/u, use: "数据截止时间、收到时间" },
  { word: /上年同月|去年同[月期]/u, use: "上年同期" },
  { word: /暂定值/u, use: "初步数" },
  { word: /(?<!单个企业)规模裁员/u, use: "裁员" },
  { word: /减员/u, use: "减少" },
  { word: /(?<!领取失业保险金)新增领取人数|失业保险金新增领取/u, use: "新增领取失业保险金人数" },
  { word: /支撑月数|可支撑/u, use: "备付月数" },
  { word: /收支差/u, use: "收支结余" },
  { word: /漏报|误报/u, use: "漏警、虚警" },
  { word: /夜间作业|一夜/u, use: "夜间处理" },
  { word: /数列/u, use: "时间序列" },
  { word: /照抄|估报|据实统计|与常理不符/u, use: "不责备的问法" },
  { word: /长期未报/u, use: "经催报仍未报送" },
];
