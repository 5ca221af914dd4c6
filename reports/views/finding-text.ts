import { shiftPeriod } from "../../rules/calendar/periods.ts";
import type { Evidence } from "../../rules/findings/define.ts";
import type { Finding } from "../../rules/findings/finding-log.ts";
import { verdictsFor } from "../../rules/findings/finding-log.ts";
import { findingKindById } from "../../rules/findings/index.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Directory } from "../delivery/directory.ts";
import {
  dateText,
  fill,
  inLanguage,
  type Language,
  numberText,
  periodText,
  translate,
} from "../language/index.ts";

/** A finding in words: title with the area, message, question, and what else may explain it. */
export interface FindingText {
  readonly title: string;
  readonly message: string;
  readonly question: string;
  readonly limitations: string;
  readonly chance: string | null;
  readonly verdicts: readonly string[];
}

/** Put a finding into words. Evidence holds figures, never an enterprise's name. */
export function findingText(finding: Finding, directory: Directory, language: Language): FindingText {
  const kind = findingKindById(finding.kind);
  const values = Object.entries(finding.evidence).map(([name, value]) => [name, valueText(value, language)]);
  const title = kind ? inLanguage(kind.title, language) : finding.kind;
  return {
    title: translate(language, "finding.title", {
      id: finding.id,
      area: directory.areaName(finding.area),
      title,
    }),
    message: kind ? fill(inLanguage(kind.message, language), Object.fromEntries(values)) : "",
    question: kind ? inLanguage(kind.question, language) : "",
    limitations: kind ? inLanguage(kind.limitations, language) : "",
    chance: finding.pValue === null ? null : chanceText(finding.pValue, language),
    verdicts: verdictsFor(finding.kind),
  };
}

/** A finding named in a subject: area, what is odd, and the period of the report. */
export function findingName(finding: Finding, directory: Directory, language: Language): string {
  const kind = findingKindById(finding.kind);
  const { period } = finding;
  return translate(language, period === null ? "finding.named-timeless" : "finding.named", {
    area: directory.areaName(finding.area),
    title: kind ? inLanguage(kind.title, language) : finding.kind,
    period: period === null ? "" : valueText(period, language),
  });
}

/** A probability as readers of letters know it: `约为1.3%`, and in words where it is small. */
function chanceText(probability: number, language: Language): string {
  if (probability < 1e-6) return translate(language, "finding.chance-millionth");
  if (probability < 1e-3) return translate(language, "finding.chance-thousandth");
  return translate(language, "finding.chance-about", {
    percent: numberText(Number((100 * probability).toPrecision(2)), language),
  });
}

/** A value of evidence in words. */
export function valueText(value: Evidence[string], language: Language): string {
  if (value === null || value === undefined) return translate(language, "fact.unknown");
  // Figures that are compared stand in a table.
  if (Array.isArray(value)) return "";
  if (typeof value === "object") return inLanguage(value as Text, language);
  if (typeof value === "number") return numberText(value, language, 2);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  // A period is named by its last day.
  return value === shiftPeriod(value, "month", 0)
    ? periodText(value, "month", language)
    : dateText(value, language);
}
