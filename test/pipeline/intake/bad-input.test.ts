import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const INSURANCE =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数,基金收入(万元),基金支出(万元),基金累计结余(万元)";
const LAYOFF =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";
const good = (area: string) => `${area},2026-02,5000,40,90,4950,60,12,31.5,20.25,640.5`;
const layoff = (area: string, persons: number, staff: number) =>
  `${area},,否,L1,样例煤业有限公司,,一号矿,2026-03-02,2026-04-02,${persons},${staff},经济性裁员`;

/** Each bad file, what its receipt must say, and how many of its rows may still come in. */
const BAD: {
  name: string;
  file: string;
  content: string | Buffer;
  message: string[];
  state: string;
  accepted: number;
}[] = [
  {
    name: "a truncated file",
    file: "失业保险月报_cut.csv",
    state: "refused",
    accepted: 0,
    content: `${INSURANCE}\n${good("150221")}\n150222,2026-02,50`,
    message: ["第3行中断"],
  },
  {
    name: "a file of another kind under this kind's name",
    file: "失业保险月报_wrong.csv",
    state: "refused",
    accepted: 0,
    content: `${LAYOFF}\n${layoff("150221", 20, 200)}\n`,
    message: ["名属于“失业保险情况表”", "内容却是“企业裁减人员情况报告表”"],
  },
  {
    name: "an unknown area code",
    file: "失业保险月报_area.csv",
    state: "partial",
    accepted: 1,
    content: `${INSURANCE}\n${good("150221")}\n${good("999999")}\n`,
    message: ["第3行", "第1列", "行政区划代码", "999999", "不是行政区划代码或地区名称"],
  },
  {
    name: "an empty file",
    file: "失业保险月报_empty.csv",
    content: "",
    state: "refused",
    accepted: 0,
    message: ["文件为空"],
  },
  {
    name: "only a header",
    file: "失业保险月报_header.csv",
    content: `${INSURANCE}\n`,
    state: "refused",
    accepted: 0,
    message: ["没有数据行", "零报告"],
  },
  {
    name: "text in a number column",
    file: "失业保险月报_text.csv",
    state: "partial",
    accepted: 1,
    content: `${INSURANCE}\n${good("150222")}\n${good("150223").replace(",40,", ",四十,")}\n`,
    message: ["第3行", "第4列", "本期新增参保人数", "四十", "非负整数", "例如 40"],
  },
  {
    name: "a layoff larger than the workforce",
    file: "裁减人员报告_large.csv",
    state: "refused",
    accepted: 0,
    content: `${LAYOFF}\n${layoff("150221", 300, 200)}\n`,
    message: ["第2行", "第10列", "裁减人数大于职工总数", "300"],
  },
  {
    name: "opening, added and removed that do not give the closing stock",
    file: "失业保险月报_e14.csv",
    state: "refused",
    accepted: 0,
    content: `${INSURANCE}\n150206,2026-02,5000,40,90,4960,60,12,31.5,20.25,640.5\n`,
    message: ["期末参保人数应等于", "4960"],
  },
  {
    name: "bytes that are no text in any encoding we know",
    file: "失业保险月报_bytes.csv",
    state: "refused",
    accepted: 0,
    content: Buffer.from([0xff, 0xff, 0xff, 0x2c, 0x31, 0x0a, 0x80, 0x0a]),
    message: ["编码无法识别", "UTF-8", "GB18030"],
  },
  {
    name: "a quotation that never ends",
    file: "失业保险月报_quote.csv",
    state: "refused",
    accepted: 0,
    content: `${INSURANCE}\n"150221,2026-02,5000\n${good("150222")}\n`,
    message: ["第2行的引号没有结束"],
  },
  {
    name: "a row with too many cells",
    file: "失业保险月报_wide.csv",
    state: "partial",
    accepted: 1,
    content: `${INSURANCE}\n${good("150204")},1\n${good("150205")}\n`,
    message: ["第2行", "12个单元格"],
  },
  {
    name: "two rows that contradict each other",
    file: "失业保险月报_twice.csv",
    state: "refused",
    accepted: 0,
    content: `${INSURANCE}\n${good("150207")}\n${good("150207").replace(",12,", ",13,")}\n`,
    message: ["第2行", "第3行", "多行"],
  },
  {
    name: "a name and header of no known kind",
    file: "notes.csv",
    content: "a,b\n1,2\n",
    state: "refused",
    accepted: 0,
    message: ["不属于已知报表"],
  },
];

describe("bad input ends in a receipt that says so", () => {
  const deployment = new SmallDeployment();
  let status = "";

  beforeAll(async () => {
    for (const { file, content } of BAD) deployment.put(`inbox/${file}`, content);
    deployment.put(
      "inbox/150203/失业保险月报_202602.csv",
      `${INSURANCE}\n${good("150203")}\n${good("150202")}\n`,
    );
    deployment.put("inbox/good.失业保险月报.csv", "left alone");
    deployment.put("inbox/失业保险月报_good.csv", `${INSURANCE}\n${good("152921")}\n`);
    await deployment.night("2026-03-09");
    status = await deployment.status();
  });
  afterAll(() => deployment.remove());

  it.each(BAD)("$name", async ({ file, message, state, accepted }) => {
    const [answer] = await deployment.rows<{ state: string; accepted: number }>(
      `SELECT state, accepted FROM submission WHERE file_name = '${file}'`,
    );
    expect(answer).toEqual({ state, accepted });
    const from = status.indexOf(file);
    const block = status.slice(
      from,
      status.indexOf("\n#", from) < 0 ? undefined : status.indexOf("\n#", from),
    );
    for (const words of message) expect(block).toContain(words);
  });

  it("nothing else in the night is disturbed", async () => {
    const [good] = await deployment.rows<{ state: string }>(
      "SELECT state FROM submission WHERE file_name = '失业保险月报_good.csv'",
    );
    expect(good?.state).toBe("accepted");
    const observed = await deployment.rows(
      "SELECT value FROM observation WHERE indicator = 'new-claims' AND area = '152921'",
    );
    expect(observed).toEqual([{ value: 12 }]);
  });

  it("an office may speak for its own area only", () => {
    expect(status).toMatch(
      /150203\/失业保险月报_202602\.csv：部分接收[\s\S]*第3行 第1列“行政区划代码”：“150202”不在报送单位所辖范围内/,
    );
  });

  it("every file left the inbox, and its bytes are kept", async () => {
    const files = await deployment.rows<{ sha256: string; bytes: number }>(
      "SELECT sha256, bytes FROM submission",
    );
    expect(files).toHaveLength(BAD.length + 3);
    for (const { sha256, bytes } of files) {
      expect(readFileSync(join(deployment.dir, "archive", sha256.slice(0, 2), sha256))).toHaveLength(bytes);
    }
  });

  it("refused rows are kept with their cells", async () => {
    const [row] = await deployment.rows<{ cells: string; line: number }>(
      "SELECT cells, line FROM rejected_row JOIN submission ON id = submission WHERE file_name = '失业保险月报_area.csv'",
    );
    expect(row?.line).toBe(3);
    expect(JSON.parse(row!.cells).slice(0, 3)).toEqual(["999999", "2026-02", "5000"]);
  });

  it("the same file again is recognised and not loaded twice", async () => {
    deployment.put("inbox/失业保险月报_again.csv", `${INSURANCE}\n${good("152921")}\n`);
    await deployment.night("2026-03-10");
    const [again] = await deployment.rows<{ state: string; refusal: string }>(
      "SELECT state, refusal FROM submission WHERE file_name = '失业保险月报_again.csv'",
    );
    expect(again?.state).toBe("duplicate");
    expect(
      await deployment.rows("SELECT count(*) AS n FROM fact_social_insurance WHERE area = '152921'"),
    ).toEqual([{ n: 1 }]);
  });
});
