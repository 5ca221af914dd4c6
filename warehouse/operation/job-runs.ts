import { instant, type Warehouse } from "../engine/warehouse.ts";

/** What the service does: nights, reminders, sending, the readers' copy, watching; `bridge` is a night while the clock stands set back. */
export const JOBS = ["night", "bridge", "remind", "send", "publish", "heartbeat"] as const;
export type Job = (typeof JOBS)[number];

/** `running` stays where the process was ended meanwhile; `skipped` was never run, with the reason. */
export type JobState = "running" | "done" | "failed" | "skipped";

/** One job at the instant at which it was due. Instants are ISO 8601, UTC. */
export interface JobRun {
  readonly job: Job;
  readonly dueAt: string;
  readonly state: JobState;
  readonly tries: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** What was done, or why nothing was. */
  readonly detail: string | null;
}

const COLUMNS = `job, due_at AS "dueAt", state, tries, started_at AS "startedAt", finished_at AS "finishedAt", detail`;

/** Record that a job is begun; another try of it counts. */
export const beginJob = (warehouse: Warehouse, job: Job, dueAt: string, now: string): Promise<void> =>
  warehouse.run(
    `INSERT INTO job_run VALUES ($job, CAST($dueAt AS TIMESTAMP), 'running', 1, CAST($now AS TIMESTAMP), NULL, NULL)
     ON CONFLICT DO UPDATE SET state = 'running', tries = tries + 1, started_at = excluded.started_at, finished_at = NULL`,
    { job, dueAt, now },
  );

/** How a job ended. */
export interface JobEnd {
  readonly state: "done" | "failed";
  readonly now: string;
  readonly detail: string;
}

/** Record how a job ended. */
export const endJob = (
  warehouse: Warehouse,
  job: Job,
  dueAt: string,
  { state, now, detail }: JobEnd,
): Promise<void> =>
  warehouse.run(
    `UPDATE job_run SET state = $state, finished_at = CAST($now AS TIMESTAMP), detail = $detail
     WHERE job = $job AND due_at = CAST($dueAt AS TIMESTAMP)`,
    { job, dueAt, state, now, detail },
  );

/** Record jobs that are done already or are never run, with the reason; those that are recorded stay as they are. */
export async function noteJobs(
  warehouse: Warehouse,
  job: Job,
  dueAt: readonly string[],
  {
    state,
    now,
    detail,
  }: { readonly state: "done" | "skipped"; readonly now: string; readonly detail: string },
): Promise<void> {
  if (dueAt.length === 0) return;
  const known = await warehouse.rows<{ due: string }>("SELECT due_at AS due FROM job_run WHERE job = $job", {
    job,
  });
  const has = new Set(known.map(({ due }) => due));
  const fresh = [...new Set(dueAt)].filter((instantDue) => !has.has(instantDue));
  await warehouse.append(
    "job_run",
    fresh.map((due) => [job, instant(due), state, 0, null, instant(now), detail]),
  );
}

/** The last runs of every job, the latest first: tries to send, many a day, must not hide the nights of a month. */
export const lastJobs = (warehouse: Warehouse, mostOfEach: number): Promise<JobRun[]> =>
  warehouse.rows<JobRun>(
    `SELECT ${COLUMNS} FROM job_run
     QUALIFY row_number() OVER (PARTITION BY job ORDER BY due_at DESC) <= CAST($most AS BIGINT) ORDER BY due_at DESC, job`,
    { most: `${mostOfEach}` },
  );

/** The runs of a job that ended, or were due, since an instant, the latest due first. */
export const runsSince = (warehouse: Warehouse, job: Job, since: string): Promise<JobRun[]> =>
  warehouse.rows<JobRun>(
    `SELECT ${COLUMNS} FROM job_run WHERE job = $job AND greatest(due_at, finished_at) >= CAST($since AS TIMESTAMP) ORDER BY due_at DESC`,
    { job, since },
  );
