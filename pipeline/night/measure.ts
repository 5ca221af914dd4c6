import { indicators } from "../../rules/indicators/index.ts";
import { disclose } from "../../warehouse/disclosure/disclose.ts";
import { keepEnterpriseCells } from "../../warehouse/disclosure/enterprise-cells.ts";
import { Carried } from "../../warehouse/measure/carried.ts";
import type { ComputedIndicator, ObserveRequest } from "../../warehouse/measure/computed-indicator.ts";
import type { MeasuredUpTo, NightRecord } from "../../warehouse/measure/nights.ts";
import { observe } from "../../warehouse/measure/observe.ts";
import { lastDue } from "../deployment/duties.ts";
import type { OpenDeployment } from "./open-deployment.ts";
import type { NightRequest } from "./steps.ts";

/** What measuring needs of a begun night. */
export interface MeasuredNight {
  readonly id: number;
  readonly before: NightRecord | null;
  readonly due: { readonly statements: ObserveRequest["statementDue"] };
  /** Indicators that failed tonight and are left out, with their errors. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/** Indicators could not be computed together. Its cause is the engine's error, which does not say whose fault it is. */
export class MeasureFailed extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Every indicator as the warehouse computes it. */
export const allIndicators = (): ComputedIndicator[] =>
  indicators.map((indicator) => ({
    ...indicator,
    rolling: indicator.periods.includes("rolling-30-days"),
  }));

/**
 * Compute the figures that new reports affect, and the numbers of enterprises behind them. An indicator that earlier nights left out catches
 * up what they did not compute, the windows of their dates included.
 *
 * @throws MeasureFailed where an indicator cannot be computed; the transaction is then lost
 */
export async function measure(
  opened: OpenDeployment,
  request: NightRequest,
  night: MeasuredNight,
): Promise<number> {
  const { warehouse, progress, deployment, carried } = opened;
  const observations = await progress("measure", "observations", async () => {
    let appended = 0;
    for (const batch of batchesOf(opened, request, night))
      appended += await observe(warehouse, batch).catch((error) => {
        throw new MeasureFailed(error);
      });
    return appended;
  });
  await progress("enterprise cells", null, async () => {
    const { asOf, date } = request;
    const { id, before } = night;
    const since = registerChanged(opened, before?.register) ? 0 : (before?.submissionUpto ?? 0);
    await keepEnterpriseCells(warehouse, { asOf, since }, carried);
    const { p, ...least } = deployment.policy.smallCells;
    await disclose(warehouse, { night: id, date, asOf, limits: { ...least, p: p / 100 } }, carried);
  });
  return observations;
}

/** Whether any figure of the night rests on an indicator that failed tonight, or in the night before: nothing is then carried over. */
export const isPartial = ({ before, failed }: Pick<MeasuredNight, "before" | "failed">): boolean =>
  failed.size > 0 || leftOut(before).size > 0;

/** What the last night that computed an indicator had read; tonight is among those that pass without it. */
export function measuredUpTo(
  id: string,
  { before }: Pick<MeasuredNight, "before">,
  { date, asOf }: Pick<NightRequest, "date" | "asOf">,
): MeasuredUpTo {
  const { asOf: readTo = null, submissionUpto = 0, register = null } = before ?? {};
  const { nights, ...upTo } = leftOut(before).get(id) ?? {
    ...{ asOf: readTo, submission: submissionUpto, register, nights: [] },
  };
  return { ...upTo, nights: [...nights.filter((night) => night.date !== date), { date, asOf }] };
}

/** Indicators that the night before left out, with what was read when they were last computed. */
function leftOut(before: NightRecord | null): ReadonlyMap<string, MeasuredUpTo> {
  const aside = before?.counts.setAside ?? [];
  return new Map(
    aside.flatMap(({ kind, id, since }) => (kind === "indicator" && since ? [[id, since]] : [])),
  );
}

/** What is computed tonight: the indicators together, and each that catches up by itself, the dates that it missed first. */
export function batchesOf(
  opened: OpenDeployment,
  { date, asOf }: NightRequest,
  { id: night, before, due, failed }: MeasuredNight,
  only?: readonly string[],
): ObserveRequest[] {
  const behind = leftOut(before);
  const wanted = allIndicators().filter(({ id }) => !failed.has(id) && (only?.includes(id) ?? true));
  const together = wanted.filter(({ id }) => !behind.has(id));
  const since = { asOf: before?.asOf ?? null, submission: before?.submissionUpto ?? 0 };
  const usual = { night, date, asOf, statementDue: due.statements };
  const changed = registerChanged(opened, before?.register);
  const { carried } = opened;
  return [
    ...(together.length > 0
      ? [{ ...usual, since, registerChanged: changed, carried, indicators: together }]
      : []),
    ...wanted.flatMap((indicator) => {
      const upTo = behind.get(indicator.id);
      if (!upTo) return [];
      const late = { ...usual, since: upTo, registerChanged: registerChanged(opened, upTo.register) };
      const missed = indicator.rolling ? upTo.nights.filter((passed) => passed.date < date) : [];
      const alone = () => ({ indicators: [indicator], carried: new Carried() });
      return [
        ...missed.map((passed) => ({
          ...{ ...late, ...alone(), date: passed.date, windowAsOf: passed.asOf },
          statementDue: statementsOn(opened, passed.date),
        })),
        { ...late, ...alone() },
      ];
    }),
  ];
}

/** The period of the layoff statement last due on a date. */
const statementsOn = ({ deployment }: OpenDeployment, date: string): ObserveRequest["statementDue"] =>
  Object.fromEntries(
    deployment.settings.duties
      .filter(({ report }) => report === "layoff-report")
      .map((duty) => [duty.report, lastDue(duty, date, deployment.calendar)]),
  );

const registerChanged = ({ deployment }: OpenDeployment, before: string | null | undefined): boolean =>
  before !== null && before !== undefined && before !== deployment.registerHash;
