import { shiftPeriod } from "../../rules/calendar/periods.ts";
import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import { allocate } from "./allocate.ts";
import { syntheticCreditCode } from "./credit-code.ts";
import type { EmployerRow } from "./employer-detail.ts";
import { industryOf, syntheticEmployer } from "./employer-names.ts";
import type { InsuranceRow } from "./insurance-table.ts";
import type { Cells } from "./layout.ts";
import { reductionCells } from "./panel-reasons.ts";
import type { Scenario } from "./scenario.ts";
import type { Planted } from "./shocks.ts";

/** Source data for the panel of one area. */
export interface PanelSource {
  readonly area: Area;
  /** The area's insurance table, from the panel's first month on. */
  readonly table: readonly InsuranceRow[];
  /** The same months by employer; null where the area does not send them. */
  readonly detail: readonly EmployerRow[][] | null;
}

/**
 * The monitored enterprises of one area, month by month, as rows of the panel.
 *
 * Their staff is part of the area's insured: their hires and cuts are part of the insurance table's additions and removals, and where the
 * area sends the detail by employer, they are employers of that detail. An enterprise that the scenario closes is among them.
 */
export function enterprisePanel(
  source: PanelSource,
  scenario: Scenario,
  planted: Planted,
  seed: number,
): Cells[][] {
  const { area, table } = source;
  const closing = new Set(
    planted.closures.flatMap((closure) => (closure.area === area.code ? [closure.employer] : [])),
  );
  const months = source.detail
    ? largest(source, source.detail, closing, scenario, seed)
    : drawn(source, closing, scenario, planted, seed);
  return months.map((rows, index) => {
    const { month } = table[index]!;
    const slump = planted.decline(area.code, month) > 0;
    return rows.map((row, at) => {
      const random = stream(seed, area.code, "panel-row", month, at);
      return panelCells(
        area.code,
        month,
        row,
        { closes: closing.has(row.employer), slump },
        scenario,
        random,
      );
    });
  });
}

function panelCells(
  area: string,
  month: string,
  { employer, creditCode, added, removed, closing }: EmployerRow,
  state: { closes: boolean; slump: boolean },
  { panel }: Scenario,
  random: ReturnType<typeof stream>,
): Cells {
  const fewer = removed - added;
  return {
    ...{ area, period: month, credit_code: creditCode, employer, industry: industryOf(employer) },
    baseline_staff: closing + fewer,
    baseline_kind: "previous",
    baseline_on: shiftPeriod(month, "month", -1),
    current_staff: closing,
    hires: added,
    cuts: removed,
    dispatched: random.poisson(closing * panel.dispatched),
    hidden_unemployed: Math.min(closing, random.poisson(closing * panel.idle)),
    ...(fewer > 0 ? reductionCells({ fewer, ...state }, random) : {}),
  };
}

/** Number of enterprises that an area monitors besides those that close. */
const sizeOf = (code: string, { panel }: Scenario, seed: number): number =>
  stream(seed, code, "panel-size").integer(...panel.enterprises);

/** The largest employers of the detail in its first month, and those that close. */
function largest(
  { area }: PanelSource,
  detail: readonly EmployerRow[][],
  closing: ReadonlySet<string>,
  scenario: Scenario,
  seed: number,
): EmployerRow[][] {
  const first = detail[0] ?? [];
  const others = first
    .map(({ closing: staff, employer }, index) => ({ staff, employer, index }))
    .filter(({ employer }) => !closing.has(employer))
    .sort((a, b) => b.staff - a.staff || a.index - b.index)
    .slice(0, sizeOf(area.code, scenario, seed));
  const chosen = new Set(others.map(({ index }) => index));
  return detail.map((rows) => rows.filter((row, index) => chosen.has(index) || closing.has(row.employer)));
}

/** Separate enterprises for an area without a detail; the rest of its insured takes the remaining movements. */
function drawn(
  { area, table }: PanelSource,
  closing: ReadonlySet<string>,
  scenario: Scenario,
  planted: Planted,
  seed: number,
): EmployerRow[][] {
  const members = firstMembers(area, table[0]?.opening ?? 0, closing, scenario, planted, seed);
  return table.map(({ month, opening, added, removed }) => {
    const random = stream(seed, area.code, "panel", month);
    const leaving = Math.min(planted.leaves(area.code, month), removed);
    const rest = Math.max(1, opening - members.reduce((sum, firm) => sum + firm.stock, 0));
    const [came, left] = [added, removed - leaving].map((total) => {
      const weights = members.map((firm) => (firm.closes ? 0 : firm.stock * random.between(0.5, 1.5)));
      return allocate(total, [...weights, rest]);
    });
    return members.map((firm, index) => {
      const wanted = firm.closes ? leaving : left![index]!;
      const gone = Math.min(wanted, firm.stock + came![index]!);
      firm.stock += came![index]! - gone;
      const { employer, creditCode, stock } = firm;
      return { employer, creditCode, added: came![index]!, removed: gone, closing: stock };
    });
  });
}

function firstMembers(
  area: Area,
  insured: number,
  closing: ReadonlySet<string>,
  scenario: Scenario,
  planted: Planted,
  seed: number,
) {
  const random = stream(seed, area.code, "panel-members");
  const staff = Math.round(insured * random.between(...scenario.panel.share));
  const others = Array.from({ length: sizeOf(area.code, scenario, seed) }, () => ({
    employer: syntheticEmployer(random),
    creditCode: syntheticCreditCode(area.code, random),
    closes: false,
    size: Math.exp(0.6 * random.normal()),
  }));
  const stocks = allocate(
    staff,
    others.map((firm) => firm.size),
  );
  const closers = planted.closures.filter(
    (closure) => closure.area === area.code && closing.has(closure.employer),
  );
  return [
    ...closers.map(({ employer, staff: stock }) => ({
      employer,
      creditCode: syntheticCreditCode(area.code, stream(seed, area.code, "planted-employer", employer)),
      closes: true,
      stock,
    })),
    ...others.map(({ size: _, ...firm }, index) => ({ ...firm, stock: stocks[index]! })),
  ];
}
