import { addDays } from "../../../../rules/calendar/periods.ts";
import { stream } from "../../../../rules/detectors/random.ts";
import { StoryDeployment } from "../story-deployment.ts";
import { checkSilence, checkSingle, checkStays } from "./case-checks.ts";
import { type NightTables, readNight } from "./night-tables.ts";
import {
  checkDemanded,
  checkEnds,
  checkNames,
  checkStanding,
  checkTwice,
  Remembered,
} from "./walk-checks.ts";
import { DEEDS, FIRM, type Walking } from "./walk-deeds.ts";
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
    ...{ deployment, register, random, actors: stream(seed, "actors"), date: "2026-03-01", serial: 0 },
    ...{ firms: new Map(), reports: [], missing: new Set() },
  };
  const course = new Course(walking);
  let at = 0;
  try {
    deployment.edit((policy) => policy.replace("\nbudget:", "\nneighbours: { tiers: [II, I] }\nbudget:"));
    register.write(deployment);
    for (; at < steps && course.problems.length < ENOUGH; at++) {
      if (!random.chance(NIGHTS)) course.log.push(`${at} ${walking.date} ${await drawn(walking)}`);
      else await course.nightsUntil(addDays(walking.date, random.integer(1, 5)), `seed ${seed}, step ${at}`);
    }
    return course;
  } catch (error) {
    const lately = course.log.slice(-8).join("\n");
    throw new Error(`seed ${seed}, step ${at}, ${walking.date}, after\n${lately}`, { cause: error });
  } finally {
    deployment.remove();
  }
}

/** What a walk has come to so far. */
class Course implements Walked {
  readonly problems: string[] = [];
  readonly kinds = new Set<string>();
  readonly states = new Set<string>();
  readonly log: string[] = [];
  nights = 0;
  messages = 0;
  naming = 0;
  readonly #remembered = new Remembered();
  readonly #walking: Walking;

  constructor(walking: Walking) {
    this.#walking = walking;
  }

  /** Run the nights up to a day, and check each. */
  async nightsUntil(last: string, step: string): Promise<void> {
    const { deployment, register, missing } = this.#walking;
    for (let date = addDays(this.#walking.date, 1); date <= last; date = addDays(date, 1)) {
      const standing = register.banners(date).map(({ code }) => code);
      deployment.stating = standing.filter((code) => !missing.has(code));
      const changes = await deployment.nights(date);
      if (changes.length > 0) this.log.push(`${step}: ${changes.join("; ")}`);
      this.#walking.date = date;
      const tables = await readNight(deployment, date);
      await this.#check(tables, (problem) => this.problems.push(`${step}, ${date}: ${problem}`));
      this.nights++;
      for (const { kind } of tables.events) this.kinds.add(kind);
      for (const { state } of tables.cases) this.states.add(state);
      this.messages += tables.messages.length;
      this.naming += tables.messages.filter(({ text }) => text.match(FIRM)).length;
    }
  }

  async #check(tables: NightTables, note: (problem: string) => void): Promise<void> {
    const [walking, remembered] = [this.#walking, this.#remembered];
    checkDemanded(tables, walking, note);
    checkEnds(tables, walking, note);
    checkTwice(tables, remembered, note);
    checkStanding(tables, walking, remembered, note);
    checkNames(tables, walking, note);
    await checkSingle(tables, walking.deployment, note);
    await checkStays(tables, walking.deployment, remembered, note);
    await checkSilence(tables, walking, note);
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
