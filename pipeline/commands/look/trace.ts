import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { dateText, inLanguage, numberText, periodText, translate } from "../../../reports/language/index.ts";
import { reasonsText } from "../../../reports/receipts/receipt-text.ts";
import { refusedRows } from "../../../reports/views/status.ts";
import {
  rowBehindGravestCase,
  type TracedEvent,
  type TracedObservation,
  type TracedRow,
  type TracedSubmission,
  type TracedVerdict,
  tracedEvents,
  tracedObservations,
  tracedRow,
  tracedSubmission,
  tracedVerdicts,
} from "../../../reports/views/trace.ts";
import { ruleById } from "../../../rules/definitions/index.ts";
import { indicatorById } from "../../../rules/indicators/index.ts";
import { dayIn } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption } from "../console/options.ts";

/** `fengsui trace DIR [SUBMISSION:LINE]`: follow one row of a report to the line it caused in an e-mail. */
export function traceCommand(effects: Effects): Command {
  return new Command("trace")
    .argument("<dir>", "folder of the deployment")
    .argument("[row]", "SUBMISSION:LINE, as in a receipt (default: a row behind the gravest case)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, row: string | undefined, options: { lang?: string }) => {
      const language = languageOption(options.lang);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        effects.out(await traceText(opened, row));
      } finally {
        opened.close();
      }
    });
}

/** The path of one row through the pipeline, step by step, as text. */
export async function traceText(opened: OpenDeployment, asked: string | undefined): Promise<string> {
  const { warehouse } = opened;
  const { submission: id, line } = await which(opened, asked);
  const submission = await tracedSubmission(warehouse, id);
  if (!submission) throw new UserError(bilingual("error.no-submission", { id }));
  const head = submissionLines(opened, submission);
  const row = await tracedRow(warehouse, submission, line);
  if (!row || submission.contract === null) return [...head, await refusedLine(opened, id, line)].join("\n");
  const { contract } = submission;
  return [
    ...head,
    rowLine(opened, contract, line, row),
    ...(await tracedObservations(warehouse, contract, row)).map((observation) =>
      observationLine(opened, observation),
    ),
    ...verdictLines(opened, await tracedVerdicts(warehouse, contract, row)),
    ...eventLines(opened, await tracedEvents(warehouse, contract, row)),
  ].join("\n");
}

async function which(
  opened: OpenDeployment,
  asked: string | undefined,
): Promise<{ submission: number; line: number }> {
  if (asked === undefined) {
    const row = await rowBehindGravestCase(opened.warehouse);
    if (row) return row;
    throw new UserError(bilingual("error.no-row-behind-a-case"));
  }
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(asked);
  if (!match) throw new UserError(bilingual("error.not-a-row", { value: asked }));
  return { submission: Number(match[1]), line: Number(match[2]) };
}

function submissionLines(opened: OpenDeployment, submission: TracedSubmission): string[] {
  const { language } = opened.noticeSetting;
  const { id, fileName: file, sender, sha256, state, accepted, refused } = submission;
  const received = dateText(
    dayIn(opened.deployment.settings.zone, new Date(submission.receivedAt)),
    language,
  );
  const path = `${sha256.slice(0, 2)}/${sha256.slice(0, 12)}…`;
  return [
    translate(language, "trace.submission", {
      id,
      file,
      sender: sender ?? translate(language, "trace.operator"),
      received,
      path,
    }),
    translate(language, "trace.answer", {
      state: translate(language, `receipt.${state}`),
      accepted,
      refused,
    }),
  ];
}

async function refusedLine(opened: OpenDeployment, submission: number, line: number): Promise<string> {
  const { language } = opened.noticeSetting;
  const rows = await refusedRows(opened.warehouse, submission, 1_000_000);
  const row = rows.find((candidate) => candidate.line === line);
  if (!row) throw new UserError(bilingual("error.no-row-on-line", { line, submission }));
  return translate(language, "trace.refused", {
    line,
    reasons: reasonsText(row.reasons, language),
  });
}

function rowLine(opened: OpenDeployment, contract: string, line: number, row: TracedRow): string {
  const { language, directory } = opened.noticeSetting;
  const cells = Object.entries(row.cells).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  const where = [
    directory.areaName(row.area),
    ...(row.period && row.periodKind ? [periodText(row.period, row.periodKind, language)] : []),
  ];
  return translate(language, "trace.row", {
    line,
    table: contract,
    cells: [...where, ...cells].join(translate(language, "list.separator")),
  });
}

function observationLine(opened: OpenDeployment, observation: TracedObservation): string {
  const { language, directory } = opened.noticeSetting;
  const indicator = indicatorById(observation.indicator)!;
  const denominator =
    observation.denominator === null
      ? ""
      : translate(language, "trace.denominator", { value: numberText(observation.denominator, language) });
  return translate(language, "trace.observation", {
    title: inLanguage(indicator.title, language),
    area: directory.areaName(observation.area),
    period: periodText(observation.period, observation.periodKind, language),
    value: numberText(observation.value ?? Number.NaN, language, indicator.decimals),
    unit: inLanguage(indicator.unit, language),
    numerator: numberText(observation.numerator, language),
    denominator,
    expected: observation.partsExpected,
    in: observation.partsIn,
  });
}

/** A line for each outcome in an area, with all the rules that came to it. */
function verdictLines(opened: OpenDeployment, verdicts: readonly TracedVerdict[]): string[] {
  const alike = new Map<string, TracedVerdict[]>();
  for (const verdict of verdicts) {
    const { date, area, period, periodKind, outcome, tier, reason } = verdict;
    const key = JSON.stringify([date, area, period, periodKind, outcome, tier, reason]);
    alike.set(key, [...(alike.get(key) ?? []), verdict]);
  }
  return [...alike.values()].map((group) => verdictLine(opened, group));
}

function verdictLine(opened: OpenDeployment, alike: readonly TracedVerdict[]): string {
  const { language, directory } = opened.noticeSetting;
  const verdict = alike[0]!;
  const titles = alike.map(({ rule }) => inLanguage(ruleById(rule)!.title, language));
  return translate(language, "trace.verdict", {
    date: verdict.date,
    rule: titles.join(translate(language, "list.comma")),
    area: directory.areaName(verdict.area),
    period: periodText(verdict.period, verdict.periodKind, language),
    outcome: translate(language, `outcome.${verdict.outcome}`),
    tier: verdict.tier ? ` ${translate(language, `tier.${verdict.tier}`)}` : "",
    reason: verdict.reason
      ? translate(language, "trace.reason", {
          reason: translate(language, `reason.${verdict.reason}` as TextKey),
        })
      : "",
  });
}

function eventLines(opened: OpenDeployment, events: readonly TracedEvent[]): string[] {
  const { language } = opened.noticeSetting;
  if (events.length === 0) return [translate(language, "trace.no-case")];
  const label = translate(language, "item.matter");
  return events.flatMap((event) => [
    translate(language, "trace.event", {
      date: event.date,
      case: event.caseId,
      change: translate(language, `change.${event.kind}`),
      tier: translate(language, `tier.${event.tier}`),
    }),
    ...event.notices.flatMap(({ id, office, recipients, body }) => [
      translate(language, "trace.notice", { notice: id, office, recipients: recipients.join(", ") }),
      translate(language, "trace.line", {
        line: body.split("\n").find((line) => line.startsWith(label)) ?? "",
      }),
    ]),
  ]);
}
