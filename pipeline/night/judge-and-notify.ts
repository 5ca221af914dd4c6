import { translate } from "../../reports/language/index.ts";
import { writeNotices } from "../../reports/notices/write-notices.ts";
import { setAsideLine } from "../../reports/views/set-aside-line.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { updateCases } from "../../rules/cases/update-cases.ts";
import { openQuestions, withQuestions } from "../../rules/findings/in-question.ts";
import { evaluate } from "../../rules/judge/evaluate.ts";
import { rememberJudged } from "../../rules/judge/judged-periods.ts";
import { writeVerdicts } from "../../rules/judge/verdict-log.ts";
import type { Known } from "../../warehouse/measure/known.ts";
import { endNight, type NightRecord } from "../../warehouse/measure/nights.ts";
import { isWithoutPolicy } from "../deployment/load.ts";
import { leaveBehind } from "./carry.ts";
import { calendarEnd, keepDuties, remindersOf } from "./duties.ts";
import { questionsOf, searchFor } from "./figure-questions.ts";
import type { TakenIn } from "./intake.ts";
import { isPartial, measure } from "./measure.ts";
import { writeLettersOfNight } from "./night-letters.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import { remindOfPlans } from "./plans.ts";
import type { SetAsideList } from "./set-aside-list.ts";
import { countVerdicts, type NightRequest, type whatIsDue } from "./steps.ts";

/** A night that is begun: what was taken in, and what is known and due. */
export interface Begun {
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
export interface Judged {
  readonly record: NightRecord;
  readonly events: readonly CaseEvent[];
}

/** Measure, judge, change cases, look for findings, remind, and close the night's record, all or nothing. */
export async function judgeAndNotify(
  opened: OpenDeployment,
  request: NightRequest,
  begun: Begun,
): Promise<Judged> {
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
