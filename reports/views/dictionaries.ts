import { adviceText } from "../../rules/definitions/advice.ts";
import type { Rule } from "../../rules/definitions/define.ts";
import { rules } from "../../rules/definitions/index.ts";
import { indicators } from "../../rules/indicators/index.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import { TIERS } from "../../rules/policy/tiers.ts";
import { indicatorSql } from "../../warehouse/measure/observation-sql.ts";
import type { Dictionaries } from "../../warehouse/published/publish.ts";
import { inLanguage, type Language, translate } from "../language/index.ts";
import { disclosureRules } from "./disclosure-rules.ts";

/** A report kind as listed in the dictionary of the readers' copy. */
export interface DescribedReport {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly periods: readonly string[];
}

/** What a rule advises at every tier, a line each. */
const advicesText = (rule: Rule, language: Language): string =>
  [...TIERS]
    .map(
      (tier) =>
        `${translate(language, `tier.${tier}`)}: ${inLanguage(adviceText(rule.advice, tier), language)}`,
    )
    .join("\n");

/** Dictionary tables of the readers' copy: indicators, rules, the policy in force and report kinds (指标、规则、方案、报表字典). */
export function dictionariesOf(policy: Policy, reports: readonly DescribedReport[]): Dictionaries {
  return {
    indicator_dictionary: indicators.map((indicator) => ({
      ...{
        id: indicator.id,
        title_zh: indicator.title.zh,
        title_en: indicator.title.en,
        unit_zh: indicator.unit.zh,
      },
      ...{ unit_en: indicator.unit.en, higher_is: indicator.higherIs, report: indicator.reads },
      periods: indicator.periods.join(", "),
      levels: indicator.levels.join(", "),
      ...{
        numerator: indicator.numerator,
        denominator: indicator.denominator,
        scale: indicator.scale,
        decimals: indicator.decimals,
      },
      ...{ definition_zh: indicator.definition?.zh ?? null, definition_en: indicator.definition?.en ?? null },
      ...{ not_shown_zh: indicator.notBelow?.zh ?? null, not_shown_en: indicator.notBelow?.en ?? null },
      ...{ when_missing: indicator.whenMissing, source: indicator.source, sql: indicatorSql(indicator.id) },
    })),
    rule_dictionary: rules.map((rule) => ({
      ...{
        id: rule.id,
        title_zh: rule.title.zh,
        title_en: rule.title.en,
        cause: rule.cause,
        kind: rule.kind,
      },
      indicator: rule.kind === "series" ? rule.indicator : null,
      levels: rule.levels.join(", "),
      ...{ advice_zh: advicesText(rule, "zh-CN"), advice_en: advicesText(rule, "en") },
      ...{ limitations_zh: rule.limitations.zh, limitations_en: rule.limitations.en, basis: rule.basis },
    })),
    policy_line: Object.entries(policy.rules).flatMap(([rule, { lines }]) =>
      Object.entries(lines).map(([tier, line]) => ({
        ...{ policy: String(policy.version), rule, tier },
        line: JSON.stringify(line),
      })),
    ),
    disclosure_rule: disclosureRules(policy),
    report_dictionary: reports.map(({ id, title, source, periods }) => ({
      ...{ id, title_zh: title.zh, title_en: title.en, source },
      periods: periods.join(", "),
    })),
  };
}
