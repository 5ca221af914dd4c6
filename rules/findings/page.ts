import type { FindingKind } from "./define.ts";
import { findingKinds } from "./index.ts";

/** The page of all kinds of findings, made from their definitions; a test compares it with `FINDINGS.md`. */
export function findingsPage(): string {
  return [
    "# Findings",
    "",
    "Made from `rules/findings/`: figures that deserve a question (疑点), with evidence, never an accusation. They are shown to the",
    "league and the region, never in a public text, and are closed with an answer (`fengsui answer`). Questions about figures also go to the",
    "office, and close when a corrected report has settled them; verdicts that rest on such figures say so.",
    ...findingKinds.flatMap(findingSection),
    "",
  ].join("\n");
}

const LOOKED_FOR: Readonly<Record<FindingKind["looksAt"], string>> = {
  new: "each night, in what is new",
  monthly: "once a month, in three years",
  held: "each night, in rows that were not loaded because of a question",
  cases: "each night, in what happened to cases",
};

/** The section of one finding kind, as lines of Markdown. */
export const findingSection = (kind: FindingKind): string[] => [
  "",
  `## ${kind.id}`,
  "",
  `**${kind.title.zh}** · ${kind.title.en}`,
  "",
  "| | |",
  "|---|---|",
  `| looked for | ${LOOKED_FOR[kind.looksAt]} |`,
  `| put to | ${kind.asksOffice ? "the office of the area, with a copy to its superiors; the figures count meanwhile" : "the superiors of the area"} |`,
  `| ground | ${kind.basis} |`,
  `| asks | ${kind.question.zh} / ${kind.question.en} |`,
  `| but | ${kind.limitations.zh} / ${kind.limitations.en} |`,
];
