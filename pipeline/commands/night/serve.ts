import type { Server } from "node:http";
import { Command } from "commander";
import cron from "node-cron";
import { translate } from "../../../reports/language/index.ts";
import { Stopped } from "../../../warehouse/engine/hooks.ts";
import { loadDeployment } from "../../deployment/load.ts";
import type { Settings } from "../../deployment/settings.ts";
import { systemFailure } from "../../deployment/system-failure.ts";
import { UserError } from "../../deployment/user-error.ts";
import { causeOf } from "../../intake/failures.ts";
import { lastBell } from "../../night/bells.ts";
import { serveHealth } from "../../service/health-server.ts";
import { MISSED_ROUNDS } from "../../service/last-round.ts";
import { Service } from "../../service/service.ts";
import type { Effects } from "../console/effects.ts";
import { errorText } from "../console/operator-language.ts";
import { serviceEffects } from "../console/service-effects.ts";

/** `fengsui serve DIR`: stay, and take a round every few minutes and at every bell. */
export function serveCommand(effects: Effects): Command {
  return new Command("serve").argument("<dir>", "folder of the deployment").action(async (dir: string) => {
    const { settings } = loadDeployment(dir);
    const { language, night, zone, service: perRound } = settings;
    const signal = effects.stopSignal?.();
    let interrupted = 0;
    const hooks = { onInterrupt: () => void interrupted++ };
    const service = new Service(dir, { ...serviceEffects(effects, signal), hooks });
    const health = await openHealth(dir, settings, effects, () => service.isUnderWay);
    let underWay = roundOf(service, effects);
    await underWay;
    const rounds = new RoundTimes(settings, effects.now());
    const ring = async () => {
      if (!rounds.isDue(effects.now()) || signal?.aborted) return;
      underWay = roundOf(service, effects);
      await underWay;
    };
    const bell = cron.schedule("* * * * *", ring, { timezone: "UTC", noOverlap: true, name: "round" });
    effects.err(translate(language, "service.waiting", { night, zone, every: perRound.every }));
    await untilAborted(signal);
    await bell.destroy();
    await underWay;
    health?.close();
    effects.err(translate(language, "service.stopped", { interrupted }));
  });
}

/** Minutes after which a round that is under way should have ended: a night may take long, and no longer than a day unnoticed. */
const LONGEST_ROUND = 1440;

/** Answer for the state of the service where the settings name a port. A port that is taken is named and stops nothing. */
async function openHealth(
  dir: string,
  { language, zone, service: { every, port } }: Settings,
  effects: Effects,
  isUnderWay: () => boolean,
): Promise<Server | null> {
  if (port === undefined) return null;
  const patience = () => (isUnderWay() ? LONGEST_ROUND : MISSED_ROUNDS * every);
  try {
    return await serveHealth({ dir, port, zone, now: () => effects.now(), patience });
  } catch (error) {
    effects.err(translate(language, "health.no-port", { port, cause: causeOf(error) }));
    return null;
  }
}

/** One round with its line. Whatever ends it is printed, and the next one comes. */
async function roundOf(service: Service, effects: Effects): Promise<void> {
  try {
    await service.round();
  } catch (error) {
    if (error instanceof Stopped) return;
    const named = error instanceof UserError ? error : systemFailure(error);
    if (named) effects.err(errorText(named, [], effects));
    else effects.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** When rounds are taken: every few minutes, and at once when a bell has rung. */
export class RoundTimes {
  #last: Date;

  constructor(
    private readonly settings: {
      readonly night: string;
      readonly zone: string;
      readonly service: { readonly every: number };
    },
    last: Date,
  ) {
    this.#last = last;
  }

  /** Whether a round is due; then the next one is counted from here. */
  isDue(now: Date): boolean {
    const { night, zone, service } = this.settings;
    const bell = lastBell(night, zone, now);
    const passed = now.getTime() - this.#last.getTime();
    // A clock that was set back must not hold up the next round.
    const isDue =
      passed < 0 || passed >= service.every * 60_000 - 1_000 || (bell !== null && bell > this.#last);
    if (isDue) this.#last = now;
    return isDue;
  }
}

const untilAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
