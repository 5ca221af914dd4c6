import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { Obligation } from "../../warehouse/register/obligations.ts";
import type { Step } from "./decide.ts";

/** A step about one duty: sent by letters, or skipped because a later step was due. */
export interface LoggedStep {
  readonly duty: Obligation;
  readonly step: Step;
  readonly state: "sent" | "overtaken";
  readonly letter: string | null;
  readonly copies: readonly string[];
}

/** Key of a duty: report kind, period and area. */
export const dutyKey = (duty: Pick<Obligation, "contract" | "periodKind" | "period" | "area">): string =>
  `${duty.contract} ${duty.periodKind} ${duty.period} ${duty.area}`;

/** Name of the version counter that rises when steps are logged. */
const REMINDERS = "reminders";

/** The steps already logged, by duty. */
export async function stepsDone(
  warehouse: Warehouse,
  carried = new Carried(),
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const rows = await carried.reuse("reminders", [carried.version(REMINDERS)], () =>
    warehouse.rows<Pick<Obligation, "contract" | "periodKind" | "period" | "area"> & { steps: Step[] }>(
      `SELECT contract, period_kind AS "periodKind", period, area, list(step) AS steps FROM reminder GROUP BY ALL`,
    ),
  );
  return new Map(rows.map((row) => [dutyKey(row), row.steps]));
}

/** Store the steps of a night; a step occurs once for each duty. */
export async function logSteps(
  warehouse: Warehouse,
  steps: readonly LoggedStep[],
  night: { readonly id: number; readonly day: string },
  carried = new Carried(),
): Promise<void> {
  if (steps.length === 0) return;
  carried.changed(REMINDERS);
  const rows = steps.map(({ duty, step, state, letter, copies }) => {
    const { contract, periodKind, period, area } = duty;
    return { contract, periodKind, period, area, step, state, letter, copies };
  });
  await warehouse.run(
    `INSERT INTO reminder
     SELECT logged.contract, logged."periodKind", logged.period, logged.area, logged.step, CAST($day AS DATE), $night, logged.state, logged.letter, logged.copies
     FROM (SELECT unnest(CAST(CAST($rows AS JSON) AS STRUCT(contract VARCHAR, "periodKind" VARCHAR, period DATE, area VARCHAR,
             step VARCHAR, state VARCHAR, letter VARCHAR, copies VARCHAR[])[])) AS logged)`,
    { rows: JSON.stringify(rows), day: night.day, night: night.id },
  );
}
