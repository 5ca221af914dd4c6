import { join } from "node:path";
import { undelivered } from "../../../reports/delivery/undelivered.ts";
import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { readFileState } from "../../../warehouse/engine/file-state.ts";
import { clockIn } from "../../deployment/clock.ts";
import { nextBell } from "../../night/bells.ts";
import { isLookupOlder, lookupTime } from "../../night/hold-warehouse.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import { keptClock } from "../../service/clock-watch.ts";
import { lastRoundOf, readHealth } from "../../service/last-round.ts";
import { nextStep } from "../../service/plan-round.ts";
import { readSituation } from "../../service/read-situation.ts";

/**
 * The first lines of the status: of when the copy is that it is read from, where the database has changed since; what the service did
 * last and what troubles it; what is due; messages that did not arrive.
 */
export async function statusHead(opened: OpenDeployment, now: Date): Promise<string> {
  const { language } = opened.noticeSetting;
  const lines = [
    ...copyLine(opened),
    ...serviceLines(opened, now),
    await dueLine(opened, now),
    ...(await mailLine(opened)),
  ];
  return lines.map((line) => (typeof line === "string" ? line : warning(line.warning, language))).join("\n");
}

type Line = string | { readonly warning: string };

const warning = (text: string, language: Language): string => translate(language, "warning.line", { text });

function copyLine({ deployment, noticeSetting: { language } }: OpenDeployment): Line[] {
  const { dir, settings } = deployment;
  const at = isLookupOlder(dir) ? lookupTime(dir) : null;
  if (at === null) return [];
  return [{ warning: translate(language, "watch.copy-older", { at: clockIn(settings.zone, at) }) }];
}

function serviceLines({ deployment, noticeSetting: { language } }: OpenDeployment, now: Date): Line[] {
  const { dir, settings } = deployment;
  const last = lastRoundOf(dir, settings, now);
  if (last === null) return [translate(language, "watch.no-service")];
  const at = clockIn(settings.zone, new Date(last.at));
  const done = last.done.join(translate(language, "round.separator"));
  // While a process holds the database a round is under way, which may be long.
  const isHeld = readFileState(join(dir, "fengsui.duckdb"))?.state === "open";
  return [
    translate(language, "watch.last-round", { at, done: done || translate(language, "watch.nothing-done") }),
    ...(last.isLate && !isHeld ? [{ warning: translate(language, "watch.service-silent", { at }) }] : []),
    // What a stopped service saw last is no state of today.
    ...(last.isLate ? [] : (readHealth(dir)?.reasons ?? [])).map((reason) => ({
      warning: inLanguage(reason, language),
    })),
  ];
}

async function dueLine(opened: OpenDeployment, now: Date): Promise<Line> {
  const { deployment, noticeSetting } = opened;
  const { language } = noticeSetting;
  const { settings, dir } = deployment;
  const kept = keptClock(dir)?.setBack ?? null;
  const setBack = kept !== null && now.toISOString() < kept.from ? kept : null;
  const step = nextStep(await readSituation(opened, setBack, now), settings, now, new Set());
  if (step)
    return translate(language, "schedule.due-now", { step: translate(language, `round.step-${step.kind}`) });
  const next = nextBell(settings.night, settings.zone, now);
  return `${translate(language, "schedule.nothing-due")} ${translate(language, "schedule.next", { next: next ? clockIn(settings.zone, next) : "-" })}`;
}

async function mailLine({ warehouse, noticeSetting: { language } }: OpenDeployment): Promise<Line[]> {
  const { length: count } = await undelivered(warehouse);
  return count === 0 ? [] : [{ warning: translate(language, "watch.undelivered", { count }) }];
}
