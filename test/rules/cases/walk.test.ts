import { describe, expect, it } from "vitest";
import { addDays } from "../../../rules/calendar/periods.ts";
import { AreaTree } from "../../../rules/cases/area-tree.ts";
import type { CaseChange, CaseEvent } from "../../../rules/cases/case-event.ts";
import { type CaseState, NO_CASES, standsAt } from "../../../rules/cases/case-state.ts";
import { caseStep, type StepInput } from "../../../rules/cases/case-step.ts";
import { caseKey } from "../../../rules/cases/drills.ts";
import type { EpisodeLink } from "../../../rules/cases/episodes/join-episodes.ts";
import { byArea } from "../../../rules/cases/update-cases.ts";
import { stream } from "../../../rules/detectors/random.ts";
import type { AreaMove } from "../../../rules/judge/area-move.ts";
import type { Verdict } from "../../../rules/judge/verdict.ts";
import type { JudgedArea } from "../../../rules/judge/view.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { rank, TIERS, type Tier } from "../../../rules/policy/tiers.ts";
import { shippedPolicy } from "../shipped-policy.ts";
import { plainVerdict } from "./days.ts";

/** Nights of the walk. */
const STEPS = 10_000;
const SEED = 20261130;

const RULES = ["single-layoff", "new-claims-surge", "insured-decline"] as const;
const BANNERS = ["B1", "B2", "B3", "B4"];
const OUTCOMES = ["IV", "III", "II", "I", null, null, null, null, null, null, "not-judged"] as const;

/** Areas of a night: a banner may bear another code, be part of another, or be gone. */
const areasOf = (codes: readonly string[]): JudgedArea[] => [
  { code: "R", level: "region", parent: null },
  { code: "L1", level: "league", parent: "R" },
  { code: "L2", level: "league", parent: "R" },
  ...codes.map((code, at) => ({ code, level: "banner", parent: at % 2 === 0 ? "L1" : "L2" })),
];

interface Walked {
  readonly events: readonly CaseEvent[];
  readonly problems: readonly string[];
  readonly quietWhileOthersStand: number;
}

/** Walk through random nights; whatever breaks an invariant is named. */
function walk(steps: number, seed: number): Walked {
  const { uniform } = stream(seed, "walk");
  const pick = <Value>(all: readonly Value[]): Value => all[Math.floor(uniform() * all.length)]!;
  const policy: Policy = { ...shippedPolicy, liftAfterDays: 3, lowerAfterDays: 2, drills: [] };
  const { [RULES[2]]: _removed, ...fewer } = policy.rules;
  const without: Policy = { ...policy, version: "without", rules: fewer };
  const events: CaseEvent[] = [];
  const problems: string[] = [];
  const members = new Map<string, string>();
  const last = new Map<string, CaseEvent>();
  let [state, date, serial]: [CaseState, string, number] = [NO_CASES, "2026-01-01", BANNERS.length];
  let codes = [...BANNERS];
  let moves = new Map<string, AreaMove>();
  let quietWhileOthersStand = 0;
  const standing = new Map<string, Verdict>();
  for (let step = 0; step < steps; step++, date = addDays(date, 1)) {
    const note = (text: string) => problems.push(`seed ${seed}, step ${step}, ${date}: ${text}`);
    if (uniform() < 0.01) ({ codes, moves } = registerChange(codes, moves, `B${++serial}`, pick, uniform));
    for (const area of [...codes, "L1", "L2"])
      for (const rule of RULES)
        if (uniform() < 0.04)
          standing.set(`${rule} ${area}`, verdictOf(rule, area, date, pick(OUTCOMES), uniform));
    const areas = areasOf(codes);
    const known = new Set(areas.map(({ code }) => code));
    const tonight = [...standing.values()].filter(({ area }) => known.has(area));
    const again = [...state.open.values(), ...state.ended.values()]
      .filter(({ area }) => known.has(area) && uniform() < 0.01)
      .map(({ area, ground }): Verdict => {
        const verdict = plainVerdict(ground.rule, area, ground.date, pick(["IV", null]));
        return { ...verdict, kind: ground.kind, period: ground.period, occasion: "again" };
      });
    const input: StepInput = {
      ...{ date, areas: new AreaTree(areas), verdicts: byArea([...tonight, ...again]), moves },
      lifted: personsLift(state, uniform),
      closed: personsClose(state, uniform),
    };
    const before = state;
    const {
      events: tonightEvents,
      links,
      state: after,
    } = caseStep(state, input, uniform() < 0.05 ? without : policy);
    state = after;
    follow(members, links);
    for (const event of tonightEvents) {
      check(event, last.get(event.caseId) ?? null, note);
      last.set(event.caseId, event);
      if (event.kind === "quiet" && event.reason === "another-stands") quietWhileOthersStand++;
      if (event.kind === "lifted" && event.causedBy === "policy" && event.reason !== "corrected")
        checkLifting(event, before, after, tonightEvents, policy, note);
    }
    checkState(state, note);
    events.push(...tonightEvents);
    if (problems.length > 5) break;
  }
  return { events, problems, quietWhileOthersStand };
}

function verdictOf(
  rule: string,
  area: string,
  date: string,
  outcome: (typeof OUTCOMES)[number],
  uniform: () => number,
): Verdict {
  const verdict = plainVerdict(rule, area, date, outcome);
  if (rule !== "single-layoff") return verdict;
  const leaving = addDays(date, Math.floor(uniform() * 60));
  const values = { persons: Math.round(1 + 900 * uniform()), startsOn: leaving, lastStart: leaving };
  return { ...verdict, kind: "rolling-30-days", facts: { ...verdict.facts, values } };
}

/** A banner gets another code, becomes part of another, is split, or is removed. */
function registerChange(
  codes: readonly string[],
  moves: ReadonlyMap<string, AreaMove>,
  fresh: string,
  pick: <Value>(all: readonly Value[]) => Value,
  uniform: () => number,
) {
  const ended = pick(codes);
  const left = codes.filter((code) => code !== ended);
  const how = uniform();
  const kept = pick(left);
  const move: AreaMove =
    how < 0.4
      ? { to: fresh, reason: "area-recoded" }
      : how < 0.6
        ? { to: kept, reason: "area-merged" }
        : { to: null, reason: how < 0.8 ? "area-split" : "area-gone" };
  // What went on in the area that ends now goes on where this one does.
  const passed = new Map([...moves].map(([area, known]) => [area, known.to === ended ? move : known]));
  return { codes: [...left, fresh], moves: passed.set(ended, move) };
}

const personsLift = ({ open }: CaseState, uniform: () => number): Map<string, string> =>
  new Map(
    [...open.values()].flatMap(({ id, memory }) =>
      (memory.isProposed || memory.held !== null) && uniform() < 0.2 ? [[id, "person"] as const] : [],
    ),
  );

const personsClose = ({ ended }: CaseState, uniform: () => number): NonNullable<StepInput["closed"]> =>
  new Map(
    [...ended.values()].flatMap(({ id }) =>
      uniform() < 0.02 ? [[id, { person: "person", outcome: "confirmed", note: "seen" }] as const] : [],
    ),
  );

function follow(members: Map<string, string>, links: readonly EpisodeLink[]): void {
  for (const { caseId, episode, kind } of links) if (kind === "limb") members.set(caseId, episode);
}

const OVER: ReadonlySet<CaseChange> = new Set(["lifted", "merged", "closed"]);

/** What every event must be, given the one before it of its case. */
function check(event: CaseEvent, before: CaseEvent | null, note: (text: string) => void): void {
  const { caseId, seq, kind, tierFrom, tierTo } = event;
  const line = `${caseId} ${seq} ${kind} after ${before?.kind ?? "nothing"}`;
  if (caseId === "") note(`${kind} without a number`);
  if (seq !== (before?.seq ?? 0) + 1) note(`${line}: seq after ${before?.seq}`);
  if (before === null && kind !== "opened") note(`${line}: does not begin with opening`);
  if (before && kind === "opened") note(`${line}: opened twice`);
  if (before?.kind === "closed" && kind !== "corrected") note(`${line}: after its end`);
  if (kind === "raised" && rank(tierTo) <= rank(tierFrom)) note(`${line}: ${tierFrom} to ${tierTo}`);
  if (kind === "lowered" && rank(tierTo) >= rank(tierFrom)) note(`${line}: ${tierFrom} to ${tierTo}`);
  if (before && OVER.has(before.kind) && !["reopened", "corrected", "closed"].includes(kind))
    note(`${line}: ${kind} of a case that is over`);
  if (kind === "closed" && before && !["lifted", "corrected"].includes(before.kind)) note(line);
}

/** Lifted by the policy: nothing of its episode stands, and it is no graver than the policy may lift. */
function checkLifting(
  event: CaseEvent,
  before: CaseState,
  after: CaseState,
  tonight: readonly CaseEvent[],
  { episodes: { liftedByPolicy } }: Policy,
  note: (text: string) => void,
): void {
  if (rank(event.tierFrom) > rank(liftedByPolicy))
    note(`${event.caseId} ${event.tierFrom} lifted by the policy`);
  const key = caseKey(event);
  const episode = [...after.episodes.values(), ...before.episodes.values()].find(({ limbs }) =>
    limbs.some((limb) => limb.key === key),
  );
  for (const limb of episode?.limbs ?? []) {
    const other = after.open.get(limb.key);
    if (other && standsAt(other) !== null) note(`${event.caseId} lifted while ${other.id} stands`);
    if (other && !tonight.some(({ caseId }) => caseId === other.id))
      note(`${event.caseId} lifted without ${other.id}`);
  }
}

/** One open case of each area and cause, in one episode, each with its number. */
function checkState({ open, ended, episodes }: CaseState, note: (text: string) => void): void {
  const ids = [...open.values()].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) note("two open cases with one number");
  for (const [key, openCase] of open) {
    if (key !== caseKey(openCase)) note(`${openCase.id} stands under ${key}`);
    const homes = [...episodes.values()].filter(({ limbs }) => limbs.some((limb) => limb.key === key));
    if (homes.length !== 1) note(`${openCase.id} is in ${homes.length} episodes`);
    if (ended.has(key)) note(`${openCase.id} is open and ended`);
  }
}

describe("a random walk through the life of cases", () => {
  const { events, problems, quietWhileOthersStand } = walk(STEPS, SEED);

  it(`keeps every invariant in ${STEPS} nights (seed ${SEED})`, () => expect(problems).toEqual([]));

  it("reaches every change, and every reason that nights, persons and the register give", () => {
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      [
        ...["opened", "raised", "lowered", "held", "quiet", "reopened", "moved", "merged", "corrected"],
        ...["lifted", "closed"],
      ].sort(),
    );
    const reasons = new Set(events.map(({ reason }) => reason));
    for (const reason of [
      ...["first-time", "tier-rose", "tier-fell", "below-every-line", "corrected", "figures-corrected"],
      ...["rule-gone", "by-person", "another-stands", "lift-proposed", "fired-again"],
      ...["data-missing", "area-recoded", "area-merged", "area-split", "area-gone"],
    ] as const)
      expect(reasons, reason).toContain(reason);
    expect(quietWhileOthersStand).toBeGreaterThan(10);
    for (const tier of TIERS)
      expect(events.some(({ tierTo }: { tierTo: Tier | null }) => tierTo === tier)).toBe(true);
  });
});
