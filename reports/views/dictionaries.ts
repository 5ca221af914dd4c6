import { rules } from "../../rules/definitions/index.ts";
import { indicators } from "../../rules/indicators/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { indicatorSql } from "../../warehouse/measure/observation-sql.ts";
import type { Dictionaries } from "../../warehouse/published/publish.ts";

/** A report kind as the dictionary of the readers' copy has it. */
export interface DescribedReport {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly periods: readonly string[];
}

/** What the readers' copy says of indicators, rules, the policy in force and report kinds (指标、规则、方案、报表字典). */
export function dictionariesOf(policy: Policy, reports: readonly DescribedReport[]): Dictionaries {
  return {
    indicator_dictionary: indicators.map((own) => ({
      ...{ id: own.id, title_zh: own.title.zh, title_en: own.title.en, unit_zh: own.unit.zh },
      ...{ unit_en: own.unit.en, higher_is: own.higherIs, report: own.reads },
      periods: own.periods.join(", "),
      levels: own.levels.join(", "),
      ...{ numerator: own.numerator, denominator: own.denominator, scale: own.scale, decimals: own.decimals },
      ...{ definition_zh: own.definition?.zh ?? null, definition_en: own.definition?.en ?? null },
      ...{ not_shown_zh: own.notBelow?.zh ?? null, not_shown_en: own.notBelow?.en ?? null },
      ...{ when_missing: own.whenMissing, source: own.source, sql: indicatorSql(own.id) },
    })),
    rule_dictionary: rules.map((own) => ({
      ...{ id: own.id, title_zh: own.title.zh, title_en: own.title.en, cause: own.cause, kind: own.kind },
      indicator: own.kind === "series" ? own.indicator : null,
      levels: own.levels.join(", "),
      ...{ advice_zh: own.advice.zh, advice_en: own.advice.en },
      ...{ limitations_zh: own.limitations.zh, limitations_en: own.limitations.en, basis: own.basis },
    })),
    policy_line: Object.entries(policy.rules).flatMap(([rule, { lines }]) =>
      Object.entries(lines).map(([tier, line]) => ({
        ...{ policy: String(policy.version), rule, tier },
        line: JSON.stringify(line),
      })),
    ),
    report_dictionary: reports.map(({ id, title, source, periods }) => ({
      ...{ id, title_zh: title.zh, title_en: title.en, source },
      periods: periods.join(", "),
    })),
  };
}
