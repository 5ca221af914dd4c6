import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { readPolicy } from "../../pipeline/commands/judge/backtest.ts";
import { takeInHistory } from "../../pipeline/commands/setup/history.ts";
import { readKnownEvents } from "../../pipeline/deployment/known-events.ts";
import { daysOf } from "../../pipeline/deployment/past-days.ts";
import { openDeployment } from "../../pipeline/night/open-deployment.ts";
import type { KnownPast } from "../../rules/backtest/known-event.ts";
import type { Past, PastFigure } from "../../rules/backtest/past.ts";
import { readPast } from "../../rules/backtest/read-past.ts";
import { type Rates, sahmWarnings } from "../../rules/backtest/sahm-warnings.ts";
import type { Warning } from "../../rules/backtest/warnings.ts";
import { addDays, shiftPeriod } from "../../rules/calendar/periods.ts";
import type { Policy } from "../../rules/policy/policy.ts";

const DATA = resolve(import.meta.dirname, "../../../shared/data/raw");
const EXAMPLE = resolve(import.meta.dirname, "../../examples/us-states");
/** Three years of weeks precede the first judged one; the claims end in August 2025. */
export const STRETCH = { from: "1998-01-01", to: "2025-08-14" };
/**
 * Days after a month's end at which the unemployment rates of states are published, about three weeks (BLS, State Employment and
 * Unemployment).
 */
const PUBLISHED_AFTER = 21;

/** The states' claims as they became known, what is known to have happened, and the warnings of the Sahm rule. */
export interface StatesPast {
  readonly past: Past;
  readonly policy: Policy;
  readonly known: KnownPast;
  readonly states: readonly string[];
  /** Postal codes by area. */
  readonly names: ReadonlyMap<string, string>;
  readonly sahm: readonly Warning[];
}

export const haveStates = existsSync(join(DATA, "us_claims_state_weekly.csv"));

/** Take in the weekly claims of all states. */
export async function loadStates(): Promise<StatesPast> {
  const folder = mkdtempSync(join(tmpdir(), "fengsui-bench-"));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    const effects = { now: () => new Date("2026-01-01T00:00:00Z"), out: () => undefined };
    const quiet = { ...effects, err: () => undefined };
    await takeInHistory(folder, [join(DATA, "us_claims_state_weekly.csv")], quiet, true);
    const opened = await openDeployment(folder);
    try {
      const { deployment } = opened;
      const policy = readPolicy(join(EXAMPLE, "long-history.yaml"));
      const past = await readPast(opened.warehouse, policy, "2026-01-01T00:00:00Z", daysOf(deployment));
      const known = readKnownEvents(join(EXAMPLE, "events.yaml"), deployment.areas);
      const parts = past.owed.get("social-insurance")!.parts.get("US")!;
      const states = parts.map(({ area }) => area);
      const sahm = sahmWarnings(ratesOf(states), past.areas);
      return { past, policy, known, states, names: postalCodes(), sahm };
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(DATA, file), "utf8"), { columns: true });

function postalCodes(): Map<string, string> {
  return new Map(
    rowsOf("us_areas.csv").map(({ area_code: code = "", postal = "" }) => [code, postal || code]),
  );
}

/** Seasonally adjusted rates as revised to 2020, each month known when it was published: revised rates flatter the Sahm rule. */
function ratesOf(states: readonly string[]): Rates {
  const figures = rowsOf("us_laus_state_monthly_sa.csv").flatMap((row): PastFigure[] => {
    const { state_fips: area = "", month = "", unemployed, labor_force: force } = row;
    if (!states.includes(area) || !unemployed || !force) return [];
    const period = shiftPeriod(`${month}-01`, "month", 0);
    const known = { knownOn: addDays(period, PUBLISHED_AFTER), complete: true };
    return [{ area, period, numerator: Number(unemployed), denominator: Number(force), ...known }];
  });
  const places = new Map(states.map((state) => [state, [state]]));
  return { figures, places: new Map([...places, ["US", [...states]]]) };
}
