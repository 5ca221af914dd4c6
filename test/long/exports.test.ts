import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Guard } from "../../warehouse/asking/guard.ts";
import { createOutFile } from "../../warehouse/asking/out-file.ts";
import { type AnswerFile, USUAL_LIMITS } from "../../warehouse/asking/question.ts";
import { openWarehouse } from "../../warehouse/engine/open.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { noAudit } from "../warehouse/asking/asked.ts";

/** Programs that statisticians open exports with; FENGSUI_TEST_PYTHON names another interpreter, such as a virtual environment's. */
const PYTHON = process.env.FENGSUI_TEST_PYTHON ?? "python3";
const succeeds = (command: string, args: readonly string[]) => spawnSync(command, args).status === 0;
const has = {
  LibreOffice: succeeds("soffice", ["--version"]),
  pandas: succeeds(PYTHON, ["-c", "import pandas, openpyxl"]),
  pyarrow: succeeds(PYTHON, ["-c", "import pyarrow.parquet"]),
  readxl: succeeds("Rscript", ["-e", "library(readxl)"]),
};
const missing = (program: keyof typeof has) =>
  has[program] ? "" : ` (skipped: ${program} is not installed)`;

const folder = mkdtempSync(join(tmpdir(), "fengsui-exports-"));
const copy = join(folder, "copy.duckdb");
const guard = new Guard(copy, { ...USUAL_LIMITS, seconds: 600 }, noAudit);
let warehouse: Warehouse;

beforeAll(async () => {
  (await openWarehouse(copy, [])).close();
  warehouse = await openWarehouse(":memory:", []);
});
afterAll(() => {
  guard.close();
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

async function written(name: string, sql: string, more: Partial<AnswerFile> = {}, rows = 10_000) {
  const path = join(folder, name);
  const out = createOutFile(path, true);
  const format = name.split(".").pop() as AnswerFile["format"];
  const { end } = await guard.ask({
    ...{ sql, who: "tester", at: "2026-03-11T00:00:00Z", rows },
    file: { descriptor: out.descriptor, format, ...more },
  });
  expect(end, JSON.stringify(end)).toMatchObject({ outcome: "answered" });
  out.putInPlace();
  out.close();
  return { path, end };
}

/** Values that programs like to change: digits beyond a double, a text of digits, days, local characters, formulas, nothing. */
const ROWS = `
  SELECT * FROM (VALUES
    ('旗,"甲"', '00150100', 1.25::DOUBLE, 7::INTEGER, true, DATE '2026-01-31', TIMESTAMP '2026-01-31 15:59:59', '=1+1'),
    ('两行' || chr(10) || '文字', '1e5', -0.5, -3, false, DATE '1999-12-31', TIMESTAMP '2000-01-01 00:00:01', '-5'),
    ('末', NULL, NULL, NULL, NULL, NULL, NULL, NULL)) AS t(name, code, rate, persons, flag, day, instant, risky)`;
const PERSONS = ["7", "-3", ""];

describe.skipIf(!has.LibreOffice)(`LibreOffice${missing("LibreOffice")}`, () => {
  const converted = (path: string, ...more: readonly string[]): string => {
    const saved = join(folder, "saved");
    execFileSync(
      "soffice",
      [
        "--headless",
        ...more,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "--outdir",
        saved,
        path,
      ],
      {
        env: { ...process.env, HOME: folder },
        stdio: "ignore",
      },
    );
    return readFileSync(join(saved, `${path.slice(folder.length + 1).replace(/\.\w+$/, "")}.csv`), "utf8");
  };

  it("reads a workbook as it was asked", async () => {
    const { path } = await written("office.xlsx", ROWS);
    // Texts stand in quotation marks, so that those of digits can be told from numbers.
    expect(converted(path)).toBe(
      [
        '"name","code","rate","persons","flag","day","instant","risky"',
        `"旗,""甲""","00150100",1.25,7,TRUE,2026-01-31,2026-01-31 15:59:59,"'=1+1"`,
        '"两行\n文字","1e5",-0.5,-3,FALSE,1999-12-31,2000-01-01 00:00:01,"-5"',
        '"末",,,,,,,\n',
      ].join("\n"),
    );
  }, 120_000);

  it("does not take the mark of a CSV for data", async () => {
    const { path } = await written("marked.csv", "SELECT '旗' AS 名称, 1.5 AS 数值", { byteOrderMark: true });
    // 76 is the program's number for UTF-8.
    expect(converted(path, "--infilter=CSV:44,34,76,1")).toBe('"名称","数值"\n"旗",1.5\n');
  }, 120_000);
});

describe.skipIf(!has.pandas)(`pandas${missing("pandas")}`, () => {
  const run = (script: string, path: string): unknown =>
    JSON.parse(execFileSync(PYTHON, ["-c", script, path], { encoding: "utf8" }));
  const SHOWN = `
import json, sys, pandas
print(json.dumps({"types": [str(t) for t in frame.dtypes], "columns": list(frame.columns),
  "rows": json.loads(frame.astype(object).where(frame.notna(), None).to_json(orient="values", date_format="iso", date_unit="s", force_ascii=False))}, ensure_ascii=False))`;
  const reading = (call: string) =>
    SHOWN.replace("import json, sys, pandas\n", `import json, sys, pandas\nframe = pandas.${call}\n`);

  it("reads a workbook with its types", async () => {
    const { path } = await written("frame.xlsx", ROWS);
    const { types, rows } = run(reading("read_excel(sys.argv[1], dtype={'code': str})"), path) as {
      types: string[];
      rows: unknown[][];
    };
    // The program's own name of texts and of days differs from version to version.
    expect(types.map((type) => type.replace(/\[.*/, ""))).toEqual([
      ...[
        expect.stringMatching(/object|str/),
        expect.stringMatching(/object|str/),
        "float64",
        "float64",
        expect.any(String),
      ],
      ...["datetime64", "datetime64", expect.stringMatching(/object|str/)],
    ]);
    expect(rows[0]!.slice(0, 4)).toEqual(['旗,"甲"', "00150100", 1.25, 7]);
    expect(String(rows[0]![5])).toMatch(/^2026-01-31T00:00:00/);
    expect(String(rows[0]![6])).toMatch(/^2026-01-31T15:59:59/);
    expect(rows.map((row) => row[7] ?? null)).toEqual(["'=1+1", "-5", null]);
  }, 120_000);

  it.each([true, false])(
    "reads a CSV (with the mark: %s)",
    async (byteOrderMark) => {
      const { path } = await written("frame.csv", ROWS, { byteOrderMark });
      const { columns, rows } = run(reading("read_csv(sys.argv[1], dtype={'code': str})"), path) as {
        columns: string[];
        rows: unknown[][];
      };
      expect(columns[0]).toBe("name");
      expect(rows[0]!.slice(0, 4)).toEqual(['旗,"甲"', "00150100", 1.25, 7]);
      expect(rows.map((row) => row[3] ?? "").map(String)).toEqual(PERSONS);
    },
    120_000,
  );
});

describe.skipIf(!has.pyarrow)(`pyarrow${missing("pyarrow")}`, () => {
  it("reads Parquet and Arrow with the engine's types, cell by cell", async () => {
    for (const [name, call] of [
      ["table.parquet", "pyarrow.parquet.read_table(sys.argv[1])"],
      ["table.arrow", "pyarrow.ipc.open_file(sys.argv[1]).read_all()"],
    ] as const) {
      const { path } = await written(name, ROWS);
      const script = `import json, sys, pyarrow, pyarrow.parquet, pyarrow.ipc\ntable = ${call}\nprint(json.dumps({"types": [str(f.type) for f in table.schema], "rows": [[None if c is None else str(c) for c in r.values()] for r in table.to_pylist()]}))`;
      const { types, rows } = JSON.parse(execFileSync(PYTHON, ["-c", script, path], { encoding: "utf8" }));
      expect(types, name).toEqual([
        "string",
        "string",
        "double",
        "int32",
        "bool",
        "date32[day]",
        "timestamp[us]",
        "string",
      ]);
      expect(rows[0], name).toEqual([
        '旗,"甲"',
        "00150100",
        "1.25",
        "7",
        "True",
        "2026-01-31",
        "2026-01-31 15:59:59",
        "=1+1",
      ]);
      expect(rows[2], name).toEqual(["末", ...Array(7).fill(null)]);
    }
  }, 120_000);
});

describe.skipIf(!has.readxl)(`R's readxl${missing("readxl")}`, () => {
  it("reads a workbook with its types", async () => {
    const { path } = await written("frame.xlsx", ROWS);
    const script = `t <- readxl::read_excel("${path}"); cat(sapply(t, function(c) class(c)[1]), sep = ","); cat("\\n"); cat(format(t$instant[1]), t$persons[1], t$code[1])`;
    expect(execFileSync("Rscript", ["-e", script], { encoding: "utf8" })).toBe(
      "character,character,numeric,numeric,logical,POSIXct,POSIXct,character\n2026-01-31 15:59:59 7 00150100",
    );
  }, 120_000);
});

describe("DuckDB itself", () => {
  it.each(["out.parquet", "out.csv", "out.json"])("reads %s as the answer", async (name) => {
    const { path } = await written(name, ROWS, { byteOrderMark: true });
    const read = await warehouse.rows<{ persons: unknown }>(
      `SELECT CAST(persons AS VARCHAR) AS persons FROM '${path}'`,
    );
    expect(read.map(({ persons }) => String(persons ?? ""))).toEqual(PERSONS);
  });
});

it("more rows than a sheet holds stand in further sheets, none missing", async () => {
  const { path, end } = await written("large.xlsx", "SELECT n FROM range(1048580) AS t(n)", {}, 5_000_000);
  expect(end).toEqual({ outcome: "answered", count: 1_048_580, cut: null, sheets: 2 });
  renameSync(path, join(folder, "large.zip"));
  const sheet = (number: number) =>
    execFileSync("unzip", ["-p", join(folder, "large.zip"), `xl/worksheets/sheet${number}.xml`], {
      maxBuffer: 1 << 30,
      encoding: "latin1",
    });
  const cells = (xml: string) => [...xml.matchAll(/<c r="A(\d+)"[^>]*><v>(\d+)<\/v>/g)];
  const [first, second] = [cells(sheet(1)), cells(sheet(2))];
  expect([first.length, first[0]![2], first.at(-1)!.slice(1)]).toEqual([
    1_048_575,
    "0",
    ["1048576", "1048574"],
  ]);
  expect([second.length, second[0]!.slice(1), second.at(-1)![2]]).toEqual([5, ["2", "1048575"], "1048579"]);
}, 600_000);
