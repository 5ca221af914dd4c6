import { Carried } from "../../warehouse/measure/carried.ts";
import type { Known } from "../../warehouse/measure/known.ts";
import { observe } from "../../warehouse/measure/observe.ts";
import { isEnvironmental } from "../intake/failures.ts";
import { allIndicators, batchesOf, type MeasuredNight, MeasureFailed, measuredUpTo } from "./measure.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { SetAsideList } from "./set-aside-list.ts";
import type { NightRequest } from "./steps.ts";

/** Indicators that fail, with their errors. */
type Failing = ReadonlyMap<string, unknown>;
/** A night that has begun, and what it sets aside. */
type Begun = Omit<MeasuredNight, "failed"> & { readonly known: Known; readonly aside: SetAsideList };

/**
 * Judge a night, which measures it in one transaction with all that follows. An indicator whose SQL fails takes that transaction with it: all are
 * then tried by themselves, and the night is judged without those that fail, which are set aside and catch up later (指标搁置).
 *
 * @param judge judges the night without the indicators given, all or nothing
 * @throws what measuring threw, where no indicator fails alone or the machine is at fault
 */
export async function withoutFailing<Result>(
  opened: OpenDeployment,
  request: NightRequest,
  begun: Begun,
  judge: (failed: Failing) => Promise<Result>,
): Promise<Result> {
  try {
    return await judge(new Map());
  } catch (error) {
    if (!(error instanceof MeasureFailed)) throw error;
    if (isEnvironmental(error.cause)) throw error.cause;
    const failed = await failingIndicators(opened, request, begun);
    if (failed.size === 0) throw error.cause;
    for (const [id, cause] of failed)
      begun.aside.add("indicator", id, cause, measuredUpTo(id, begun, request));
    opened.carried.clear();
    opened.carried.begin(begun.known);
    return judge(failed);
  }
}

/** The indicators that cannot be computed: each is tried by itself, and undone. */
async function failingIndicators(
  opened: OpenDeployment,
  request: NightRequest,
  begun: Begun,
): Promise<Failing> {
  const failing = new Map<string, unknown>();
  for (const { id } of allIndicators()) {
    const batches = batchesOf(opened, request, { ...begun, failed: failing }, [id]);
    const undone = new Error("tried");
    await opened.warehouse
      .transaction(async () => {
        for (const batch of batches) await observe(opened.warehouse, { ...batch, carried: new Carried() });
        throw undone;
      })
      .catch((error) => {
        if (isEnvironmental(error)) throw error;
        if (error !== undone) failing.set(id, error);
      });
  }
  return failing;
}
