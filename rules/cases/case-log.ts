import { day, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import type { Carried } from "../../warehouse/measure/carried.ts";
import { addDays } from "../calendar/periods.ts";
import { liftedSince, type OpenRow, openCases } from "../judge/open-cases.ts";
import type { Policy } from "../policy/policy.ts";
import type { CaseEvent } from "./case-event.ts";
import {
  type CaseMemory,
  type CaseState,
  type EndedCase,
  NO_NIGHTS,
  type OpenCase,
  shadowKey,
} from "./case-state.ts";
import { caseKey } from "./drills.ts";
import { rememberedSince } from "./ended-cases.ts";
import { episodesNumbered, readEpisodes } from "./episodes/episode-log.ts";

/** Append a change to a case; the first change creates the case. */
export async function appendEvent(warehouse: Warehouse, night: number, event: CaseEvent): Promise<void> {
  if (event.seq === 1) {
    const { caseId: id, area, cause, drill = false } = event;
    await warehouse.run("INSERT INTO risk_case VALUES ($id, $area, $cause)", { id, area, cause });
    if (drill) await warehouse.run("INSERT INTO drill_case VALUES ($id)", { id });
  }
  const { facts, area, cause: _cause, drill: _drill, ...rest } = event;
  // A case that goes on in another area is of that one from now on; the event keeps where it was.
  if (facts.areaBefore !== undefined)
    await warehouse.run("UPDATE risk_case SET area = $area WHERE id = $id", { area, id: event.caseId });
  await warehouse.run(
    `INSERT INTO case_event VALUES ($caseId, $seq, $night, CAST($date AS DATE), $kind, $tierFrom, $tierTo, $rule, $periodKind,
       CAST($period AS DATE), $reason, $causedBy, CAST($facts AS JSON), $coverage, $policy)`,
    { ...rest, night, facts: JSON.stringify(facts) },
  );
}

const WRITTEN = `SELECT case_id AS "caseId", seq, area, cause, date, kind, tier_from AS "tierFrom", tier_to AS "tierTo", rule,
    period_kind AS "periodKind", period, reason, caused_by AS "causedBy", facts, coverage, policy,
    case_id IN (SELECT case_id FROM drill_case) AS drill
  FROM case_event JOIN risk_case ON risk_case.id = case_id`;

async function readEvents(
  warehouse: Warehouse,
  which: string,
  bindings: Readonly<Record<string, string | readonly string[]>>,
): Promise<CaseEvent[]> {
  const rows = await warehouse.rows<Omit<CaseEvent, "facts"> & { facts: string }>(
    `${WRITTEN} WHERE ${which} ORDER BY case_id, seq`,
    bindings,
  );
  return rows.map(({ facts, ...row }) => ({ ...row, facts: JSON.parse(facts) as CaseEvent["facts"] }));
}

/** Changes of cases by case and number, as they were written. */
export const eventsNamed = async (
  warehouse: Warehouse,
  named: readonly { readonly caseId: string; readonly seq: number }[],
): Promise<CaseEvent[]> =>
  named.length === 0
    ? []
    : readEvents(warehouse, "(case_id, seq) IN (SELECT (unnest($cases), unnest(CAST($seqs AS INTEGER[]))))", {
        cases: named.map(({ caseId }) => caseId),
        seqs: named.map(({ seq }) => `${seq}`),
      });

/** Every change of some cases with its night, in the order in which they happened. */
export async function eventsOfCases(
  warehouse: Warehouse,
  ids: readonly string[],
): Promise<(CaseEvent & { readonly night: number })[]> {
  const rows = await warehouse.rows<Omit<CaseEvent, "facts"> & { facts: string; night: number }>(
    `SELECT written.*, case_event.night FROM (${WRITTEN}) AS written JOIN case_event ON case_event.case_id = "caseId" AND case_event.seq = written.seq
     WHERE "caseId" IN (SELECT unnest($ids)) ORDER BY written.date, case_event.night, "caseId", written.seq`,
    { ids },
  );
  return rows.map(({ facts, ...row }) => ({ ...row, facts: JSON.parse(facts) as CaseEvent["facts"] }));
}

/** The changes of cases that a night wrote. */
export const eventsOfNight = (warehouse: Warehouse, night: number): Promise<CaseEvent[]> =>
  readEvents(warehouse, "night = CAST($night AS BIGINT)", { night: `${night}` });

/** Every change of every case up to the night of a date, by case, as they were written. */
export const eventsUntil = (warehouse: Warehouse, date: string): Promise<CaseEvent[]> =>
  readEvents(warehouse, "date <= CAST($date AS DATE)", { date });

/** What cases and episodes are made from: their changes, and what people decided. */
export const decidedSoFar = ({ known }: Carried) => [known?.caseEvents ?? null, known?.caseActs ?? null];

/** The state of all cases before the night of a date: the open ones, with what they remember from earlier dates. */
export async function readCaseState(
  warehouse: Warehouse,
  date: string,
  carried: Carried,
  policy: Pick<Policy, "episodes">,
  closed: readonly string[] = [],
): Promise<CaseState> {
  const rows = await openCases(warehouse, carried);
  const memories = rows.length > 0 ? await memoriesBefore(warehouse, date, carried) : NO_MEMORIES;
  const open = new Map(
    rows.map((row) => [caseKey({ ...row, rule: row.ground.rule }), openCase(row, memories.get(row.id))]),
  );
  // From the first of its month, so that the same cases are asked for on every night of it.
  const oldest = `${rememberedSince(date, policy).slice(0, 7)}-01`;
  const ended = new Map<string, EndedCase>();
  for (const over of await endedSince(warehouse, oldest, carried, closed)) {
    const key = caseKey(over);
    const before = ended.get(key);
    if (before) ended.set(shadowKey(key, before), before);
    ended.set(open.has(key) ? shadowKey(key, over) : key, over);
  }
  const keys = new Map([...open, ...ended].map(([key, { id }]) => [id, key]));
  const episodes = await carried.reuse("episodes", [...decidedSoFar(carried), [...keys]], () =>
    readEpisodes(warehouse, keys),
  );
  return { open, ended, episodes, numbered: await numberedBy(warehouse, date.slice(0, 4), carried) };
}

/** The cases lifted since a day, which are the same cases when they reach their lines again. */
const endedSince = (
  warehouse: Warehouse,
  day: string,
  carried: Carried,
  closed: readonly string[],
): Promise<readonly EndedCase[]> =>
  carried.reuse("cases lifted lately", [carried.known?.caseEvents ?? null, day, closed], async () =>
    (await liftedSince(warehouse, day, closed)).map(({ liftedOn, isClosed, ...row }) => ({
      ...openCase(row, undefined),
      ...{ liftedOn, isClosed },
    })),
  );

const NO_MEMORIES: ReadonlyMap<string, CaseMemory> = new Map();

function openCase(row: OpenRow, memory: CaseMemory | undefined): OpenCase {
  const { id, area, cause, tier, opened, events, drill, ground, rules } = row;
  const { facts, ...judgement } = ground;
  return {
    ...{ id, area, cause, tier, opened, events, drill },
    ground: { ...judgement, values: facts.values, ...shownOf(facts) },
    memory: {
      ...(memory ?? { rules, nightsWithout: NO_NIGHTS, stood: {}, held: null }),
      ...(row.quiet === null ? {} : { quiet: row.quiet, isProposed: row.isProposed }),
    },
  };
}

const shownOf = ({ limb, shown }: OpenRow["ground"]["facts"]) => ({
  ...(limb ? { limb } : {}),
  ...(shown ? { shown } : {}),
});

const MEMORIES = "case memories";

async function memoriesBefore(
  warehouse: Warehouse,
  date: string,
  carried: Carried,
): Promise<ReadonlyMap<string, CaseMemory>> {
  const before = carried.kept<{ date: string; memories: ReadonlyMap<string, CaseMemory> }>(MEMORIES);
  if (before && before.date < date) return before.memories;
  return readMemories(warehouse, addDays(date, -1));
}

/** What each case remembered after the last night up to a date. */
export async function readMemories(
  warehouse: Warehouse,
  date: string,
): Promise<ReadonlyMap<string, CaseMemory>> {
  const rows = await warehouse.rows<{ id: string; memory: string }>(
    `SELECT case_id AS id, max_by(CAST(memory AS VARCHAR), date) AS memory FROM case_memory
     WHERE date <= CAST($date AS DATE) GROUP BY case_id`,
    { date },
  );
  return new Map(rows.map(({ id, memory }) => [id, withoutState(JSON.parse(memory) as CaseMemory)]));
}

/** Keep what the open cases remember after the night of a date, in place of an earlier run of it. */
export async function writeMemories(
  warehouse: Warehouse,
  { date, isFirst }: { readonly date: string; readonly isFirst: boolean },
  { open }: CaseState,
  carried: Carried,
): Promise<void> {
  if (!isFirst) await warehouse.run("DELETE FROM case_memory WHERE date >= CAST($date AS DATE)", { date });
  const cases = [...open.values()];
  await warehouse.append(
    "case_memory",
    cases.map(({ id, memory }) => [id, day(date), JSON.stringify(memory)]),
  );
  const memories = new Map(cases.map(({ id, memory }) => [id, withoutState(memory)]));
  carried.keep(MEMORIES, { date, memories });
}

/** A memory without what the events of its case say: whether it is quiet, and whether someone is asked to lift it. */
function withoutState(memory: CaseMemory): CaseMemory {
  const { quiet: _quiet, isProposed: _isProposed, ...kept } = memory;
  return kept;
}

/** How many cases, and how many exercises, a year has had. */
async function numberedBy(
  warehouse: Warehouse,
  year: string,
  carried: Carried,
): Promise<CaseState["numbered"]> {
  return carried.reuse("numbered cases", [year, carried.known?.caseEvents ?? null], async () => {
    const [row] = await warehouse.rows<{ cases: number; drills: number }>(
      `SELECT count(*) FILTER (case_id IS NULL) AS cases, count(case_id) AS drills
       FROM risk_case LEFT JOIN drill_case ON case_id = id WHERE starts_with(id, $year || '-')`,
      { year },
    );
    return {
      ...{ [year]: row?.cases ?? 0, [`${year}-D`]: row?.drills ?? 0 },
      [`${year}-E`]: await episodesNumbered(warehouse, year),
    };
  });
}
