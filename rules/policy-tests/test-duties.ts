import type { Past } from "../backtest/past.ts";
import type { PeriodKind } from "../calendar/periods.ts";
import type { Owed } from "../judge/view.ts";
import { codeOf, type TestArea } from "./test-areas.ts";
import type { PolicyTest } from "./test-schema.ts";

/** The duties that tests stand under: a deployment's. */
export interface TestDuties {
  readonly duties: readonly { readonly report: string; readonly period: PeriodKind; readonly from: string }[];
  /** The day on which a report for a period is due. */
  dueDate(report: string, period: string): string;
  readonly lastDue: NonNullable<Past["lastDue"]>;
}

/** Names of the areas that owe a report in a test. */
export function owing(
  report: string,
  areas: readonly TestArea[],
  { duties }: TestDuties,
  test: PolicyTest,
): string[] {
  const level = duties.find((duty) => duty.report === report)?.from;
  return test.owes[report] ?? areas.flatMap((area) => (area.level === level ? [area.name] : []));
}

/** Who owes each report, by every area that contains them. */
export function testOwed(areas: readonly TestArea[], under: TestDuties, test: PolicyTest): Map<string, Owed> {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  return new Map(
    under.duties.map(({ report, period }) => {
      const parts = new Map<
        string,
        Owed["parts"] extends ReadonlyMap<string, readonly (infer Part)[]> ? Part[] : never
      >();
      for (const name of owing(report, areas, under, test)) {
        const area = codeOf(areas, name);
        const part = { area, weight: test.weights[name] ?? 1, validFrom: null, validTo: null };
        for (let at: string | null = area; at !== null; at = parents.get(at) ?? null)
          parts.set(at, [...(parts.get(at) ?? []), part]);
      }
      return [report, { kind: period, parts }] as const;
    }),
  );
}
