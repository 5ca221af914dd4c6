import { addDays } from "../../../../rules/calendar/periods.ts";
import { stream } from "../../../../rules/detectors/random.ts";
import { StoryDeployment } from "../story-deployment.ts";
import { checkSilence, checkSingle, checkStays } from "./case-checks.ts";
import { readNight } from "./night-tables.ts";
import {
  checkDemanded,
  checkEnds,
  checkNames,
  checkStanding,
  checkTwice,
  Remembered,
} from "./walk-checks.ts";
import { DEEDS, type Walking } from "./walk-deeds.ts";
import { WalkRegister } from "./walk-register.ts";

/** What came of a walk. */
export interface Walked {
  /** Each with seed, step and date. */
  readonly problems: readonly string[];
  readonly kinds: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly nights: number;
  readonly messages: number;
  /** Messages with the name of an enterprise. */
  readonly naming: number;
  readonly log: readonly string[];
}

/** Of the steps, the share that are nights. */
const NIGHTS = 0.4;
/** After this many problems the rest would follow from them. */
const ENOUGH = 12;

/**
 * Walk through random steps over a real deployment: reports, nights, what people do, changes of register and policy, all drawn from a seed.
 * After each night the invariants are checked from its tables alone.
 */
export async function caseWalk(steps: number, seed: number): Promise<Walked> {
  const deployment = new StoryDeployment();
  const random = stream(seed, "case-walk");
  const register = new WalkRegister();
  const walking: Walking = {
    ...{ deployment, register, random, date: "2026-03-01", serial: 0 },
    ...{ firms: new Map(), reports: [], missing: new Set() },
  };
  const remembered = new Remembered();
  const [problems, log]: [string[], string[]] = [[], []];
  const [kinds, states] = [new Set<string>(), new Set<string>()];
  let [nights, messages, naming] = [0, 0, 0];
  let at = 0;
  try {
    deployment.edit((policy) => policy.replace("\nbudget:", "\nneighbours: { tiers: [II, I] }\nbudget:"));
    register.write(deployment);
    for (let step = 0; step < steps && problems.length < ENOUGH; step++) {
      at = step;
      if (!random.chance(NIGHTS)) {
        log.push(`${step} ${walking.date} ${await drawn(walking)}`);
        continue;
      }
      const until = addDays(walking.date, random.integer(1, 5));
      for (let date = addDays(walking.date, 1); date <= until; date = addDays(date, 1)) {
        const standing = register.banners(date).map(({ code }) => code);
        deployment.stating = standing.filter((code) => !walking.missing.has(code));
        const changes = await deployment.nights(date);
        if (changes.length > 0) log.push(`${step} ${changes.join("; ")}`);
        walking.date = date;
        nights++;
        const note = (problem: string) => problems.push(`seed ${seed}, step ${step}, ${date}: ${problem}`);
        const tables = await readNight(deployment, date);
        checkDemanded(tables, walking, note);
        checkEnds(tables, walking, note);
        checkTwice(tables, remembered, note);
        checkStanding(tables, walking, remembered, note);
        checkNames(tables, walking, note);
        await checkSingle(tables, deployment, note);
        await checkStays(tables, deployment, remembered, note);
        await checkSilence(tables, walking, note);
        for (const { kind } of tables.events) kinds.add(kind);
        for (const { state } of tables.cases) states.add(state);
        messages += tables.messages.length;
        naming += tables.messages.filter(({ text }) => text.includes("隐名")).length;
      }
    }
    return { problems, kinds, states, nights, messages, naming, log };
  } catch (error) {
    const lately = log.slice(-8).join("\n");
    throw new Error(`seed ${seed}, step ${at}, ${walking.date}, after\n${lately}`, { cause: error });
  } finally {
    deployment.remove();
  }
}

/** Do what is drawn, by its weight. */
async function drawn(walking: Walking): Promise<string> {
  const all = DEEDS.reduce((sum, [weight]) => sum + weight, 0);
  let left = walking.random.uniform() * all;
  for (const [weight, deed] of DEEDS) {
    left -= weight;
    if (left < 0) return deed(walking);
  }
  return DEEDS[0]![1](walking);
}
