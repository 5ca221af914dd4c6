import { ruleById } from "../../../rules/definitions/index.ts";
import type { Failure, FailureValue, TestResult } from "../../../rules/policy-tests/run-test.ts";
import type { RuleTier } from "../../../rules/policy-tests/untested-tiers.ts";
import { isTextKey } from "../../language/bilingual.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../language/index.ts";

/** A file of tests that was run. */
export interface FileResult {
  readonly file: string;
  readonly results: readonly TestResult[];
  /** The line of the value at a path of a test of the file. */
  lineOf(test: number, path: Failure["path"]): number;
}

/** Each test of a file, passed or failed, with what was expected and what was found. */
export function fileResultText({ file, results, lineOf }: FileResult, language: Language): string {
  const passed = results.filter(({ failures }) => failures.length === 0).length;
  return [
    translate(language, "policy-test.folder-title", { file, passed, count: results.length }),
    ...results.flatMap(({ test, failures }, at) => [
      `  ${translate(language, failures.length === 0 ? "policy-test.passed" : "policy-test.failed", { name: test.name })}`,
      ...failures.map(
        (failure) => `      ${file}:${lineOf(at, failure.path)}: ${failureText(failure, language)}`,
      ),
    ]),
  ].join("\n");
}

/** The tiers of primary rules that no passed test shows; that there are none where every tier has a test. */
export function untestedText(untested: readonly RuleTier[], language: Language): string {
  if (untested.length === 0) return translate(language, "policy-test.complete");
  const rules = [...new Set(untested.map(({ rule }) => rule))];
  return [
    translate(language, "policy-test.untested", { count: untested.length }),
    ...rules.map((rule) =>
      translate(language, "policy-test.untested-line", {
        rule: ruleTitle(rule, language),
        tiers: untested
          .filter((other) => other.rule === rule)
          .map(({ tier }) => translate(language, `tier.${tier}`))
          .join(translate(language, "list.separator")),
      }),
    ),
  ].join("\n");
}

function failureText({ what, name = "", where, expected, found }: Failure, language: Language): string {
  const { date, area, rule } = where;
  const title = rule === null ? "" : ruleTitle(rule, language);
  return translate(language, "policy-test.failure", {
    where: translate(language, "policy-test.at", { date, area, rule: title }).trim(),
    subject: translate(language, `policy-test.what.${what}`, { name }),
    expected: valueText(what, expected, language),
    found: valueText(what, found, language),
  });
}

function valueText(what: Failure["what"], value: FailureValue, language: Language): string {
  if (value === null)
    return translate(
      language,
      what === "tier" || what === "steady" ? "policy-test.none" : "policy-test.nothing",
    );
  if (typeof value === "boolean") return translate(language, value ? "policy-test.yes" : "policy-test.no");
  if (typeof value === "object")
    return "areas" in value ? areasText(value.areas, language) : eventText(value, language);
  if (what === "verdict") return ruleTitle(String(value), language);
  if (value === "none") return translate(language, "policy-test.none");
  const key = { tier: "tier", steady: "tier", outcome: "outcome", reason: "reason" }[what as "tier"];
  const text = `${key}.${value}`;
  return key !== undefined && isTextKey(text) ? translate(language, text as TextKey) : String(value);
}

const areasText = (areas: readonly string[], language: Language): string =>
  areas.length === 0
    ? translate(language, "policy-test.nothing")
    : areas.join(translate(language, "list.separator"));

type EventValue = Extract<FailureValue, { readonly kind: unknown }>;

const eventText = ({ kind, tier, rule }: EventValue, language: Language): string =>
  translate(language, "policy-test.event", {
    kind: translate(language, `change.${kind}`),
    tier: tier === null ? "" : translate(language, `tier.${tier}`),
    rule: rule === null ? "" : ruleTitle(rule, language),
  }).trim();

const ruleTitle = (rule: string, language: Language): string => {
  const defined = ruleById(rule);
  return defined ? inLanguage(defined.title, language) : rule;
};
