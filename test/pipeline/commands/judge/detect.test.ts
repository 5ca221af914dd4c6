import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Effects } from "../../../../pipeline/commands/console/effects.ts";
import { formatCell, parseCsv } from "../../../../pipeline/commands/judge/detect/csv.ts";
import { METHODS } from "../../../../pipeline/commands/judge/detect/methods.ts";
import { detectCommand } from "../../../../pipeline/commands/judge/detect.ts";
import { UserError } from "../../../../pipeline/deployment/user-error.ts";

/** A week of month ends with one jump: written for the test. */
const SERIES = [
  "t,date,value",
  ...Array.from({ length: 20 }, (_, i) => `${i + 1},,${i === 15 ? 40 : 5 + (i % 3)}`),
];

function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), "detect-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

async function detect(args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const effects: Effects = {
    now: () => new Date(0),
    out: (text) => lines.push(text),
    err: (text) => lines.push(text),
  };
  await detectCommand(effects)
    .exitOverride()
    .parseAsync([...args], { from: "user" });
  return lines.join("\n");
}

const cases = (...rows: string[]) =>
  ["case_id,method,series_file,output_file,settings_json", ...rows].join("\n");
const quoted = (settings: object) => `"${JSON.stringify(settings).replaceAll('"', '""')}"`;

describe("fengsui detect --series", () => {
  const dir = folder({
    "jump.csv": SERIES.join("\n"),
    "other.csv": "t,count\n1,2\n",
    "text.csv": "value\n3\nmany\n",
  });
  const jump = join(dir, "jump.csv");

  test("draws the series and names the alarms", async () => {
    const printed = await detect(["--series", jump, "--method", "earsC", "--settings", '{"method":"C2"}']);
    expect(printed).toContain("▲");
    expect(printed).toContain("t 16: 40");
    expect(printed).toContain("1 of 11 marked");
  });

  test("writes the table when a folder is given", async () => {
    await detect(["--series", jump, "--method", "earsC", "--out", dir]);
    const table = parseCsv(readFileSync(join(dir, "jump__earsC.csv"), "utf8"));
    expect(table.names).toEqual(["t", "observed", "ref_mean", "ref_sd", "z", "upperbound", "alarm"]);
    expect(table.rows.length).toBe(13);
  });

  const mistakes: [name: string, args: string[], says: RegExp][] = [
    [
      "unknown method",
      ["--series", jump, "--method", "earz"],
      /unknown method "earz"; allowed: farringtonFlexible,/,
    ],
    ["no method", ["--series", jump], /--series needs --method; allowed: farringtonFlexible/],
    [
      "unknown setting",
      ["--series", jump, "--method", "earsC", "--settings", '{"basline":5}'],
      /unknown setting "basline".*Allowed settings: method, baseline, minSigma/,
    ],
    [
      "setting of the wrong kind",
      ["--series", jump, "--method", "earsC", "--settings", '{"alpha":"small"}'],
      /alpha: .*expected number.*false-alarm probability/,
    ],
    [
      "setting out of bounds",
      ["--series", jump, "--method", "earsC", "--settings", '{"baseline":2}'],
      /baseline must be a whole number of at least 3/,
    ],
    [
      "range too early",
      ["--series", jump, "--method", "earsC", "--settings", '{"range":[3,9]}'],
      /at least 8, not 3/,
    ],
    [
      "settings not JSON",
      ["--series", jump, "--method", "earsC", "--settings", "{b:4}"],
      /not JSON.*for example/,
    ],
    ["no dates and no freq", ["--series", jump, "--method", "farringtonFlexible"], /needs the setting freq/],
    [
      "no such file",
      ["--series", join(dir, "none.csv"), "--method", "earsC"],
      /none\.csv cannot be read \(ENOENT\)/,
    ],
    [
      "no column value",
      ["--series", join(dir, "other.csv"), "--method", "earsC"],
      /no column "value" \(columns found: t, count\); allowed: t, date, value, population/,
    ],
    [
      "a cell that is not a number",
      ["--series", join(dir, "text.csv"), "--method", "earsC"],
      /text\.csv line 3, column value: "many" is not a number/,
    ],
    ["nothing given", [], /give --cases FILE --series-root DIR --out DIR, or --series FILE --method NAME/],
    ["both given", ["--cases", jump, "--series", jump], /not both/],
    ["cases without folders", ["--cases", jump], /--cases needs --series-root DIR/],
  ];
  for (const [name, args, message] of mistakes) {
    test(name, async () => {
      const thrown = await detect(args).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(UserError);
      expect((thrown as UserError).message).toMatch(message);
    });
  }
});

describe("fengsui detect --cases", () => {
  const run = (table: string) => {
    const dir = folder({ "jump.csv": SERIES.join("\n"), "cases.csv": table });
    const out = join(dir, "out");
    const args = ["--cases", join(dir, "cases.csv"), "--series-root", dir, "--out", out];
    return { out, done: detect(args) };
  };

  test("writes each output file and a table of results", async () => {
    const { out, done } = run(
      cases(
        `a,earsC,jump.csv,ears/c1.csv,${quoted({ method: "C1" })}`,
        `b,qcc.ewma,jump.csv,ewma.csv,${quoted({ phase1: [1, 10] })}`,
        `c,HoltWinters,jump.csv,hw.csv,${quoted({ alpha: 0.5, beta: false, gamma: false, frequency: 1 })}`,
      ),
    );
    expect(await done).toContain("3 of 3 cases written");
    expect(parseCsv(readFileSync(join(out, "ears/c1.csv"), "utf8")).rows.length).toBe(13);
    expect(parseCsv(readFileSync(join(out, "hw_forecast.csv"), "utf8")).rows.length).toBe(12);
    const results = parseCsv(readFileSync(join(out, "results.csv"), "utf8"));
    expect(results.rows.map((row) => row[0])).toEqual(["a", "b", "c"]);
    expect(JSON.parse(results.rows[1]![5]!)).toHaveProperty("center");
  });

  test("R's bare NA among the settings is read as nothing", async () => {
    const { done } = run(
      cases('a,strucchange,jump.csv,s.csv,"{""breakpoints_h"":0.2,""breakpoints_bic"":NA}"'),
    );
    expect(await done).toContain("1 of 1 cases written");
  });

  test("one bad case does not stop the others, and is named", async () => {
    const { out, done } = run(cases("good,earsC,jump.csv,good.csv,{}", "bad,earsD,jump.csv,bad.csv,{}"));
    await expect(done).rejects.toThrow(/case bad: unknown method "earsD"/);
    expect(readFileSync(join(out, "good.csv"), "utf8")).toContain("upperbound");
  });

  test("a missing column is named with those needed", async () => {
    await expect(run("method,series_file\nearsC,jump.csv").done).rejects.toThrow(
      /lacks the columns output_file, settings_json; needed: method, series_file, output_file, settings_json/,
    );
  });

  test("an output file cannot leave its folder", async () => {
    await expect(run(cases("a,earsC,jump.csv,../a.csv,{}")).done).rejects.toThrow(/leaves/);
  });
});

describe("the table of methods", () => {
  test("every method says what it does and what may be set", () => {
    for (const method of METHODS) {
      expect(method.summary.length, method.name).toBeGreaterThan(20);
      expect(method.settingNames.length, method.name).toBeGreaterThan(0);
    }
    expect(new Set(METHODS.map((m) => m.name)).size).toBe(METHODS.length);
  });

  test("cells keep 15 digits, and say what is missing or infinite", () => {
    expect([0.1 + 0.2, Number.NaN, -Infinity, 1e-7, 'a"b'].map(formatCell)).toEqual([
      "0.3",
      "",
      "-Inf",
      "1e-7",
      '"a""b"',
    ]);
  });
});
