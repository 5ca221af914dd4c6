import { type NoticeRoute, noticesOf } from "../backtest/notices-of.ts";
import { type Judged, judgeThrough, type Moment } from "../backtest/through.ts";
import type { CaseEvent } from "../cases/case-event.ts";
import type { Facts } from "../definitions/define.ts";
import { ruleById } from "../definitions/index.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Policy } from "../policy/policy.ts";
import type { Tier } from "../policy/tiers.ts";
import { readPeriod } from "./notation.ts";
import { codeOf, type TestArea } from "./test-areas.ts";
import type { TestDuties } from "./test-duties.ts";
import { isReportOwed } from "./test-layoffs.ts";
import { kindOf, testPast, testStretch } from "./test-past.ts";
import type { Expectation, ExpectedEvent, ExpectedFacts, PolicyTest } from "./test-schema.ts";

/** Something that is not as a test expects: where it is written, what was expected and what was found. */
export interface Failure {
  readonly path: readonly (string | number)[];
  readonly what: FailureKind;
  /** The name of a fact, where a fact differs. */
  readonly name?: string;
  readonly where: { readonly date: string; readonly area: string; readonly rule: string | null };
  readonly expected: FailureValue;
  readonly found: FailureValue;
}

/** What may differ from what is expected. */
export type FailureKind =
  | "verdict"
  | "outcome"
  | "tier"
  | "steady"
  | "reason"
  | "fact"
  | "legal-duty"
  | "event"
  | "event-besides"
  | "recipients";

/** A word or number, areas by name, a change of a case, or nothing. */
export type FailureValue =
  | string
  | number
  | boolean
  | null
  | { readonly areas: readonly string[] }
  | { readonly kind: CaseEvent["kind"]; readonly tier: Tier | null; readonly rule: string | null };

/** A test that was run: what failed, and the tiers of rules that it showed. */
export interface TestResult {
  readonly test: PolicyTest;
  readonly failures: readonly Failure[];
  readonly shown: readonly { readonly rule: string; readonly tier: Tier }[];
}

/** What tests run under: a policy, the areas of their file, the duties, and who is notified. */
export interface TestSetting {
  readonly policy: Policy;
  readonly areas: readonly TestArea[];
  readonly under: TestDuties;
  readonly route: NoticeRoute;
}

/** A test with the verdicts and changes that its history led to. */
interface Run {
  readonly test: PolicyTest;
  readonly setting: TestSetting;
  readonly judged: Judged;
  readonly last: string;
}

/** Judge the history of a test as the nights of its days would, and compare what they find with what is expected. */
export function runTest(test: PolicyTest, setting: TestSetting): TestResult {
  const past = testPast(test, setting.areas, setting.under);
  const stretch = testStretch(test, past);
  const run: Run = { test, setting, judged: judgeThrough(past, setting.policy, stretch), last: stretch.to };
  const verdicts = test.expect.map((expected, at) => checkVerdict(expected, ["expect", at], run));
  const legal = test.legalDuty.flatMap((expected, at) => checkLegalDuty(expected, ["legalDuty", at], run));
  const events = checkEvents(run);
  return {
    test,
    failures: [...verdicts.flatMap(({ failures }) => failures), ...legal, ...events.failures],
    shown: [...verdicts.flatMap(({ shown }) => shown), ...events.shown],
  };
}

interface Checked {
  readonly failures: readonly Failure[];
  readonly shown: TestResult["shown"];
}

function checkVerdict(expected: Expectation, path: Failure["path"], run: Run): Checked {
  const { rule, tier, steady, outcome, reason, facts } = expected;
  const where = { date: expected.date ?? run.last, area: expected.area, rule };
  const verdict = verdictOf(expected, where.date, run);
  if (!verdict)
    return { failures: [{ path, what: "verdict", where, expected: rule, found: null }], shown: [] };
  const compare = (what: FailureKind, wanted: string | undefined, found: string | null): Failure[] =>
    wanted === undefined || wanted === (found ?? "none")
      ? []
      : [{ path, what, where, expected: wanted, found }];
  const failures = [
    ...compare("outcome", outcome ?? (tier === "none" ? "quiet" : undefined), verdict.outcome),
    ...compare("tier", tier, verdict.tier),
    ...compare("steady", steady, verdict.steadyTier),
    ...compare("reason", reason, verdict.reason),
    ...factFailures(facts, verdict.facts.values, path, where),
  ];
  const named = [tier, steady].flatMap((found) =>
    found === undefined || found === "none" ? [] : [{ rule, tier: found }],
  );
  return { failures, shown: failures.length > 0 ? [] : named };
}

/** The verdict that stands on a night, or that on a period as last judged by then. */
function verdictOf(
  { area, rule, period }: Expectation,
  date: string,
  { judged, setting }: Run,
): Verdict | null {
  const code = codeOf(setting.areas, area);
  const defined = ruleById(rule)!;
  const kind = defined.kind === "series" ? kindOf(defined.indicator, setting.under) : "month";
  const asked = period === undefined ? null : readPeriod(period, kind);
  const of = ({ changed, once }: Moment) => (asked === null ? changed : [...changed, ...once]);
  const found = judged.moments
    .filter((moment) => moment.date <= date)
    .flatMap(of)
    .findLast(
      (verdict) =>
        verdict.rule === rule && verdict.area === code && (asked === null || verdict.period === asked),
    );
  return found ?? null;
}

function factFailures(
  expected: ExpectedFacts | undefined,
  found: Facts,
  path: Failure["path"],
  where: Failure["where"],
): Failure[] {
  return Object.entries(expected ?? {}).flatMap(([name, wanted]) => {
    const value = found[name] ?? null;
    if (isFact(wanted, value)) return [];
    return [
      { path: [...path, "facts", name], what: "fact" as const, name, where, expected: wanted, found: value },
    ];
  });
}

/** Whether a fact is as it is written: a number with as many decimals as are written. */
function isFact(wanted: string | number | null, found: string | number | null): boolean {
  if (typeof found !== "number" || wanted === null) return found === wanted;
  const text = String(wanted);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return false;
  const decimals = text.split(".")[1]?.length ?? 0;
  // Half of the last decimal counts up, as figures are printed.
  const rounded = Math.round((found + Math.sign(found) * 1e-12) * 10 ** decimals) / 10 ** decimals;
  return rounded === Number(text);
}

function checkLegalDuty(
  { date, area, employer, owed }: PolicyTest["legalDuty"][number],
  path: Failure["path"],
  { test, last }: Run,
): Failure[] {
  const night = date ?? last;
  const found = isReportOwed(test.layoffs, { area, employer }, night);
  const where = { date: night, area, rule: null };
  return found === owed ? [] : [{ path, what: "legal-duty", name: employer, where, expected: owed, found }];
}

function checkEvents({ test, setting, judged }: Run): Checked {
  if (!test.events) return { failures: [], shown: [] };
  const nameOf = (code: string) => setting.areas.find((area) => area.code === code)!.name;
  const notices = new Map(
    noticesOf(judged, setting.areas, setting.route).map(({ event, offices }) => [event, offices]),
  );
  const left = new Set(judged.events);
  const failures: Failure[] = [];
  const shown: { rule: string; tier: Tier }[] = [];
  for (const [at, expected] of test.events.entries()) {
    const path = ["events", at];
    const where = { date: expected.date, area: expected.area, rule: expected.rule ?? null };
    const candidates = [...left].filter(
      ({ date, area }) => date === expected.date && nameOf(area) === expected.area,
    );
    const found = candidates.find((event) => isEvent(event, expected));
    const other = candidates[0];
    if (!found) {
      if (other) left.delete(other);
      failures.push({
        path,
        what: "event",
        where,
        expected: changeOf(expected),
        found: other ? changeOf(other) : null,
      });
      continue;
    }
    left.delete(found);
    const differing = eventFailures(found, expected, path, notices.get(found)!.map(nameOf));
    failures.push(...differing);
    if (differing.length === 0 && found.tierTo && (found.kind === "opened" || found.kind === "raised"))
      shown.push({ rule: found.rule, tier: found.tierTo });
  }
  for (const event of left) {
    const where = { date: event.date, area: nameOf(event.area), rule: event.rule };
    failures.push({ path: ["events"], what: "event-besides", where, expected: null, found: changeOf(event) });
  }
  return { failures, shown };
}

const isEvent = ({ kind, tierTo, rule }: CaseEvent, expected: ExpectedEvent): boolean =>
  kind === expected.kind &&
  tierTo === (expected.tier ?? null) &&
  (expected.rule === undefined || rule === expected.rule);

const changeOf = (event: CaseEvent | ExpectedEvent): FailureValue => ({
  kind: event.kind,
  tier: ("tierTo" in event ? event.tierTo : event.tier) ?? null,
  rule: event.rule ?? null,
});

function eventFailures(
  event: CaseEvent,
  { date, area, reason, facts, recipients }: ExpectedEvent,
  path: Failure["path"],
  notified: readonly string[],
): Failure[] {
  const where = { date, area, rule: event.rule };
  const sorted = (names: readonly string[]) => [...names].sort();
  const same = recipients === undefined || sorted(recipients).join("\n") === sorted(notified).join("\n");
  return [
    ...(reason === undefined || reason === event.reason
      ? []
      : [
          {
            path: [...path, "reason"],
            what: "reason" as const,
            where,
            expected: reason,
            found: event.reason,
          },
        ]),
    ...factFailures(facts, event.facts.values, path, where),
    ...(same
      ? []
      : [
          {
            ...{ path: [...path, "recipients"], what: "recipients" as const, where },
            ...{ expected: { areas: recipients }, found: { areas: notified } },
          },
        ]),
  ];
}
