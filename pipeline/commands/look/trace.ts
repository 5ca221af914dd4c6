import { Command } from "commander";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { dateText, inLanguage, numberText, periodText, say } from "../../../reports/language/index.ts";
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
import { type House, openHouse } from "../../night/open-deployment.ts";
import type { World } from "../console/effects.ts";
import { languageOption } from "../night/open-for-night.ts";

/** `fengsui trace DIR [SUBMISSION:LINE]`: follow one row of a report to the line in the e-mail that it caused. */
export function traceCommand(world: World): Command {
  return new Command("trace")
    .description("follow one row of a report to the line in the e-mail that it caused")
    .argument("<dir>", "folder of the deployment")
    .argument("[row]", "SUBMISSION:LINE, as in a receipt (default: a row behind the gravest case)")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, row: string | undefined, options: { lang?: string }) => {
      const language = languageOption(options.lang);
      const house = await openHouse(dir, language ? { language } : {});
      try {
        world.out(await traceText(house, row));
      } finally {
        house.close();
      }
    });
}

/** The way of one row, step by step, as text. */
export async function traceText(house: House, asked: string | undefined): Promise<string> {
  const { warehouse } = house;
  const { submission: id, line } = await which(house, asked);
  const submission = await tracedSubmission(warehouse, id);
  if (!submission) throw new UserError(`there is no submission ${id}; fengsui status shows the last ones.`);
  const head = submissionLines(house, submission);
  const row = await tracedRow(warehouse, submission, line);
  if (!row || submission.contract === null) return [...head, await refusedLine(house, id, line)].join("\n");
  const { contract } = submission;
  return [
    ...head,
    rowLine(house, contract, line, row),
    ...(await tracedObservations(warehouse, contract, row)).map((one) => observationLine(house, one)),
    ...(await tracedVerdicts(warehouse, contract, row)).map((one) => verdictLine(house, one)),
    ...eventLines(house, await tracedEvents(warehouse, contract, row)),
  ].join("\n");
}

async function which(house: House, asked: string | undefined): Promise<{ submission: number; line: number }> {
  if (asked === undefined) {
    const row = await rowBehindGravestCase(house.warehouse);
    if (row) return row;
    throw new UserError("no case rests on a layoff report yet: name a row as SUBMISSION:LINE, such as 12:3.");
  }
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(asked);
  if (!match) throw new UserError(`${asked}: name a row as SUBMISSION:LINE, such as 12:3.`);
  return { submission: Number(match[1]), line: Number(match[2]) };
}

function submissionLines(house: House, submission: TracedSubmission): string[] {
  const { language } = house.noticeSetting;
  const { id, fileName: file, sender, sha256, state, accepted, refused } = submission;
  const received = dateText(dayIn(house.deployment.settings.zone, new Date(submission.receivedAt)), language);
  const path = `${sha256.slice(0, 2)}/${sha256.slice(0, 12)}…`;
  return [
    say(language, "trace.submission", {
      id,
      file,
      sender: sender ?? say(language, "trace.operator"),
      received,
      path,
    }),
    say(language, "trace.answer", { state: say(language, `receipt.${state}`), accepted, refused }),
  ];
}

async function refusedLine(house: House, submission: number, line: number): Promise<string> {
  const { language } = house.noticeSetting;
  const rows = await refusedRows(house.warehouse, submission, 1_000_000);
  const row = rows.find((one) => one.line === line);
  if (!row)
    throw new UserError(
      `line ${line} of submission ${submission} holds no row (a header, a repetition, or beyond the end).`,
    );
  return say(language, "trace.refused", {
    line,
    reasons: reasonsText(row.reasons, language),
  });
}

function rowLine(house: House, contract: string, line: number, row: TracedRow): string {
  const { language, directory } = house.noticeSetting;
  const cells = Object.entries(row.cells).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  const where = [
    directory.areaName(row.area),
    ...(row.period && row.periodKind ? [periodText(row.period, row.periodKind, language)] : []),
  ];
  return say(language, "trace.row", {
    line,
    table: contract,
    cells: [...where, ...cells].join(say(language, "list.separator")),
  });
}

function observationLine(house: House, one: TracedObservation): string {
  const { language, directory } = house.noticeSetting;
  const indicator = indicatorById(one.indicator)!;
  const denominator =
    one.denominator === null
      ? ""
      : say(language, "trace.denominator", { value: numberText(one.denominator, language) });
  return say(language, "trace.observation", {
    title: inLanguage(indicator.title, language),
    area: directory.areaName(one.area),
    period: periodText(one.period, one.periodKind, language),
    value: numberText(one.value ?? Number.NaN, language, indicator.decimals),
    unit: inLanguage(indicator.unit, language),
    numerator: numberText(one.numerator, language),
    denominator,
    expected: one.partsExpected,
    in: one.partsIn,
  });
}

function verdictLine(house: House, one: TracedVerdict): string {
  const { language, directory } = house.noticeSetting;
  return say(language, "trace.verdict", {
    date: one.date,
    rule: inLanguage(ruleById(one.rule)!.title, language),
    area: directory.areaName(one.area),
    period: periodText(one.period, one.periodKind, language),
    outcome: say(language, `outcome.${one.outcome}`),
    tier: one.tier ? ` ${say(language, `tier.${one.tier}`)}` : "",
    reason: one.reason
      ? say(language, "trace.reason", { reason: say(language, `reason.${one.reason}` as TextKey) })
      : "",
  });
}

function eventLines(house: House, events: readonly TracedEvent[]): string[] {
  const { language } = house.noticeSetting;
  if (events.length === 0) return [say(language, "trace.no-case")];
  const label = say(language, "notice.what");
  return events.flatMap((event) => [
    say(language, "trace.event", {
      date: event.date,
      case: event.caseId,
      change: say(language, `change.${event.kind}`),
      tier: say(language, `tier.${event.tier}`),
    }),
    ...event.notices.flatMap(({ id, office, recipients, body }) => [
      say(language, "trace.notice", { notice: id, office, recipients: recipients.join(", ") }),
      say(language, "trace.line", { line: body.split("\n").find((line) => line.startsWith(label)) ?? "" }),
    ]),
  ]);
}
