import { writeLetters } from "../../reports/delivery/outbox.ts";
import { sendWaiting } from "../../reports/delivery/send.ts";
import { findingLetters } from "../../reports/notices/finding-letters.ts";
import { writeNotices } from "../../reports/notices/write-notices.ts";
import { answerSubmissions } from "../../reports/receipts/receipts.ts";
import type { CaseEvent } from "../../rules/cases/case-log.ts";
import { updateCases } from "../../rules/cases/update-cases.ts";
import { decidedSince, updateFindings } from "../../rules/findings/finding-log.ts";
import { indicators } from "../../rules/indicators/index.ts";
import { evaluate } from "../../rules/judge/evaluate.ts";
import { writeVerdicts } from "../../rules/judge/verdict-log.ts";
import type { Known } from "../../warehouse/measure/known.ts";
import {
  beginNight,
  endNight,
  failNight,
  lastNight,
  lastSubmission,
  type NightRecord,
} from "../../warehouse/measure/nights.ts";
import { observe } from "../../warehouse/measure/observe.ts";
import { keepEnterpriseCells } from "../../warehouse/published/enterprise-cells.ts";
import { comparedOf } from "../intake/contracts/facts.ts";
import { contracts } from "../intake/contracts/index.ts";
import { causeOf } from "../intake/failures.ts";
import { carryOver, leaveBehind } from "./carry.ts";
import { keepDuties, remindOffices } from "./duties.ts";
import { hasNews, type TakenIn, takeInAll } from "./intake.ts";
import type { House } from "./open-deployment.ts";
import { publishNight, shareNight } from "./publish.ts";
import { countVerdicts, type NightRequest, type NightResult, whatIsDue } from "./steps.ts";

/**
 * Run the whole road for one date (夜间作业): take in, measure, judge, open and close cases, tell, send, publish.
 *
 * What the night finds is written in one transaction with the record of the night, so that a night that fails leaves
 * yesterday's state whole; reports taken in stay, and the next night measures them. The same night again, with nothing
 * new, changes nothing.
 */
export async function runNight(house: House, request: NightRequest): Promise<NightResult> {
  const before = await lastNight(house.warehouse);
  const repeated = before !== null && (await isDone(before, house, request));
  const { record, events } = repeated
    ? { record: before, events: [] }
    : await findings(house, request, before);
  const sent = await house.progress(
    "send",
    "messages",
    () => send(house, request),
    (done) => done.sent,
  );
  if (request.publish && !repeated) {
    await house.progress("publish", "tables", () => publishNight(house));
    await house.progress("share", "partitions", () => shareNight(house, request.asOf));
  }
  return { record, events, sent, repeated };
}

/** Take in, measure, judge, change cases and write notices; on failure only the reports taken in remain. */
async function findings(house: House, request: NightRequest, before: NightRecord | null): Promise<Judged> {
  const { warehouse, deployment } = house;
  const id = await beginNight(warehouse, {
    date: request.date,
    asOf: request.asOf,
    startedAt: request.now,
    policy: deployment.policyHash,
    register: deployment.registerHash,
    code: house.codeVersion,
  });
  try {
    const wasSmall = (house.carried.known?.rows ?? FEW_ROWS) < FEW_ROWS;
    const work = () => takeInAndJudge(house, request, id, before);
    return await (wasSmall ? warehouse.inOneThread(work) : work());
  } catch (error) {
    house.carried.clear();
    await failNight(warehouse, id).catch((cause) =>
      house.log(`the record of the night cannot say that it failed: ${causeOf(cause)}`),
    );
    throw error;
  }
}

/** The steps of a night once its record is begun. */
async function takeInAndJudge(
  house: House,
  request: NightRequest,
  id: number,
  before: NightRecord | null,
): Promise<Judged> {
  const { warehouse } = house;
  const taken = await house.progress(
    "take-in",
    "files",
    () => takeInAll(house, request),
    (done) => done.files,
  );
  const known = await house.progress("compare", null, () => carryOver(house, request, before));
  await house.progress("answer", "receipts", async () =>
    known.unanswered > 0 ? answer(house, request, id) : 0,
  );
  const due = await house.progress("due", null, () => whatIsDue(house, request, house.carried));
  const begun = { id, before, taken, known, due };
  const judge = () => warehouse.transaction(() => judgeAndTell(house, request, begun));
  return await (known.rows < FEW_ROWS ? warehouse.inOneThread(judge) : warehouse.inAllThreads(judge));
}

/** In a warehouse of fewer rows, a night's many small statements take an eighth less of the processor in one thread. */
const FEW_ROWS = 2_000_000;

const answer = (house: House, { date, now }: NightRequest, night: number): Promise<number> =>
  answerSubmissions(house.warehouse, {
    folder: house.path("receipts"),
    language: house.noticeSetting.language,
    letters: { night, date, now, domain: house.mailDomain, directory: house.noticeSetting.directory },
  });

interface Begun {
  readonly id: number;
  readonly before: NightRecord | null;
  readonly taken: TakenIn;
  readonly known: Known;
  readonly due: Awaited<ReturnType<typeof whatIsDue>>;
}

/** A night at its end, with the cases it changed. */
interface Judged {
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
}

/** Measure, judge, change cases, find and remind, and close the night's record: all of it or nothing. */
async function judgeAndTell(house: House, request: NightRequest, begun: Begun): Promise<Judged> {
  const { warehouse, progress, deployment, carried } = house;
  const { id, before, taken, due } = begun;
  const { policy } = deployment;
  const { date, asOf, now } = request;
  const since = { asOf: before?.asOf ?? null, submission: before?.submissionUpto ?? 0 };
  const observations = await measure(house, request, begun);
  const verdicts = await progress(
    "judge",
    "verdicts",
    () => evaluate(warehouse, { date, asOf, policy, lastDue: due.lastDue, carried }),
    size,
  );
  const isFirst = before !== null && before.date < date;
  await progress("write verdicts", null, () =>
    writeVerdicts(warehouse, { id, date, isFirst }, policy.version, verdicts),
  );
  const events = await progress(
    "cases",
    "changes",
    () => updateCases(warehouse, verdicts, { night: id, date, policy, asOf, since, carried }),
    size,
  );
  const to = { night: id, now, domain: house.mailDomain };
  const notices = await progress("tell", "notices", () =>
    writeNotices(warehouse, events, verdicts, to, house.noticeSetting),
  );
  const findings = await progress("find", "findings", () => find(house, request, begun));
  const yearsWithoutCalendar = await progress("duties", null, () => keepDuties(house, request, carried));
  await progress("remind", "letters", () => remindOffices(house, request, id, carried));
  const told = { ...countVerdicts(verdicts), missing: due.missing, changes: events.length, notices };
  const counts = { ...taken, findings, yearsWithoutCalendar, observations, ...told };
  const { policyHash, registerHash } = deployment;
  const judgedBy = { policy: policyHash, register: registerHash, submissionUpto: begun.known.submission };
  const record = { id, date, asOf, ...judgedBy, counts };
  await endNight(warehouse, record, now);
  leaveBehind(carried, { id, date, observations, events: events.length });
  return { record, events };
}

const size = (all: readonly unknown[]): number => all.length;

/** Compute the figures that new reports move, and the numbers of enterprises behind them. */
async function measure(
  house: House,
  { date, asOf }: NightRequest,
  { id, before, due }: Begun,
): Promise<number> {
  const { warehouse, progress, deployment, carried } = house;
  const since = { asOf: before?.asOf ?? null, submission: before?.submissionUpto ?? 0 };
  const registerChanged = before !== null && before.register !== deployment.registerHash;
  const observations = await progress("measure", "observations", () =>
    observe(warehouse, {
      ...{ night: id, date, asOf, since, registerChanged, carried },
      statementDue: due.statements,
      indicators: indicators.map((own) => ({ ...own, rolling: own.periods.includes("rolling-30-days") })),
    }),
  );
  await progress("enterprise cells", null, () =>
    keepEnterpriseCells(warehouse, { asOf, since: registerChanged ? 0 : since.submission }, carried),
  );
  return observations;
}

/** Look for figures that deserve a question, and tell the superiors of their areas. */
async function find(
  house: House,
  { date, asOf, now }: NightRequest,
  { id: night, before, known }: Begun,
): Promise<number> {
  const { warehouse, noticeSetting, mailDomain: domain } = house;
  const reports = contracts.map((contract) => comparedOf(contract, contracts));
  const found = await updateFindings(warehouse, {
    ...{ night, date, asOf, reports },
    since: before?.submissionUpto ?? 0,
    latest: known.submission,
    monthly: before?.date.slice(0, 7) !== date.slice(0, 7),
  });
  const { directory, language } = noticeSetting;
  await writeLetters(warehouse, findingLetters(found, { night, date, directory }, language), { now, domain });
  return found.length;
}

const send = (house: House, request: NightRequest) =>
  sendWaiting(house.warehouse, house.transport, house.deployment.settings.mail.from, request.now);

/** The same date again, by the same policy and register, with nothing new: there is nothing to find. */
async function isDone(before: NightRecord, house: House, request: NightRequest): Promise<boolean> {
  if (before.date !== request.date || before.policy !== house.deployment.policyHash) return false;
  if (before.register !== house.deployment.registerHash || hasNews(house)) return false;
  if (await decidedSince(house.warehouse, before.asOf, request.asOf)) return false;
  return (await lastSubmission(house.warehouse)) === before.submissionUpto;
}
