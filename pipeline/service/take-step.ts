import { inLanguage, type Language, translate } from "../../reports/language/index.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import { lastNight } from "../../warehouse/measure/nights.ts";
import { beginJob, endJob, type Job, noteJobs } from "../../warehouse/operation/job-runs.ts";
import { takeActs } from "../acts/take-acts.ts";
import { dayIn } from "../deployment/clock.ts";
import { loadDeployment } from "../deployment/load.ts";
import { weakSettings } from "../deployment/weak-settings.ts";
import { causeOf } from "../intake/failures.ts";
import { runNight } from "../night/night.ts";
import type { OpenDeployment } from "../night/open-deployment.ts";
import { publishAll } from "../night/publish.ts";
import { nightOfBell } from "../night/request.ts";
import { deliverArrivals, type NightRequest } from "../night/steps.ts";
import { summaryOf } from "../night/summary.ts";
import { refuseFullDisk } from "./disk.ts";
import { freeAt, held, type ServicePlace } from "./place.ts";
import { bellAfter, daysOf, type RoundStep } from "./plan-round.ts";
import { sendDue, sentText } from "./send-due.ts";

/** A step that was taken. */
export interface DoneStep {
  /** What was done, as the operator reads it. */
  readonly text: string;
  /** Whether this kind of step has nothing more to do in this round. */
  readonly isOver: boolean;
}

/** Take one step of a round, with the warehouse opened for it and closed after it. */
export function takeStep(step: RoundStep, service: ServicePlace): Promise<DoneStep> {
  switch (step.kind) {
    case "acts":
      return held(service, "acts", acts(service));
    case "skip":
      return held(service, "night", skip(service, step));
    case "made-up":
      return night(service, step, "night", (_opened, now) => ({
        ...nightOfBell(step.date, step.dueAt, null, now),
        isMadeUp: true,
      }));
    case "night":
    case "bridge":
      return night(service, step, step.kind, async ({ deployment, warehouse }, now) => {
        const day = addDays(dayIn(deployment.settings.zone, new Date(step.dueAt)), -1);
        return nightOfBell(day, step.dueAt, (await lastNight(warehouse))?.date ?? null, now);
      });
    case "publish":
      return held(service, "publish", (opened) =>
        logged(opened, service, "publish", step.dueAt, async () => {
          await publishAll(opened, step.dueAt);
          return translate(languageOf(opened), "round.published");
        }),
      );
    case "send":
      return send(service);
  }
}

const languageOf = (opened: OpenDeployment): Language => opened.noticeSetting.language;

/** Record a job that is begun, and how it ended. */
async function logged(
  opened: OpenDeployment,
  { effects }: ServicePlace,
  job: Job,
  dueAt: string,
  work: () => Promise<string>,
): Promise<DoneStep> {
  const { warehouse } = opened;
  const now = () => effects.now().toISOString();
  await beginJob(warehouse, job, dueAt, now());
  try {
    const text = await work();
    await endJob(warehouse, job, dueAt, { state: "done", now: now(), detail: text });
    return { text, isOver: false };
  } catch (error) {
    await endJob(warehouse, job, dueAt, { state: "failed", now: now(), detail: causeOf(error) }).catch(
      () => undefined,
    );
    throw error;
  }
}

const acts =
  ({ effects }: ServicePlace) =>
  async (opened: OpenDeployment): Promise<DoneStep> => {
    const count = await takeActs(opened, effects.now().toISOString());
    return { text: translate(languageOf(opened), "round.acts", { count }), isOver: true };
  };

/** Record nights that are too long ago to be made up, and why. */
const skip =
  ({ effects }: ServicePlace, { stretch }: Extract<RoundStep, { kind: "skip" }>) =>
  async (opened: OpenDeployment): Promise<DoneStep> => {
    const text = translate(languageOf(opened), "round.skipped", { ...stretch });
    const { settings } = opened.deployment;
    const due = daysOf(stretch).map((date) => bellAfter(date, settings));
    const now = effects.now().toISOString();
    await noteJobs(opened.warehouse, "night", due, { state: "skipped", now, detail: text });
    return { text, isOver: false };
  };

type RequestOf = (opened: OpenDeployment, now: Date) => NightRequest | Promise<NightRequest>;

type NightStep = Extract<RoundStep, { kind: "made-up" | "night" | "bridge" }>;

/** Whether a night has been run already, by the last one that has ended. A bridge repeats a night on purpose. */
function isPast(step: NightStep, last: { readonly date: string; readonly asOf: string }): boolean {
  if (step.kind === "made-up") return last.date >= step.date;
  return step.kind === "night" && last.asOf >= step.dueAt;
}

/** Run a night with its record: acts first, so that it knows them, and again at its end. */
function night(
  service: ServicePlace,
  step: NightStep,
  job: "night" | "bridge",
  requestOf: RequestOf,
): Promise<DoneStep> {
  const { dir, effects } = service;
  const { kind, dueAt } = step;
  refuseFullDisk(dir, () => freeAt(service));
  const quiet = kind === "made-up";
  return held(
    service,
    "night",
    async (opened) => {
      const language = languageOf(opened);
      const last = await lastNight(opened.warehouse);
      // Another process may have run it since it was found due; a night is never run behind a later one.
      if (last !== null && isPast(step, last))
        return { text: translate(language, "round.done-elsewhere", { date: last.date }), isOver: false };
      for (const text of weakSettings(opened.deployment, effects.environment))
        effects.err(translate(language, "warning.line", { text: inLanguage(text, language) }));
      const { isOver, text } = await logged(opened, service, job, dueAt, async () => {
        await takeActs(opened, effects.now().toISOString(), dueAt);
        const request = await requestOf(opened, effects.now());
        if (!request.isMadeUp) deliverArrivals(opened, request.date);
        const result = await runNight(opened, request);
        if (!quiet) effects.out(await summaryOf(opened, result));
        const { files, changes, notices } = result.record.counts;
        return translate(language, `round.did-${kind}`, {
          ...{ date: result.record.date, files, changes, notices },
        });
      });
      const now = effects.now().toISOString();
      if (kind !== "made-up")
        await noteJobs(opened.warehouse, "remind", [dueAt], { state: "done", now, detail: text });
      await takeActs(opened, effects.now().toISOString());
      return { text, isOver };
    },
    { quiet },
  );
}

/** Send what waits; where the server takes nothing, it is the session's trouble that is named. */
async function send(service: ServicePlace): Promise<DoneStep> {
  const counts = await sendDue(service);
  const { language } = loadDeployment(service.dir).settings;
  return { text: sentText(counts, language), isOver: true };
}
