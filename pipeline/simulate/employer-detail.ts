import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import { allocate } from "./allocate.ts";
import { syntheticCreditCode } from "./credit-code.ts";
import { syntheticEmployer } from "./employer-names.ts";
import type { InsuranceRow } from "./insurance-table.ts";
import type { Scenario } from "./scenario.ts";
import type { Planted } from "./shocks.ts";

/** One employer's insured persons in a month. */
export interface EmployerRow {
  readonly employer: string;
  readonly creditCode: string;
  readonly added: number;
  readonly removed: number;
  readonly closing: number;
}

interface Employer {
  readonly employer: string;
  readonly creditCode: string;
  readonly closes: boolean;
  stock: number;
}

/**
 * The insurance table of an area split by employer, month by month.
 *
 * Every month sums to the table exactly, and each employer's stock is its previous stock plus added minus removed. An enterprise that the
 * scenario closes is among them and has the planted leaves.
 */
export function employerDetail(
  area: Area,
  table: readonly InsuranceRow[],
  { details }: Scenario,
  planted: Planted,
  seed: number,
): EmployerRow[][] {
  const employers = firstEmployers(area, table[0]?.opening ?? 0, details.employers, planted, seed);
  return table.map((row) => {
    const random = stream(seed, area.code, "detail", row.month);
    const leaving = Math.min(planted.leaves(area.code, row.month), row.removed);
    const weights = employers.map((firm) => (firm.closes ? 0 : firm.stock * random.between(0.5, 1.5)));
    const added = allocate(row.added, weights);
    const removed = allocate(row.removed - leaving, weights);
    takeFrom(employers, added, removed, leaving);
    return employers.map((firm, index) => {
      firm.stock += added[index]! - removed[index]!;
      const { employer, creditCode, stock } = firm;
      return { employer, creditCode, added: added[index]!, removed: removed[index]!, closing: stock };
    });
  });
}

/** Take planted leaves from the closing enterprise; take what an employer lacks from the largest others. */
function takeFrom(
  employers: readonly Employer[],
  added: readonly number[],
  removed: number[],
  leaving: number,
): void {
  let left = leaving;
  const have = (index: number) => employers[index]!.stock + added[index]! - removed[index]!;
  const take = (index: number, wanted: number) => {
    const taken = Math.max(0, Math.min(wanted, have(index)));
    removed[index] = removed[index]! + taken;
    left -= taken;
  };
  employers.forEach((firm, index) => {
    if (have(index) < 0) {
      left -= have(index);
      removed[index] = removed[index]! + have(index);
    }
    if (firm.closes) take(index, left);
  });
  const largest = employers.map((_, index) => index).sort((a, b) => have(b) - have(a));
  for (const index of largest) take(index, left);
}

function firstEmployers(
  area: Area,
  insured: number,
  [least, most]: readonly [number, number],
  planted: Planted,
  seed: number,
): Employer[] {
  const random = stream(seed, area.code, "employers");
  const closing = planted.closures
    .filter((closure) => closure.area === area.code)
    .map(({ employer, staff }) => ({
      employer,
      creditCode: syntheticCreditCode(area.code, stream(seed, area.code, "planted-employer", employer)),
      closes: true,
      stock: staff,
    }));
  const others = Array.from({ length: random.integer(least, most) }, () => ({
    employer: syntheticEmployer(random),
    creditCode: syntheticCreditCode(area.code, random),
    closes: false,
    size: Math.exp(0.8 * random.normal()),
  }));
  const rest = insured - closing.reduce((sum, firm) => sum + firm.stock, 0);
  const stocks = allocate(
    Math.max(0, rest),
    others.map((firm) => firm.size),
  );
  return [...closing, ...others.map(({ size: _, ...firm }, index) => ({ ...firm, stock: stocks[index]! }))];
}
