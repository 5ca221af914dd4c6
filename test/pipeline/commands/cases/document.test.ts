import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../pipeline/main.ts";
import { wordsOfDocx } from "../../../reports/documents/readers.ts";
import { SmallDeployment } from "../../../small-deployment.ts";
import { keepTwoLeagues } from "../../night/two-leagues.ts";

const REPORT = `行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型
152921,,否,L1,样例不外传建材有限公司,,,2026-03-10,2026-04-20,250,900,经济性裁员
`;

let deployment: SmallDeployment;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fengsui-test-"));
  deployment = new SmallDeployment("inner-mongolia");
  keepTwoLeagues(deployment);
  await deployment.night("2026-03-09");
  deployment.put("inbox/152921/裁减人员报告_1.csv", REPORT);
  await deployment.night("2026-03-11");
  deployment.close();
});
afterAll(() => {
  deployment.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Call the command; its exit code and what it says. */
async function document(...args: string[]) {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const code = await main(["document", deployment.dir, ...args], {
    now: () => new Date("2026-03-12T08:00:00Z"),
    out: say,
    err: say,
  });
  return { code, said: said.join("\n") };
}

describe("fengsui document", () => {
  it("writes the last notice of a case, as the office of its area reads it, in every format", async () => {
    const to = join(folder, "all");
    const { code } = await document("2026-0001", "--to", to);
    expect(code).toBe(0);
    expect(readdirSync(to).sort()).toEqual(
      ["docx", "html", "pdf", "txt", "xlsx"].map((format) => `2026-0001-1-152921.${format}`),
    );
    expect(readFileSync(join(to, "2026-0001-1-152921.pdf"), "latin1")).toMatch(/^%PDF-1\.7/);
    // The page holds its pictures in itself.
    const page = readFileSync(join(to, "2026-0001-1-152921.html"), "utf8");
    expect(page).toContain('src="data:image/png;base64,');
    expect(page).not.toContain('src="cid:');
  });

  it("writes what another office read, without the names that it may not read", async () => {
    const to = join(folder, "region");
    await document("2026-0001", "--office", "150000", "--format", "txt", "--to", to);
    expect(readdirSync(to)).toEqual(["2026-0001-1-150000.txt"]);
  });

  it("names in Word who gets a copy and what is annexed", async () => {
    const to = join(folder, "official");
    await document(
      "2026-0001",
      "--format",
      "docx",
      "--copies",
      "自治区人社厅",
      "--annex",
      "数据表",
      "--to",
      to,
    );
    const { paragraphs } = await wordsOfDocx(readFileSync(join(to, "2026-0001-1-152921.docx")));
    expect(paragraphs.join("\n")).toMatch(/附件：数据表[\s\S]*抄送：自治区人社厅/);
  });

  it("adds a text in Mongolian that a person wrote", async () => {
    const to = join(folder, "mongolian");
    const file = join(folder, "mongolian.txt");
    writeFileSync(file, "ᠮᠣᠩᠭᠣᠯ\n");
    await document("2026-0001", "--format", "docx", "--mongolian", file, "--to", to);
    const { paragraphs } = await wordsOfDocx(readFileSync(join(to, "2026-0001-1-152921.docx")));
    expect(paragraphs).toContain("ᠮᠣᠩᠭᠣᠯ");
  });

  it.each([
    [["2026-0099"], /“2026-0099” has no such notice/],
    [["2026-0001", "--change", "7"], /“2026-0001” has no such notice/],
    [["2026-0001", "--format", "odt"], /no format “odt”; there are: html, txt, docx, pdf, xlsx/],
    [["2026-0001", "--mongolian", "/absent.txt"], /--mongolian \/absent\.txt: there is no such file/],
  ] as const)("refuses %j and says what there is", async (args, message) => {
    const { code, said } = await document(...args, "--to", join(folder, "refused"));
    expect(code).not.toBe(0);
    expect(said).toMatch(message);
  });
});
