import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprint } from "../../../pipeline/intake/archive.ts";
import { isDelimitedText } from "../../../pipeline/intake/decode/decode.ts";
import { LIMITS, type Limits } from "../../../pipeline/intake/decode/limits.ts";
import { arrivalKey } from "../../../pipeline/intake/intake-run.ts";
import { takeIn, takeInFiles } from "../../../pipeline/intake/take-in.ts";
import { settingFor } from "../../../pipeline/night/intake.ts";
import { creditCheckCharacter } from "../../../pipeline/simulate/credit-code.ts";
import { answersOfArrivals } from "../../../warehouse/load/submission.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { table } from "./corpus/case.ts";
import { ENCODINGS } from "./corpus/cases/encodings.ts";
import { LAYOUT } from "./corpus/cases/layout.ts";
import { arrivalOf } from "./corpus/corpus.ts";
import { gb18030 } from "./corpus/gb18030.ts";
import { addUp } from "./corpus/receipts.ts";

const RECEIVED = "2026-03-09T00:00:00.000Z";
/** Every delimited text is treated as too large for memory. */
const IN_BLOCKS: Limits = { ...LIMITS, heldBytes: 0 };

async function take(small: SmallDeployment, path: string, bytes: Buffer | string, limits: Limits) {
  const deployment = await small.open();
  small.put(`inbox/${path}`, bytes);
  const folder = dirname(path) === "." ? null : dirname(path);
  const file = { path: join(small.dir, "inbox", path), name: basename(path), folder };
  return takeIn(deployment.warehouse, file, settingFor(deployment, file, RECEIVED, false), limits);
}

const KEPT = `SELECT submission.* EXCLUDE (id), rejected.rows FROM submission
  LEFT JOIN (SELECT submission, list({'line': line, 'cells': cells, 'reasons': reasons} ORDER BY line) AS rows FROM rejected_row GROUP BY ALL) AS rejected
    ON rejected.submission = submission.id ORDER BY id`;
const FACTS = ["social_insurance", "insurance_employer", "recruitment", "layoff_report"];

describe("files of odd encoding and layout, read in blocks", () => {
  const [held, streamed] = [new SmallDeployment(), new SmallDeployment()];
  const texts = [...ENCODINGS, ...LAYOUT]
    .map(({ defect }) => ({ defect, ...arrivalOf(defect) }))
    .filter(({ path, bytes }) => isDelimitedText(bytes, path));
  beforeAll(async () => {
    for (const { path, bytes } of texts) {
      await take(held, path, bytes, LIMITS);
      await take(streamed, path, bytes, IN_BLOCKS);
    }
  }, 120_000);
  afterAll(() => {
    held.remove();
    streamed.remove();
  });

  it("is answered as when it is held, file by file", async () => {
    expect(texts.length).toBeGreaterThan(30);
    const [whole, blocks] = [await held.rows<object>(KEPT), await streamed.rows<object>(KEPT)];
    for (const [at, answer] of whole.entries()) expect(blocks[at], JSON.stringify(answer)).toEqual(answer);
    expect(blocks).toHaveLength(whole.length);
  });

  it.each(FACTS)("gives the same %s", async (name) => {
    const facts = `SELECT * EXCLUDE (submission) FROM fact_${name} ORDER BY ALL`;
    expect(await streamed.rows(facts)).toEqual(await held.rows(facts));
  });

  it("is kept byte by byte, and nothing is left lying about", () => {
    const archive = join(streamed.dir, "archive");
    for (const { bytes } of texts) {
      const sha256 = fingerprint(bytes);
      expect(readFileSync(join(archive, sha256.slice(0, 2), sha256)).equals(bytes)).toBe(true);
    }
    const others = readdirSync(archive).filter((name) => name.length !== 2);
    expect(others.flatMap((name) => readdirSync(join(archive, name)))).toEqual([]);
  });
});

const HEADER = "行政区划代码,报告期,统一社会信用代码,单位名称,期末参保人数,本期新增参保人数,本期减少参保人数";
/** An employer detail of the given number of rows. */
function detail(rows: number, row: (at: number) => string | null = () => null): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const first = `91150100MA${String(at).padStart(7, "0")}`;
    return (
      row(at) ?? `150102,2026-02,${first}${creditCheckCharacter(first)},样例${at}公司,${at % 900},${at % 7},`
    );
  });
  return `${[HEADER, ...lines].join("\n")}\n`;
}
const NAME = "参保明细_a.csv";
const FACT = "SELECT * EXCLUDE (submission) FROM fact_insurance_employer ORDER BY line";

describe("a large employer detail", () => {
  let deployment: SmallDeployment;
  afterAll(() => deployment.remove());
  const last = async () =>
    (
      await deployment.rows<{
        state: string;
        accepted: number;
        refused: number;
        lines: string;
        refusal: string;
        warnings: string;
      }>("SELECT state, accepted, refused, lines, refusal, warnings FROM submission ORDER BY id DESC LIMIT 1")
    )[0]!;
  const refusedRows = () =>
    deployment.rows<{ line: number; code: string }>(
      "SELECT line, reasons->>'$[0].code' AS code FROM rejected_row ORDER BY submission DESC, line LIMIT 12",
    );

  it("with a stray quote that swallows 199,001 of 300,000 lines is refused as a whole", async () => {
    deployment = new SmallDeployment();
    const text = detail(300_000, (at) =>
      at === 1000 || at === 200_000 ? `150102,2026-02,X${at},"样例${at}公司,5,0,0` : null,
    );
    for (const limits of [LIMITS, IN_BLOCKS]) {
      await take(deployment, NAME, text, limits);
      const { state, refusal } = await last();
      expect(state).toBe("refused");
      expect(JSON.parse(refusal)).toMatchObject({ code: "open-quote", details: { line: 1002 } });
    }
  }, 60_000);

  const line = (at: number, name: string) => `150102,2026-02,CODE${at},${name},5,0,0`;
  const ODD: Readonly<Record<number, string>> = {
    10: "",
    20: " , ,,,,,",
    30: line(30, '"样例\n三十公司"'),
    50: "合计,,,,9,,",
    60: line(60, "电话13812345678"),
    70: "999999,2026-02,CODE70,样例公司,5,0,0",
    80: line(80, "样例公司"),
    5081: line(80, "样例公司"),
    90: line(90, "样例公司"),
    9000: line(90, "另一公司"),
    100: "150102,２０２６-02, CODE100 ,样例公司,１２,,—",
    5110: "150102,2026年2月,CODE110,样例公司,12,,",
    5120: '150102,2026-02,CODE120,样例公司,"1,200",,',
  };
  const MISSHAPEN = { ...ODD, 8040: "150102,2026-02,TWO,CELLS" };
  const windows = (text: string) => text.replaceAll("\n", "\r\n");
  it.each([
    ["utf-8", ODD, 4, (text: string) => text],
    ["utf-8, a row cut short", MISSHAPEN, 5, (text: string) => text],
    ["windows line ends", ODD, 4, windows],
    ["gb18030, a row cut short", MISSHAPEN, 5, (text: string) => gb18030(windows(text))],
    ["utf-16", ODD, 4, (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ] as const)("with every kind of trouble adds up, row by row: %s", async (_, odd, refused, encoded) => {
    const answers: unknown[] = [];
    for (const limits of [LIMITS, IN_BLOCKS]) {
      const other = new SmallDeployment();
      await take(other, NAME, encoded(detail(12_000, (at) => odd[at as keyof typeof odd] ?? null)), limits);
      answers.push([await other.rows(KEPT), await other.rows(FACT)]);
      const [{ lines }] = (await other.rows<{ lines: string }>("SELECT lines FROM submission")) as [
        { lines: string },
      ];
      expect(addUp(lines).sum).toBe(addUp(lines).all);
      expect(JSON.parse(lines)).toEqual({
        ...{ all: 12_002, above: 1, blank: 2, continued: 1, passed: 0, totals: 1, repeated: 1 },
        ...{ accepted: 12_002 - 6 - refused, refused },
      });
      other.remove();
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  /** Enterprises 0 to 199 are known; a month later 200 come from a first one on, and a line besides: refused and then registered. */
  it.each([
    ["all of them known", 0, [], 0, 200],
    ["half of them known", 100, [], 0, 300],
    ["a known one twice", 100, ["150102,2026-02,91150100MA0000150,样例,7,0,0"], 2, 300],
    ["a new one twice", 100, ["150102,2026-02,91150100MA0000250,样例,7,0,0"], 2, 299],
    ["a known one in another area too", 100, ["150103,2026-02,91150100MA0000150,样例,7,0,0"], 0, 300],
    ["a new one in another area too", 100, ["150103,2026-02,91150100MA0000250,样例,7,0,0"], 0, 300],
  ] as const)(
    "against a filled register is answered as when it is held: %s",
    async (_, first, besides, refused, registered) => {
      const rows = (text: string) => text.trimEnd().split("\n").slice(1);
      const february = rows(detail(first + 200)).slice(first);
      // Besides: a code as far as its check character, which is added.
      const more = besides.map((line) =>
        line.replace(/(91150100MA\d{7})/, (code) => code + creditCheckCharacter(code)),
      );
      const found: unknown[] = [];
      for (const limits of [LIMITS, IN_BLOCKS]) {
        const other = new SmallDeployment();
        await take(other, NAME, detail(200).replaceAll("2026-02", "2026-01"), LIMITS);
        await take(other, "参保明细_b.csv", `${[HEADER, ...february, ...more].join("\n")}\n`, limits);
        const [{ count }] = (await other.rows<{ count: number }>(
          "SELECT refused AS count FROM submission ORDER BY id DESC LIMIT 1",
        )) as [{ count: number }];
        expect(count).toBe(refused);
        const entered = await other.rows("SELECT * FROM employer ORDER BY credit_code");
        expect(entered).toHaveLength(registered);
        found.push([await other.rows(KEPT), await other.rows(FACT), entered]);
        other.remove();
      }
      expect(found[1]).toEqual(found[0]);
    },
  );

  it("that does not sum to its table goes back area by area", async () => {
    deployment.remove();
    deployment = new SmallDeployment();
    const table = (area: string, all: number) => `${area},2026-02,${all},0,0,${all},60,12\n`;
    await take(
      deployment,
      "失业保险月报_a.csv",
      `行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数\n${table("150102", 30)}${table("150103", 20)}`,
      LIMITS,
    );
    const text = `${HEADER}\n150102,2026-02,A,样例甲公司,10,0,0\n150103,2026-02,B,样例乙公司,20,0,0\n150102,2026-02,C,样例丙公司,19,0,0\n`;
    await take(deployment, NAME, text, IN_BLOCKS);
    expect(await last()).toMatchObject({ state: "partial", accepted: 1, refused: 2 });
    expect(await refusedRows()).toEqual([
      { line: 2, code: "does-not-sum" },
      { line: 4, code: "does-not-sum" },
    ]);
    expect(await deployment.rows("SELECT credit_code FROM fact_insurance_employer")).toEqual([
      { credit_code: "B" },
    ]);
    expect(await deployment.rows("SELECT * FROM unfinished_load")).toEqual([]);
  });

  it("in which more rows are wrong than anyone mends goes back as a whole", async () => {
    deployment.remove();
    deployment = new SmallDeployment();
    const text = detail(210_000, (at) => (at > 5000 ? `150102,2026-02,CODE${at},样例公司,many,0,0` : null));
    await take(deployment, NAME, text, IN_BLOCKS);
    const { state, refusal } = await last();
    expect([state, JSON.parse(refusal).code]).toEqual(["refused", "too-many-refused"]);
    expect(await deployment.rows("SELECT count(*) AS rows FROM fact_insurance_employer")).toEqual([
      { rows: 0 },
    ]);
  }, 60_000);
});

describe("a large file that is no delimited text", () => {
  const deployment = new SmallDeployment();
  afterAll(() => deployment.remove());

  it("says what its kind may have, and is kept", async () => {
    const bytes = Buffer.from(JSON.stringify([{ 行政区划代码: "150102" }]));
    await take(deployment, "失业保险月报_a.json", bytes, { ...IN_BLOCKS, wholeBytes: 10 });
    const [row] = await deployment.rows<{ refusal: string; sha256: string }>(
      "SELECT refusal, sha256 FROM submission",
    );
    expect(JSON.parse(row!.refusal)).toEqual({
      code: "too-large-for-its-kind",
      details: { bytes: bytes.length, largest: 10 },
    });
    expect(row!.sha256).toBe(fingerprint(bytes));
    expect(await deployment.status()).toContain("不得超过10字节");
  });

  it("leaves no facts behind when a load broke off", async () => {
    const open = await deployment.open();
    await open.warehouse.run(
      "INSERT INTO fact_insurance_employer (submission, line, area) VALUES (77, 2, '150102'); INSERT INTO unfinished_load VALUES (77, 'insurance-employer')",
    );
    deployment.close();
    expect(await deployment.rows("SELECT line FROM fact_insurance_employer")).toEqual([]);
    writeFileSync(join(deployment.dir, "done"), "");
  });
});

it("a large file that a start which broke off had committed is not answered again", async () => {
  const small = new SmallDeployment();
  const deployment = await small.open();
  small.put("inbox/失业保险月报_02.csv", table("150102"));
  const file = {
    path: join(small.dir, "inbox/失业保险月报_02.csv"),
    name: "失业保险月报_02.csv",
    folder: null,
  };
  const incoming = [{ file, setting: settingFor(deployment, file, RECEIVED, false) }];
  const tools = { warehouse: deployment.warehouse, limits: IN_BLOCKS };
  const [first] = await takeInFiles(tools, incoming);
  const rows = await answersOfArrivals(deployment.warehouse, [RECEIVED]);
  const takenBefore = new Map(rows.map((row) => [arrivalKey(row), row]));
  const [again] = await takeInFiles({ ...tools, takenBefore }, incoming);
  expect(again![0]).toMatchObject({ id: first![0]!.id, state: "accepted" });
  expect(await small.rows("SELECT id FROM submission")).toHaveLength(1);
  small.remove();
});
