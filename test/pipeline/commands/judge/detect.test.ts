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

describe("a series that cannot be judged as it stands", () => {
  const months = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}-28`,
    );
  const file = (values: readonly (number | "")[], dates = months(values.length)) =>
    ["date,value", ...values.map((value, i) => `${dates[i]},${value}`)].join("\n");
  const usual = Array.from({ length: 96 }, (_, i) => 20 + (i % 12) + ((i * 7) % 5));
  const without = (at: number) => usual.map((value, i) => (i === at ? ("" as const) : value));
  const constant = usual.map(() => 20);
  const dates = months(96);
  const dir = folder({
    "last.csv": file(without(95)),
    "gap.csv": file(without(40)),
    "constant.csv": file(constant),
    "zeros.csv": file(usual.map(() => 0)),
    "empty.csv": file(usual.map(() => "" as const)),
    "unsorted.csv": file(usual, [...dates.slice(0, 50), dates[51]!, dates[50]!, ...dates.slice(52)]),
    "twice.csv": file(usual, [...dates.slice(0, 50), dates[49]!, ...dates.slice(51)]),
    "skipped.csv": file(usual.slice(0, 95), [...dates.slice(0, 50), ...dates.slice(51)]),
  });
  const run = (name: string, method: string, settings: object) =>
    detect([
      "--series",
      join(dir, name),
      "--method",
      method,
      "--settings",
      JSON.stringify(settings),
      "--out",
      dir,
    ]);
  const monitored = { range: [90, 96] };

  test.each([
    {
      method: "farringtonFlexible",
      settings: { ...monitored, b: 3, noPeriods: 1, w: 1, pastWeeksNotIncluded: 3 },
    },
    { method: "earsC", settings: { ...monitored, method: "C1" } },
    { method: "earsC", settings: { ...monitored, method: "C3" } },
    { method: "algo.cusum", settings: { range: [60, 96] } },
    { method: "sahm", settings: {} },
  ])("$method leaves the last value empty where none came", async ({ method, settings }) => {
    await run("last.csv", method, settings);
    const { names, rows } = parseCsv(readFileSync(join(dir, `last__${method}.csv`), "utf8"));
    const last = Object.fromEntries(names.map((name, at) => [name, rows.at(-1)![at]]));
    expect(last.alarm ?? last.signal).toBe("");
  });

  test.each<[file: string, method: string, settings: object, says: RegExp]>([
    ...["qcc.ewma", "qcc.cusum", "strucchange", "HoltWinters"].map(
      (method): [string, string, object, RegExp] => ["gap.csv", method, {}, /1 missing values \(line 42\)/],
    ),
    ["gap.csv", "stl", { "s.window": "periodic", from_t: 13 }, /1 missing values \(line 42\)/],
    ["gap.csv", "algo.cusum", { range: [60, 96] }, /1 missing values \(line 42\)/],
    ...["qcc.ewma", "qcc.cusum", "strucchange"].map((method): [string, string, object, RegExp] => [
      ...(["constant.csv", method, {}, /all values are 20; a constant series has no spread/] as const),
    ]),
    ["constant.csv", "stl", { "s.window": "periodic" }, /all values are 20; a constant series/],
    ["zeros.csv", "algo.cusum", { range: [60, 96] }, /all values are 0; a constant series/],
    ["empty.csv", "earsC", {}, /no value in its column value/],
    ["unsorted.csv", "HoltWinters", {}, /line 53, column date: 2014-03-28 is earlier than 2014-04-28/],
    ["twice.csv", "HoltWinters", {}, /line 52, column date: 2014-02-28 stands twice/],
    ["skipped.csv", "HoltWinters", {}, /line 52, column date: 2014-02-28 is followed by 2014-04-28/],
  ])("%s is refused by %s", async (name, method, settings, says) => {
    const thrown = await run(name, method, settings).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserError);
    expect((thrown as UserError).message).toMatch(says);
  });
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
