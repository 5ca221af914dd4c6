import { sendWaiting } from "../../reports/delivery/send.ts";
import { translate } from "../../reports/language/index.ts";
import { writeNotices } from "../../reports/notices/write-notices.ts";
import { answerSubmissions } from "../../reports/receipts/receipts.ts";
import { setAsideLine } from "../../reports/views/set-aside-line.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { updateCases } from "../../rules/cases/update-cases.ts";
import { openQuestions, withQuestions } from "../../rules/findings/in-question.ts";
import { evaluate } from "../../rules/judge/evaluate.ts";
import { rememberJudged } from "../../rules/judge/judged-periods.ts";
import { writeVerdicts } from "../../rules/judge/verdict-log.ts";
import { Stopped } from "../../warehouse/engine/hooks.ts";
import type { Known } from "../../warehouse/measure/known.ts";
import {
  beginNight,
  endNight,
  failNight,
  lastInstant,
  lastNight,
  laterThan,
  type NightRecord,
} from "../../warehouse/measure/nights.ts";
import { dayIn } from "../deployment/clock.ts";
import { inForceOn, isWithoutPolicy } from "../deployment/load.ts";
import { causeOf } from "../intake/failures.ts";
import { carryOver, leaveBehind } from "./carry.ts";
import { collectQuestions } from "./collect-questions.ts";
import { calendarEnd, keepDuties, remindersOf } from "./duties.ts";
import { questionsOf, searchFor } from "./figure-questions.ts";
import { type TakenIn, takeInAll } from "./intake.ts";
import { isDone } from "./is-done.ts";
import { isPartial, measure } from "./measure.ts";
import { writeLettersOfNight } from "./night-letters.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import { remindOfPlans } from "./plans.ts";
import { publishIfStale } from "./publish.ts";
import { SetAsideList } from "./set-aside-list.ts";
import { countVerdicts, type NightRequest, type NightResult, whatIsDue } from "./steps.ts";
import { withoutFailing } from "./without-failing.ts";

/**
 * Run all steps for one date (夜间作业): take in, measure, judge, open and close cases, notify, send, publish.
 *
 * The results are written in one transaction with the record of the night, so that a failed night leaves yesterday's state intact;
 * reports taken in stay, and the next night measures them. Repeating a night with nothing new changes nothing.
 */
export async function runNight(today: OpenDeployment, requested: NightRequest): Promise<NightResult> {
  const opened = asOn(today, requested);
  const asOf = laterThan(await lastInstant(opened.warehouse), requested.asOf);
  const request = { ...requested, asOf };
  const before = await lastNight(opened.warehouse);
  const repeated = before !== null && (await isDone(before, opened, request));
  const { record, events } = repeated
    ? { record: before, events: [] }
    : await findings(opened, request, before);
  // Letters to a folder are written at once; a mail server is never waited for while the warehouse is held.
  const sent = opened.transport.isLocal
    ? await opened.progress(
        "send",
        "messages",
        () => send(opened, request),
        (done) => done.sent,
      )
    : null;
  const copy = request.publish ? await publishIfStale(opened, record.asOf) : "left";
  collectQuestions(opened);
  return { record, events, sent, repeated, copy };
}

/** The deployment with the version of its policy that is in force on a date, and with the people who work on the day of the mails. */
function asOn(opened: OpenDeployment, { date, now }: NightRequest): OpenDeployment {
  const deployment = inForceOn(opened.deployment, date);
  const { policy, settings } = deployment;
  const directory = opened.noticeSetting.directory.on(dayIn(settings.zone, new Date(now)));
  return { ...opened, deployment, noticeSetting: { ...opened.noticeSetting, policy, directory } };
}

/** Take in, measure, judge, change cases and write notices; on failure only the reports taken in remain. */
async function findings(
  opened: OpenDeployment,
  request: NightRequest,
  before: NightRecord | null,
): Promise<Judged> {
  const { warehouse, deployment } = opened;
  const id = await beginNight(warehouse, {
    ...{ date: request.date, asOf: request.asOf, startedAt: request.now },
    policy: deployment.policyHash,
    register: deployment.registerHash,
    code: opened.codeVersion,
  });
  opened.onNight({ id, date: request.date });
  try {
    const wasSmall = (opened.carried.known?.rows ?? FEW_ROWS) < FEW_ROWS;
    const work = () => takeInAndJudge(opened, request, id, before);
    return await (wasSmall ? warehouse.inOneThread(work) : work());
  } catch (error) {
    opened.carried.clear();
    // Without a record the next night finds this one broken off.
    if (!(error instanceof Stopped))
      await failNight(warehouse, id).catch((cause) =>
        opened.log(`the record of the night cannot say that it failed: ${causeOf(cause)}`),
      );
    throw error;
  }
}

/** The steps of a night once its record is begun. */
async function takeInAndJudge(
  opened: OpenDeployment,
  request: NightRequest,
  id: number,
  before: NightRecord | null,
): Promise<Judged> {
  const { warehouse } = opened;
  const aside = new SetAsideList();
  const taken = await opened.progress(
    "take-in",
    "files",
    () => takeInAll(opened, request),
    (done) => done.files,
  );
  const known = await opened.progress("compare", null, () => carryOver(opened, request, before));
  const asked = await opened.progress("find", "findings", () =>
    searchFor("reports", opened, request, { id, before, known }),
  );
  await opened.progress("answer", "receipts", async () =>
    known.unanswered > 0 ? answer(opened, request, id, aside) : 0,
  );
  const due = await opened.progress("due", null, () => whatIsDue(opened, request, opened.carried));
  const begun = { id, before, taken, known, due, asked, aside };
  return withoutFailing(opened, request, begun, (failed) => {
    const judge = () => warehouse.transaction(() => judgeAndNotify(opened, request, { ...begun, failed }));
    return known.rows < FEW_ROWS ? warehouse.inOneThread(judge) : warehouse.inAllThreads(judge);
  });
}

/** In a warehouse with fewer rows, a night's many small statements take an eighth less processor time in one thread. */
const FEW_ROWS = 2_000_000;

const answer = (
  opened: OpenDeployment,
  { date, now }: NightRequest,
  night: number,
  aside: SetAsideList,
): Promise<number> =>
  answerSubmissions(opened.warehouse, {
    onBroken: aside.onText,
    folder: opened.path("receipts"),
    language: opened.noticeSetting.language,
    letters: { night, date, now, domain: opened.mailDomain, directory: opened.noticeSetting.directory },
  });

interface Begun {
  readonly id: number;
  readonly before: NightRecord | null;
  readonly taken: TakenIn;
  readonly known: Known;
  readonly due: Awaited<ReturnType<typeof whatIsDue>>;
  /** Questions found about reports. */
  readonly asked: number;
  /** What failed so far and was set aside. */
  readonly aside: SetAsideList;
  /** Indicators that failed and are left out, with their errors. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/** A finished night, with the cases it changed. */
interface Judged {
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
}

/** Measure, judge, change cases, look for findings, remind, and close the night's record, all or nothing. */
async function judgeAndNotify(opened: OpenDeployment, request: NightRequest, begun: Begun): Promise<Judged> {
  const { warehouse, progress, deployment, carried } = opened;
  const { id, before, taken, due, aside } = begun;
  const { policy } = deployment;
  const { date, asOf, now } = request;
  const since = { asOf: before?.asOf ?? null, submission: before?.submissionUpto ?? 0 };
  const observations = await measure(opened, request, begun);
  const questions = await openQuestions(warehouse, asOf);
  const isUnjudged = isWithoutPolicy(deployment, date);
  if (isUnjudged) opened.log(translate(opened.noticeSetting.language, "night.no-policy", { date }));
  const verdicts = await progress(
    "judge",
    "verdicts",
    async () =>
      isUnjudged
        ? []
        : withQuestions(
            await evaluate(warehouse, {
              ...{ date, asOf, policy, lastDue: due.lastDue, since, carried, onFailure: aside.onRule },
              unmeasured: new Set(begun.failed.keys()),
            }),
            questions,
          ),
    size,
  );
  const isFirst = before !== null && before.date < date;
  await progress("write verdicts", null, () =>
    writeVerdicts(warehouse, { id, date, isFirst }, policy.version, verdicts),
  );
  rememberJudged(carried, date, verdicts);
  const events = await progress(
    "cases",
    "changes",
    async () =>
      isUnjudged
        ? []
        : updateCases(warehouse, verdicts, {
            ...{ night: id, date, policy, isFirst, carried, onFailure: aside.onRule },
          }),
    size,
  );
  const hasNew = before !== null && begun.known.submission > before.submissionUpto;
  const news = hasNew ? { date, asOf, since: before.asOf } : null;
  const to = { night: id, date, now, asOf, domain: opened.mailDomain, before: news, onBroken: aside.onText };
  const changed = await progress(
    "tell",
    "notices",
    () => writeNotices(warehouse, events, verdicts, to, opened.noticeSetting),
    ({ notices }) => notices,
  );
  const held = await searchFor("cases", opened, request, begun);
  const asking = await progress("write questions", null, () =>
    questionsOf(opened, request, begun, aside.onText),
  );
  const yearsWithoutCalendar = await progress("duties", null, () => keepDuties(opened, request, carried));
  const reminders = await progress("remind", null, () =>
    remindersOf(opened, request, id, carried, aside.onText),
  );
  const isFirstOfMonth = before !== null && before.date.slice(0, 7) < date.slice(0, 7);
  const plans = await progress("plans", null, () =>
    remindOfPlans(opened, request, { isFirstOfMonth, onBroken: aside.onText }),
  );
  const parts = [...changed.parts, ...asking, ...plans];
  await progress("letters", "letters", () =>
    writeLettersOfNight(opened, request, id, { parts, reminders, onBroken: aside.onText }, carried),
  );
  const notices = changed.notices + changed.parts.length;
  const outcome = { ...countVerdicts(verdicts), missing: due.missing, changes: events.length, notices };
  const counts = {
    ...{ ...taken, findings: begun.asked + held, yearsWithoutCalendar, observations, ...outcome },
    ...calendarEnd(deployment.calendar, date),
    ...(aside.all ? { setAside: aside.all } : {}),
  };
  for (const found of aside.all ?? []) opened.log(setAsideLine(found, opened.noticeSetting.language));
  const { policyHash, registerHash } = deployment;
  const judgedBy = { policy: policyHash, register: registerHash, submissionUpto: begun.known.submission };
  const record = { id, date, asOf, ...judgedBy, counts };
  await endNight(warehouse, record, now);
  if (isPartial(begun)) carried.clear();
  else leaveBehind(carried, { id, date, observations, events: events.length });
  return { record, events };
}

const size = (all: readonly unknown[]): number => all.length;

const send = (opened: OpenDeployment, request: NightRequest) =>
  sendWaiting(opened.warehouse, opened.transport, opened.mail.sender, request.now, {
    followUp: opened.mail.followUp,
  });
