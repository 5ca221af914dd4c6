import { addDays } from "../calendar/periods.ts";
import type { AreaMove } from "../judge/area-move.ts";
import type { OnRuleFailure } from "../judge/set-aside.ts";
import { causeOf, type Verdict } from "../judge/verdict.ts";
import type { JudgedArea } from "../judge/view.ts";
import type { Policy } from "../policy/policy.ts";
import { rank } from "../policy/tiers.ts";
import { agreementOf } from "./agreement.ts";
import { type AreaTree, UPWARDS } from "./area-tree.ts";
import type { CaseEvent } from "./case-event.ts";
import { type CaseState, type EndedCase, type Episode, type OpenCase, riskKey } from "./case-state.ts";
import { type Closing, closeEnded } from "./close-ended.ts";
import { correctedAfter } from "./corrected-after.ts";
import { caseKey, drillStep } from "./drills.ts";
import { giveWay, rememberEnded } from "./ended-cases.ts";
import { type EpisodeLink, joinEpisodes } from "./episodes/join-episodes.ts";
import { settleEnds } from "./episodes/settle-ends.ts";
import { followRegister } from "./follow-register.ts";
import { judgeCombined } from "./judge-combined.ts";
import { LAYOFFS, livesAfter } from "./lives.ts";
import { riskStep } from "./risk-step.ts";

/** The verdicts that a step reads. */
export interface StepInput {
  readonly date: string;
  /** Nights in a row with these verdicts, the date the last of them; 1 for a night. */
  readonly nights?: number;
  /** Tonight's verdicts by area. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
  readonly areas: AreaTree;
  /** Cases that a person has lifted, by case, with the person's name. */
  readonly lifted?: ReadonlyMap<string, string>;
  /** Areas that have ended by tonight, and where their cases go on. */
  readonly moves?: ReadonlyMap<string, AreaMove>;
  /** Cases that a person has closed, by case. */
  readonly closed?: ReadonlyMap<string, Closing>;
  /** Called for each rule on cases below that throws; it is not judged. */
  readonly onFailure?: OnRuleFailure;
  /** Areas whose verdicts may differ from those of the step before; all by default. */
  readonly touched?: ReadonlySet<string>;
}

/** The next state, what changed, and the verdicts on the cases of areas below. */
export interface Step {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  /** How new cases came to their episodes. */
  readonly links: readonly EpisodeLink[];
  readonly combined: readonly Verdict[];
  /** Further nights with the same verdicts until something changes. */
  readonly patience: number;
}

/**
 * The next state of all cases and its events (预警事项更新), from the verdicts of a night.
 *
 * One area and one cause make one case, at the highest tier of its primary rules; one tier higher where independent sources agree; the
 * cases of banners raise one in their league, and those of leagues one in the region. The gravest are numbered first.
 */
export function caseStep(before: CaseState, input: StepInput, policy: Policy): Step {
  const { moves = NOWHERE, lifted = NOBODY, closed = NOTHING } = input;
  const followed = followRegister(before, { date: input.date, policy, moves, lifted });
  const { state } = followed;
  const open = new Map(state.open);
  const over = new Map(state.ended);
  const changes: CaseEvent[] = [...followed.events];
  const combined: Verdict[] = [];
  let patience = Number.POSITIVE_INFINITY;
  const take = (area: JudgedArea, verdicts: readonly Verdict[]): boolean => {
    const step = areaStep({ open, ended: state.ended }, area, verdicts, input, policy);
    for (const { key, next } of step.next) {
      if (next) open.set(key, next);
      else open.delete(key);
    }
    for (const { key, next } of step.ended) over.set(key, next);
    changes.push(...step.events);
    patience = Math.min(patience, step.patience);
    return step.events.length > 0;
  };
  const watched = new Set([...open.values()].map(({ area }) => area));
  const changed = new Set<string>();
  const due = (code: string) => !input.touched || input.touched.has(code) || watched.has(code);
  const levels = [...UPWARDS, null];
  for (const level of levels) {
    for (const area of input.areas.atLevel(level)) {
      const below = input.areas.below(area.code);
      const raised = below.some((code) => changed.has(code) || input.touched?.has(code));
      if (!due(area.code) && !raised) continue;
      const fromBelow = below.length > 0 ? judgeCombined(area, below, { open, input, policy }) : [];
      combined.push(...fromBelow);
      const verdicts = [...(input.verdicts.get(area.code) ?? []), ...fromBelow];
      if (take(area, verdicts)) changed.add(area.code);
    }
  }
  const drills = drillStep(open, input.date, policy);
  for (const key of drills.over) open.delete(key);
  for (const next of drills.next) open.set(caseKey({ ...next, rule: next.ground.rule }), next);
  const after = numbered(state, open, [...changes, ...drills.events], input.date);
  const isBelow = (area: string, above: string) => input.areas.isBelow(area, above);
  const joined = joinEpisodes({ episodes: state.episodes, numbered: after.numbered }, after.events, {
    date: input.date,
    policy,
    open,
    isBelow,
  });
  const ending = { date: input.date, policy, lifted };
  const settled = settleEnds(open, joined.episodes, after.events, ending);
  giveWay(over, open);
  const events = [...settled.events, ...closeEnded(over, closed, input.date, policy)];
  const ended = rememberEnded(state.open, { over, open, events, settled: settled.ended }, input.date, policy);
  const isKnown = ({ limbs }: Episode) => limbs.some(({ key }) => open.has(key) || ended.has(key));
  const episodes = new Map([...joined.episodes].filter(([, episode]) => isKnown(episode)));
  const next = { open, ended, episodes, numbered: joined.numbered };
  return { state: next, events, links: joined.links, combined, patience };
}

const NOBODY: ReadonlyMap<string, string> = new Map();
const NOWHERE: ReadonlyMap<string, AreaMove> = new Map();
const NOTHING: ReadonlyMap<string, Closing> = new Map();

interface AreaStep {
  readonly next: { key: string; next: OpenCase | null }[];
  /** Cases that are over whose figures were corrected. */
  readonly ended: { key: string; next: EndedCase }[];
  readonly events: CaseEvent[];
  readonly patience: number;
}

/** The next states of the risks of one area. */
function areaStep(
  { open, ended }: Pick<CaseState, "open" | "ended">,
  { code, level }: JudgedArea,
  verdicts: readonly Verdict[],
  { date, nights = 1, areas, lifted }: StepInput,
  policy: Policy,
): AreaStep {
  const risks = new Map<string, Verdict[]>();
  for (const cause of areas.openCauses(open, code)) risks.set(cause, []);
  for (const verdict of verdicts) {
    const cause = causeOf(verdict);
    const known = risks.get(cause) ?? [];
    risks.set(cause, known);
    known.push(verdict);
  }
  const risksTonight = { area: code, level, date, nights, policy };
  const layoffs = { ...risksTonight, cause: LAYOFFS, verdicts: risks.get(LAYOFFS) ?? [] };
  const agreement = agreementOf(
    verdicts,
    livesAfter(open.get(riskKey(code, LAYOFFS))?.memory.lives, layoffs),
    risksTonight,
  );
  const silent = new Set(
    verdicts.flatMap(({ rule, outcome, occasion }) => (outcome === "not-judged" && !occasion ? [rule] : [])),
  );
  const found: AreaStep = { next: [], ended: [], events: [], patience: Number.POSITIVE_INFINITY };
  let { patience } = found;
  for (const [cause, riskVerdicts] of risks) {
    const key = riskKey(code, cause);
    const known = open.get(key) ?? null;
    const over = ended.get(key) ?? null;
    if (!known && !riskVerdicts.some(({ steadyTier, occasion }) => steadyTier || (over && occasion)))
      continue;
    const liftedBy = (known && lifted?.get(known.id)) ?? null;
    const night = {
      ...{ ...risksTonight, cause, verdicts: riskVerdicts, silent, liftedBy },
      ...agreement,
    };
    const mayReopen =
      over !== null && !over.isClosed && over.liftedOn >= addDays(date, -policy.episodes.reopenDays);
    const step = riskStep(known, night, mayReopen ? over : null);
    const isAgain = step.event?.kind === "reopened";
    if (riskVerdicts.some(({ occasion }) => occasion === "again"))
      for (const [name, past] of ended) {
        if (past.area !== code || past.cause !== cause || (isAgain && past === over)) continue;
        const corrected = correctedAfter(past, night);
        if (!corrected) continue;
        found.ended.push({ key: name, next: corrected.next });
        found.events.push(corrected.event);
      }
    if (!known && !step.next) continue;
    found.next.push({ key, next: step.next });
    if (step.event) found.events.push(step.event);
    patience = Math.min(patience, step.patience);
  }
  return { ...found, patience };
}

/** A case among the changes of a night, numbered or not. */
const nameOf = (event: CaseEvent): string => event.caseId || caseKey(event);

/** Order the changes by gravity and number the new cases of the year. */
function numbered(
  { numbered: counts }: CaseState,
  open: Map<string, OpenCase>,
  changes: readonly CaseEvent[],
  date: string,
): Pick<CaseState, "numbered"> & Pick<Step, "events"> {
  const year = date.slice(0, 4);
  const last = { ...counts };
  const gravest = new Map<string, number>();
  for (const event of changes) {
    const gravity = rank(event.tierTo) || -rank(event.tierFrom);
    gravest.set(nameOf(event), Math.max(gravity, gravest.get(nameOf(event)) ?? gravity));
  }
  const gravity = (event: CaseEvent) => gravest.get(nameOf(event))!;
  // The changes of one case stay in their order.
  const events = [...changes]
    .sort(
      (a, b) =>
        gravity(b) - gravity(a) ||
        Number(caseKey(a) > caseKey(b)) - Number(caseKey(a) < caseKey(b)) ||
        a.seq - b.seq,
    )
    .map((event) => {
      if (event.caseId !== "") return event;
      const series = event.drill ? `${year}-D` : year;
      last[series] = (last[series] ?? 0) + 1;
      const caseId = event.drill
        ? `${series}${String(last[series]).padStart(3, "0")}`
        : `${year}-${String(last[series]).padStart(4, "0")}`;
      const opened = open.get(caseKey(event))!;
      open.set(caseKey(event), { ...opened, id: caseId });
      return { ...event, caseId };
    });
  return { numbered: last, events };
}
