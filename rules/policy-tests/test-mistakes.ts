import { ruleById, rules } from "../definitions/index.ts";
import { indicatorById, indicators } from "../indicators/index.ts";
import { mistakeAt, type PolicyMistake } from "../policy/mistakes/mistake.ts";
import type { Policy } from "../policy/policy.ts";
import { readFigure, readPeriod, readSeries } from "./notation.ts";
import { type TestArea, testAreas } from "./test-areas.ts";
import { owing, type TestDuties } from "./test-duties.ts";
import { kindOf } from "./test-past.ts";
import type { ExpectedEvent, PolicyTest, PolicyTestFile } from "./test-schema.ts";

type Path = PolicyMistake["path"];

/** Every mistake in a file of tests that its keys alone do not show. */
export function testFileMistakes(file: PolicyTestFile, policy: Policy, under: TestDuties): PolicyMistake[] {
  const areas = testAreas(file.areas);
  return [
    ...areaTreeMistakes(areas),
    ...repeatedNames(file.tests),
    ...dutyMistakes(file.duties),
    ...file.tests.flatMap((test, at) => testMistakes(test, ["tests", at], { areas, policy, under })),
  ];
}

function areaTreeMistakes(areas: readonly TestArea[]): PolicyMistake[] {
  const names = areas.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) < at);
  const regions = areas.filter(({ level }) => level === "region");
  return [
    ...twice.map((name) => mistakeAt(["areas"], "error.test-area-twice", { area: name })),
    ...(regions.length === 1 ? [] : [mistakeAt(["areas"], "error.test-regions", { count: regions.length })]),
  ];
}

function repeatedNames(tests: readonly PolicyTest[]): PolicyMistake[] {
  const names = tests.map(({ name }) => name);
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [mistakeAt(["tests", at, "name"], "error.test-name-twice", { name })] : [],
  );
}

/** Duties of reports that no indicator reads, and those given twice. */
function dutyMistakes(duties: PolicyTestFile["duties"]): PolicyMistake[] {
  const read = [...new Set(indicators.map(({ reads }) => reads))].sort();
  const given = duties.map(({ report }) => report);
  return given.flatMap((report, at) => {
    const path = ["duties", at, "report"];
    if (!read.includes(report)) return [mistakeAt(path, "error.test-duty", { report, known: read })];
    return given.indexOf(report) < at ? [mistakeAt(path, "error.test-duty-twice", { report })] : [];
  });
}

interface Known {
  readonly areas: readonly TestArea[];
  readonly policy: Policy;
  readonly under: TestDuties;
}

function testMistakes(test: PolicyTest, path: Path, known: Known): PolicyMistake[] {
  return [
    ...areaMistakes(test, path, known),
    ...owedMistakes(test, path, known),
    ...figureMistakes(test, path, known),
    ...changeMistakes(test, path, known),
    ...statementMistakes(test, path, known),
    ...expectationMistakes(test, path, known),
    ...(test.from !== undefined && test.to !== undefined && test.from > test.to
      ? [mistakeAt([...path, "to"], "error.test-days", { from: test.from, to: test.to })]
      : []),
  ];
}

/** Every place where a test names an area. */
function areaMistakes(test: PolicyTest, path: Path, { areas }: Known): PolicyMistake[] {
  const lists = ["late", "corrections", "layoffs", "statements", "expect", "legalDuty", "events"] as const;
  const named: [Path, string][] = [
    ...lists.flatMap((key) =>
      (test[key] ?? []).map(({ area }, at): [Path, string] => [[...path, key, at, "area"], area]),
    ),
    ...Object.entries(test.owes).flatMap(([report, names]) =>
      names.map((name, at): [Path, string] => [[...path, "owes", report, at], name]),
    ),
    ...Object.keys(test.weights).map((name): [Path, string] => [[...path, "weights", name], name]),
    ...Object.entries(test.figures).flatMap(([indicator, series]) =>
      Object.keys(series).flatMap((name): [Path, string][] =>
        name === "*" ? [] : [[[...path, "figures", indicator, name], name]],
      ),
    ),
    ...(test.events ?? []).flatMap(({ recipients = [] }, at) =>
      recipients.map((name, index): [Path, string] => [[...path, "events", at, "recipients", index], name]),
    ),
  ];
  const names = areas.map(({ name }) => name);
  return named.flatMap(([place, area]) =>
    names.includes(area) ? [] : [mistakeAt(place, "error.test-area", { area, known: names })],
  );
}

function owedMistakes({ owes }: PolicyTest, path: Path, { under }: Known): PolicyMistake[] {
  const reports = under.duties.map(({ report }) => report);
  return Object.keys(owes).flatMap((report) =>
    reports.includes(report)
      ? []
      : [mistakeAt([...path, "owes", report], "error.test-report", { report, known: reports })],
  );
}

function figureMistakes(test: PolicyTest, path: Path, known: Known): PolicyMistake[] {
  return Object.entries(test.figures).flatMap(([id, series]) => {
    const place = [...path, "figures", id];
    const unusable = indicatorMistake(id, place, known);
    if (unusable) return [unusable];
    const indicator = indicatorById(id)!;
    const owe = owing(indicator.reads, known.areas, known.under, test);
    const isArea = (name: string) => known.areas.some((area) => area.name === name);
    return Object.entries(series).flatMap(([name, text]) => {
      const read = readSeries(text, kindOf(id, known.under), indicator.denominator !== null);
      const at = [...place, name];
      return [
        ...("message" in read ? [mistakeAt(at, read.message, read.params)] : []),
        ...(name !== "*" && isArea(name) && !owe.includes(name)
          ? [mistakeAt(at, "error.test-owes-nothing", { area: name, report: indicator.reads, known: owe })]
          : []),
      ];
    });
  });
}

/** An indicator that is unknown, computed from layoff reports, or of a report that nobody owes. */
function indicatorMistake(id: string, path: Path, { under }: Known): PolicyMistake | null {
  const indicator = indicatorById(id);
  const isRolling = indicator?.periods.includes("rolling-30-days") ?? false;
  const isOwed = under.duties.some(({ report }) => report === indicator?.reads);
  if (indicator && !isRolling && isOwed) return null;
  if (isRolling) return mistakeAt(path, "error.test-rolling", { indicator: id });
  if (indicator)
    return mistakeAt(path, "error.test-report-of-nobody", { indicator: id, report: indicator.reads });
  const usable = indicators.filter(
    ({ reads, periods }) =>
      !periods.includes("rolling-30-days") && under.duties.some(({ report }) => report === reads),
  );
  return mistakeAt(path, "error.test-indicator", { indicator: id, known: usable.map((other) => other.id) });
}

/** Late figures and corrections, each of a figure that the test gives. */
function changeMistakes(test: PolicyTest, path: Path, known: Known): PolicyMistake[] {
  return (["late", "corrections"] as const).flatMap((key) =>
    test[key].flatMap((entry, at): PolicyMistake[] => {
      const place = [...path, key, at];
      const unusable = indicatorMistake(entry.indicator, [...place, "indicator"], known);
      if (unusable) return [unusable];
      const isRatio = indicatorById(entry.indicator)!.denominator !== null;
      const found = periodMistake(entry.period, [...place, "period"], kindOf(entry.indicator, known.under));
      if (found) return [found];
      const value = "value" in entry ? String(entry.value) : "_";
      if (readFigure(value, isRatio) === undefined)
        return [
          mistakeAt([...place, "value"], isRatio ? "error.series-ratio" : "error.series-item", {
            item: value,
          }),
        ];
      return key === "late" && !isGiven(test, entry, known)
        ? [
            mistakeAt([...place, "period"], "error.test-late-nothing", {
              area: entry.area,
              period: entry.period,
            }),
          ]
        : [];
    }),
  );
}

function isGiven(
  test: PolicyTest,
  { indicator, area, period }: PolicyTest["late"][number],
  { under }: Known,
): boolean {
  const kind = kindOf(indicator, under);
  const text = test.figures[indicator]?.[area] ?? test.figures[indicator]?.["*"] ?? "";
  const read = readSeries(text, kind, indicatorById(indicator)!.denominator !== null);
  return "series" in read && (read.series.get(readPeriod(period, kind)!) ?? null) !== null;
}

function statementMistakes({ statements = [] }: PolicyTest, path: Path, { under }: Known): PolicyMistake[] {
  const kind = under.duties.find(({ report }) => report === "layoff-report")?.period ?? "month";
  return statements.flatMap(
    ({ period }, at) => periodMistake(period, [...path, "statements", at, "period"], kind) ?? [],
  );
}

const periodMistake = (
  period: string,
  path: Path,
  kind: Parameters<typeof readPeriod>[1],
): PolicyMistake | null =>
  readPeriod(period, kind) === null ? mistakeAt(path, "error.test-period", { period }) : null;

function expectationMistakes(test: PolicyTest, path: Path, known: Known): PolicyMistake[] {
  const used = Object.keys(known.policy.rules);
  const ruleMistake = (rule: string, at: Path) => {
    if (used.includes(rule)) return [];
    return [
      ruleById(rule)
        ? mistakeAt(at, "error.test-rule-unused", { rule, known: used })
        : mistakeAt(at, "error.test-rule", { rule, known: rules.map(({ id }) => id) }),
    ];
  };
  const isEmpty = test.expect.length + test.legalDuty.length === 0 && test.events === undefined;
  return [
    ...(isEmpty ? [mistakeAt(path, "error.test-expects-nothing")] : []),
    ...test.expect.flatMap((expected, at) => {
      const place = [...path, "expect", at];
      const { rule, period } = expected;
      const unknown = ruleMistake(rule, [...place, "rule"]);
      if (unknown.length > 0) return unknown;
      const isGivenAny = (["tier", "steady", "outcome", "reason", "facts"] as const).some(
        (key) => expected[key] !== undefined,
      );
      const defined = ruleById(rule)!;
      const kind = defined.kind === "series" ? kindOf(defined.indicator, known.under) : "month";
      return [
        ...(defined.kind === "combined"
          ? [mistakeAt([...place, "rule"], "error.test-combined", { rule })]
          : []),
        ...(isGivenAny ? [] : [mistakeAt(place, "error.test-expects-nothing")]),
        ...[period === undefined ? null : periodMistake(period, [...place, "period"], kind)].flatMap(
          (found) => found ?? [],
        ),
      ];
    }),
    ...(test.events ?? []).flatMap((event, at) => eventMistakes(event, [...path, "events", at], ruleMistake)),
  ];
}

function eventMistakes(
  { kind, tier, rule }: ExpectedEvent,
  path: Path,
  ruleMistake: (rule: string, at: Path) => PolicyMistake[],
): PolicyMistake[] {
  return [
    ...(rule === undefined ? [] : ruleMistake(rule, [...path, "rule"])),
    ...(kind === "lifted" && tier !== undefined
      ? [mistakeAt([...path, "tier"], "error.test-lifted-tier")]
      : []),
    ...(kind !== "lifted" && tier === undefined ? [mistakeAt(path, "error.test-event-tier", { kind })] : []),
  ];
}
