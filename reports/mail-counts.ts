import type { Warehouse } from "../warehouse/warehouse.ts";

/** How the messages of the notices of one night stand. */
export async function mailCounts(warehouse: Warehouse, night: number) {
  const [row] = await warehouse.rows<{ sent: number; waiting: number; refused: number; dead: number }>(
    `SELECT count(*) FILTER (state = 'sent') AS sent, count(*) FILTER (state = 'waiting') AS waiting,
            count(*) FILTER (state = 'refused') AS refused, count(*) FILTER (state = 'dead') AS dead
     FROM delivery JOIN notice ON notice.id = delivery.notice WHERE night = $night`,
    { night },
  );
  return row ?? { sent: 0, waiting: 0, refused: 0, dead: 0 };
}
