import { openForLook } from "../../pipeline/night/open-deployment.ts";
import { copyState } from "../../pipeline/night/publish.ts";
import { bellAfter } from "../../pipeline/service/plan-round.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { FIRST_DAY } from "./plan.ts";
import type { Ran } from "./run.ts";
import { OPERATOR, ZONE } from "./small-region.ts";

/** What a run breaks of what it must keep; empty where it keeps everything. */
export type Broken = readonly string[];

/** Tables whose rows must be those of an undisturbed run, without recorded times and the numbers of nights. */
const SAME = {
  verdicts: `SELECT date, area, rule, period_kind, period, outcome, tier, steady_tier, reason, coverage, policy FROM verdict
     QUALIFY row_number() OVER (PARTITION BY date, area, rule ORDER BY night DESC) = 1`,
  cases: `SELECT case_id, seq, date, kind, tier_from, tier_to, rule, period, reason FROM case_event`,
  notices: `SELECT id, case_id, seq, office, tier, subject, body_text FROM notice`,
  submissions: `SELECT sender, file_name, sha256, state, accepted, refused, arrived_at FROM submission`,
} as const;

/** What must hold after any run. */
export async function brokenIn(ran: Ran): Promise<Broken> {
  return withCopy(ran, async (warehouse, isCurrent) => [
    ...(isCurrent ? [] : ["the readers' copy is older than the last night"]),
    ...(await lostFiles(ran, warehouse)),
    ...(await unendedMessages(ran, warehouse)),
    ...(await unexplainedDays(ran, warehouse)),
    ...(await noticesOfSilence(ran, warehouse)),
  ]);
}

/** Where a disturbed run differs from the undisturbed one of its plan. */
export async function differing(ran: Ran, undisturbed: Ran): Promise<Broken> {
  const broken: string[] = [];
  for (const [name, query] of Object.entries(SAME)) {
    const [ours, theirs] = [await rowsOf(ran, query), await rowsOf(undisturbed, query)];
    const [less, more] = [
      theirs.filter((row) => !ours.includes(row)),
      ours.filter((row) => !theirs.includes(row)),
    ];
    if (less.length > 0) broken.push(`${name}: ${less.length} missing, such as ${less[0]}`);
    if (more.length > 0) broken.push(`${name}: ${more.length} too many, such as ${more[0]}`);
    if (new Set(ours).size !== ours.length) broken.push(`${name}: some stand twice`);
  }
  return broken;
}

async function withCopy<Result>(
  { dir }: Ran,
  work: (warehouse: Warehouse, isCurrent: boolean) => Promise<Result>,
): Promise<Result> {
  const opened = await openForLook(dir);
  try {
    return await work(opened.warehouse, (await copyState(opened)).state === "current");
  } finally {
    opened.close();
  }
}

const rowsOf = (ran: Ran, query: string): Promise<string[]> =>
  withCopy(ran, async (warehouse) =>
    (await warehouse.rows(`SELECT * FROM (${query}) ORDER BY ALL`)).map((row) => JSON.stringify(row)),
  );

/** Every file that was sent is a submission, once. */
async function lostFiles({ plan }: Ran, warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<{ name: string; times: number }>(
    "SELECT file_name AS name, count(*) AS times FROM submission GROUP BY ALL",
  );
  const times = new Map(rows.map((row) => [row.name, row.times]));
  return plan.files
    .filter(({ name }) => times.get(name) !== 1)
    .map(({ name }) => `the file ${name} was taken in ${times.get(name) ?? 0} times`);
}

/** Every message was accepted, or stands refused or given up; what was accepted twice was an end of the process or a dropped connection. */
async function unendedMessages({ peer, kills, stops }: Ran, warehouse: Warehouse): Promise<string[]> {
  const broken: string[] = [];
  const rows = await warehouse.rows<{ id: string; state: string; messageId: string; recipient: string }>(
    `SELECT id, state, message_id AS "messageId", recipient FROM delivery`,
  );
  for (const { id, state, messageId, recipient } of rows) {
    const times = peer.accepted.get(messageId)?.times ?? 0;
    if (state === "waiting") broken.push(`message ${id} to ${recipient} still waits`);
    if (state === "sent" && times === 0) broken.push(`message ${id} stands as sent and never was`);
    if (state !== "sent" && state !== "waiting" && times > 0)
      broken.push(`message ${id} was accepted and stands ${state}`);
  }
  const known = new Set(rows.map(({ messageId }) => messageId));
  const repeats = [...peer.accepted.values()].reduce((sum, { times }) => sum + times - 1, 0);
  const allowed = MOST_REPEATS * (kills + stops) + peer.drops;
  if (repeats > allowed) broken.push(`${repeats} messages were repeated, and ${allowed} may be`);
  for (const [id, { subject }] of peer.accepted)
    if (!known.has(id) && !id.startsWith("<silence-"))
      broken.push(`a message that nobody wrote was sent: ${id} ${subject}`);
  return broken;
}

/** Messages under way at once: so many may be repeated after an end. */
const MOST_REPEATS = 5;

/** Every day has its night, done or skipped with its reason. */
async function unexplainedDays({ plan }: Ran, warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<{ due: string; state: string; detail: string | null }>(
    "SELECT due_at AS due, state, detail FROM job_run WHERE job = 'night'",
  );
  const runs = new Map(rows.map((row) => [row.due, row]));
  const setting = { night: "30 2 * * *", zone: ZONE };
  return Array.from({ length: plan.days }, (_, at) => addDays(FIRST_DAY, at)).flatMap((day) => {
    const run = runs.get(bellAfter(day, setting));
    if (run && (run.state === "done" || run.state === "skipped") && run.detail) return [];
    return [`the night of ${day} is ${run?.state ?? "nowhere"}: nobody knows why`];
  });
}

/** A silence that began is one notice to each of the operator's addresses: none twice, and each that the service printed. */
async function noticesOfSilence({ peer }: Ran, warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows<{ subject: string; times: number }>(
    "SELECT subject, count(*) AS times FROM letter WHERE kind = 'operations' GROUP BY ALL HAVING count(*) > 1",
  );
  const accepted = [...peer.accepted.values()]
    .filter(({ to }) => to === OPERATOR)
    .map(({ subject }) => subject);
  const twice = [...new Set(accepted.filter((subject, at) => accepted.indexOf(subject) !== at))];
  return [
    ...rows
      .filter(({ subject }) => /未完成|没有收到/.test(subject))
      .map(({ subject, times }) => `${times} notices of one silence: ${subject}`),
    ...twice
      .filter((subject) => /未完成|没有收到/.test(subject))
      .map((subject) => `the operator was sent twice: ${subject}`),
  ];
}
