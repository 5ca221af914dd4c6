import type { Warehouse } from "../engine/warehouse.ts";

/** An act as it was taken, and what came of it. */
export interface TakenAct {
  /** Name of its file, without the ending. */
  readonly id: string;
  readonly kind: string;
  /** Who acts; null where the act names nobody. */
  readonly by: string | null;
  /** The instant at which it was asked for, by the clock of the command. */
  readonly at: string;
  readonly takenAt: string;
  readonly outcome: "done" | "refused";
  /** The answer, as JSON. */
  readonly detail: string;
}

/** Record an act; call it in the transaction that writes its effect. */
export const recordAct = (warehouse: Warehouse, act: TakenAct): Promise<void> =>
  warehouse.run(
    `INSERT INTO act VALUES ($id, $kind, $by, CAST($at AS TIMESTAMP), CAST($takenAt AS TIMESTAMP), $outcome, CAST($detail AS JSON))`,
    { ...act },
  );

/** What came of an act; null where it was not taken yet. */
export async function takenAct(
  warehouse: Warehouse,
  id: string,
): Promise<Pick<TakenAct, "outcome" | "detail"> | null> {
  const [row] = await warehouse.rows<Pick<TakenAct, "outcome" | "detail">>(
    "SELECT outcome, CAST(detail AS VARCHAR) AS detail FROM act WHERE id = $id",
    { id },
  );
  return row ?? null;
}

/** Forget the acts that were taken before an instant, but not those whose files still lie there: they must not be applied again. */
export const forgetActs = (warehouse: Warehouse, before: string, except: readonly string[]): Promise<void> =>
  warehouse.run(
    "DELETE FROM act WHERE taken_at < CAST($before AS TIMESTAMP) AND NOT list_contains($except, id)",
    { before, except },
  );
