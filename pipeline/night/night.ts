import { sendWaiting } from "../../reports/delivery/send.ts";
import { answerSubmissions } from "../../reports/receipts/receipts.ts";
import { Stopped } from "../../warehouse/engine/hooks.ts";
import {
  beginNight,
  failNight,
  lastInstant,
  lastNight,
  laterThan,
  type NightRecord,
} from "../../warehouse/measure/nights.ts";
import { dayIn } from "../deployment/clock.ts";
import { inForceOn } from "../deployment/load.ts";
import { contracts } from "../intake/contracts/index.ts";
import { causeOf } from "../intake/failures.ts";
import { carryOver } from "./carry.ts";
import { collectQuestions } from "./collect-questions.ts";
import { searchFor } from "./figure-questions.ts";
import { takeInAll } from "./intake.ts";
import { isDone } from "./is-done.ts";
import { type Judged, judgeAndNotify } from "./judge-and-notify.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import { publishIfStale } from "./publish.ts";
import { SetAsideList } from "./set-aside-list.ts";
import { type NightRequest, type NightResult, whatIsDue } from "./steps.ts";
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
    titles: Object.fromEntries(contracts.map(({ id, title }) => [id, title])),
    letters: { night, date, now, domain: opened.mailDomain, directory: opened.noticeSetting.directory },
  });

const send = (opened: OpenDeployment, request: NightRequest) =>
  sendWaiting(opened.warehouse, opened.transport, opened.mail.sender, request.now, {
    followUp: opened.mail.followUp,
  });
