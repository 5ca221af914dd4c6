import ExcelJS from "exceljs";
import { requestOf } from "../../../pipeline/commands/setup/template.ts";
import { templateName, templateWorkbook } from "../../../pipeline/commands/setup/template-workbook.ts";
import type { SmallDeployment } from "../../small-deployment.ts";

/** Report kinds with the office and period of a template, and the cells that a clerk fills in, by header. */
export const FILLED = {
  recruitment: ["150102", "2026-02", { 需求人数: 282, 求职人数: 133, 网络招聘新增职位数: 410 }],
  "social-insurance": [
    "150102",
    "2026-02",
    {
      ...{ 期初参保人数: 5000, 本期新增参保人数: 40, 本期减少参保人数: 90, 期末参保人数: 4950 },
      ...{
        期末领取失业保险金人数: 60,
        本期新增领取人数: 12,
        "基金收入(万元)": 31.5,
        "基金支出(万元)": 20.25,
      },
      "基金累计结余(万元)": 640.5,
    },
  ],
  "employment-statistics": [
    "150102",
    "2026-02",
    {
      ...{
        新增就业口径: "来源口径",
        城镇新增就业人数: 660,
        失业人员再就业人数: 210,
        就业困难人员就业人数: 90,
      },
      ...{ 农牧民转移就业人次: 1240, 期末登记失业人数: 385 },
    },
  ],
  "layoff-report": [
    "150102",
    "2026-02",
    {
      ...{
        行政区划代码: "150102",
        报送月份: "2026-02",
        零报告: "否",
        报告编号: "000017",
        企业名称: "样例煤业有限公司",
      },
      ...{ 报告日期: "2026-02-20", 拟裁减日期: "2026-03-20", 裁减人数: 120, 职工总数: 900 },
    },
  ],
  "insurance-employer": [
    "150102",
    "2026-02",
    {
      ...{
        行政区划代码: "150102",
        报告期: "2026-02",
        统一社会信用代码: "91350200MA2YJ1XR9G",
        单位名称: "样例公司",
      },
      期末参保人数: 4950,
    },
  ],
  "enterprise-panel": [
    "150102",
    "2026-02",
    {
      ...{
        行政区划代码: "150102",
        报告期: "2026-02",
        统一社会信用代码: "91350200MA2YJ1XR9G",
        企业名称: "样例公司",
      },
      ...{ 基期就业人数: 320, 基期口径: "其他", 调查期就业人数: 320 },
    },
  ],
  "supply-demand": [
    "150100",
    "2025-12",
    {
      行政区划代码: "150100",
      报告期: "2025-12",
      表号: 1,
      类别: "全部",
      需求人数合计: 282,
      求职人数合计: 133,
    },
  ],
  "labour-disputes": [
    "150102",
    "2026-02",
    {
      ...{ 行政区划代码: "150102", 报告期: "2026-02", 受理劳动争议件数: 4, 劳动争议涉及人数: 9 },
      ...{ 拖欠工资案件数: 2, 拖欠工资涉及人数: 11 },
    },
  ],
  "official-series": ["150000", "2026-02", { 发布日期: "2026-03-09", 城镇调查失业率: 5.3 }],
} as const satisfies Readonly<
  Record<string, readonly [string, string, Readonly<Record<string, string | number>>]>
>;

/** Write the template of a report kind and fill in its first row. */
export async function filledTemplate(
  deployment: SmallDeployment,
  kind: keyof typeof FILLED,
): Promise<{ readonly office: string; readonly name: string; readonly bytes: Buffer }> {
  const [office, period, cells] = FILLED[kind];
  const request = await requestOf(
    await deployment.open(),
    { office, kind, period },
    "2026-03-11T00:00:00.000Z",
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await templateWorkbook(request)) as never);
  const form = book.worksheets[0]!;
  let header = 1;
  while (form.getRow(header).getCell(1).text !== "行政区划代码") header++;
  for (const [title, value] of Object.entries(cells)) {
    const at = (form.getRow(header).values as unknown[]).indexOf(title);
    if (at < 1) throw new Error(`the template of ${kind} has no column ${title}`);
    form.getRow(header + 2).getCell(at).value = value;
  }
  return { office, name: templateName(request), bytes: Buffer.from(await book.xlsx.writeBuffer()) };
}
