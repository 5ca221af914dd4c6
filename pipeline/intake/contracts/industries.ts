/**
 * Sections of GB/T 4754-2017 (国民经济行业门类) by letter, each with its names in older tables.
 *
 * Names of older editions that combine several present sections (交通运输、仓储及邮电通信业) are not included: a deployment's mapping assigns such
 * rows.
 */
export const INDUSTRIES = {
  A: ["农、林、牧、渔业", "农林牧渔业", "农、林、牧、渔"],
  B: ["采矿业", "采掘业"],
  C: ["制造业"],
  D: [
    "电力、热力、燃气及水生产和供应业",
    "电力、热力、燃气及水的生产和供应业",
    "电力、燃气及水的生产和供应业",
    "电力、煤气及水的生产和供应业",
  ],
  E: ["建筑业"],
  F: ["批发和零售业", "批发和零售贸易业"],
  G: ["交通运输、仓储和邮政业"],
  H: ["住宿和餐饮业"],
  I: ["信息传输、软件和信息技术服务业", "信息传输、计算机服务和软件业"],
  J: ["金融业", "金融、保险业", "金融保险业"],
  K: ["房地产业"],
  L: ["租赁和商务服务业"],
  M: ["科学研究和技术服务业", "科学研究、技术服务和地质勘查业"],
  N: ["水利、环境和公共设施管理业"],
  O: ["居民服务、修理和其他服务业", "居民服务和其他服务业"],
  P: ["教育"],
  Q: ["卫生和社会工作", "卫生、社会保障和社会福利业"],
  R: ["文化、体育和娱乐业"],
  S: ["公共管理、社会保障和社会组织", "公共管理和社会组织"],
  T: ["国际组织"],
} as const;

/** Sections of the secondary sector (第二产业): mining, manufacturing, utilities, construction. */
export const SECONDARY = ["B", "C", "D", "E"] as const;
