import type { Past, PastFigure, PastStatement, Stretch } from "../backtest/past.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import { indicatorById } from "../indicators/index.ts";
import { readFigure, readPeriod, readSeries, type WrittenFigure } from "./notation.ts";
import { codeOf, type TestArea } from "./test-areas.ts";
import { owing, type TestDuties, testOwed } from "./test-duties.ts";
import { layoffEvent } from "./test-layoffs.ts";
import type { PolicyTest } from "./test-schema.ts";

/** The history that a test writes down. The file was checked before. */
export function testPast(test: PolicyTest, areas: readonly TestArea[], under: TestDuties): Past {
  const owed = testOwed(areas, under, test);
  const figures = new Map(
    Object.keys(test.figures).map((indicator) => [
      indicator,
      indicatorFigures(indicator, test, areas, under),
    ]),
  );
  return {
    ...{ areas, owed, figures, lastDue: under.lastDue },
    layoffs: test.layoffs.map((layoff) => ({
      ...layoffEvent(layoff),
      ...{ area: codeOf(areas, layoff.area), knownOn: layoff.known ?? layoff.receivedOn },
    })),
    ...(test.statements ? { statements: pastStatements(test, areas, under) } : {}),
  };
}

/** The nights of a test: from the first report to the last day on which something comes in or is expected. */
export function testStretch(test: PolicyTest, { figures, layoffs, statements = [] }: Past): Stretch {
  const known = [...[...figures.values()].flat(), ...layoffs, ...statements].map(({ knownOn }) => knownOn);
  const expected = [...test.expect, ...test.legalDuty, ...(test.events ?? [])].flatMap(
    ({ date }) => date ?? [],
  );
  const days = [...known, ...expected].sort();
  const from = test.from ?? days[0] ?? "2000-01-01";
  return { from, to: test.to ?? days.at(-1) ?? from };
}

/** The period kind of an indicator under these duties. */
export const kindOf = (indicator: string, { duties }: TestDuties): PeriodKind =>
  duties.find(({ report }) => report === indicatorById(indicator)?.reads)?.period ?? "month";

function indicatorFigures(
  indicator: string,
  test: PolicyTest,
  areas: readonly TestArea[],
  under: TestDuties,
): PastFigure[] {
  const { reads, denominator } = indicatorById(indicator)!;
  const [kind, isRatio] = [kindOf(indicator, under), denominator !== null];
  const written = Object.entries(test.figures[indicator]!);
  const named = new Set(written.map(([name]) => name));
  const others = owing(reads, areas, under, test).filter((name) => !named.has(name));
  const first = written.flatMap(([name, text]) => {
    const read = readSeries(text, kind, isRatio);
    const series = "series" in read ? [...read.series] : [];
    return (name === "*" ? others : [name]).flatMap((place) =>
      series.map(([period, figure]) => {
        const late = test.late.find(
          (entry) =>
            entry.indicator === indicator &&
            entry.area === place &&
            readPeriod(entry.period, kind) === period,
        );
        return pastFigure(codeOf(areas, place), period, figure, late?.known ?? under.dueDate(reads, period));
      }),
    );
  });
  const corrected = test.corrections
    .filter((entry) => entry.indicator === indicator)
    .map(({ area, period, value, known }) => {
      const figure = readFigure(String(value), isRatio) ?? null;
      return pastFigure(codeOf(areas, area), readPeriod(period, kind)!, figure, known);
    });
  const stated = first.filter(({ complete }) => complete);
  return [...stated, ...corrected].sort((a, b) =>
    a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0,
  );
}

const pastFigure = (area: string, period: string, figure: WrittenFigure, knownOn: string): PastFigure => ({
  ...{ area, period, knownOn },
  ...{
    numerator: figure?.numerator ?? 0,
    denominator: figure?.denominator ?? null,
    complete: figure !== null,
  },
});

function pastStatements(test: PolicyTest, areas: readonly TestArea[], under: TestDuties): PastStatement[] {
  const kind = under.duties.find(({ report }) => report === "layoff-report")?.period ?? "month";
  return (test.statements ?? []).map(({ area, period, known }) => {
    const ends = readPeriod(period, kind)!;
    return {
      ...{ area: codeOf(areas, area), period: ends },
      knownOn: known ?? under.dueDate("layoff-report", ends),
    };
  });
}
