import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import { reboundFactor } from "./holiday.ts";
import { normalised, seasonIndex } from "./months.ts";
import type { Scenario } from "./scenario.ts";
import type { Planted } from "./shocks.ts";

/** One row of the unemployment insurance table: an area and a month (its last day). Money is in hundredths of 万元. */
export interface InsuranceRow {
  readonly month: string;
  readonly opening: number;
  readonly added: number;
  readonly removed: number;
  readonly closing: number;
  readonly claims: number;
  readonly beneficiaries: number;
  readonly income: number;
  readonly spent: number;
  readonly balance: number;
}

/** At least this share of the usual additions continues in a decline; the rest of the loss is removals. */
const LEAST_ADDED = 0.15;

/**
 * The insurance table of one area over the months.
 *
 * Stocks match their movements exactly: closing = opening + added − removed, opening = closing of the previous month, balance = previous
 * balance + income − expenditure.
 */
export function insuranceTable(
  area: Area,
  months: readonly string[],
  scenario: Scenario,
  planted: Planted,
  seed: number,
): InsuranceRow[] {
  const plan = usual(area, months, scenario);
  const rows: InsuranceRow[] = [];
  let before = { closing: Math.round(plan.stock(0)), ...plan.begin };
  months.forEach((month, index) => {
    const movement = stockMovement(area.code, month, before.closing, scenario, planted, seed);
    const draw = (what: string) => stream(seed, area.code, what, month);
    const mean = plan.claims(index, month) * planted.claimsFactor(area.code, month);
    const claims =
      draw("claims").overdispersed(mean, scenario.claims.dispersion) + planted.extraClaims(area.code, month);
    const ended = draw("benefit").poisson(before.beneficiaries / scenario.claims.benefitMonths);
    const beneficiaries = before.beneficiaries + claims - Math.min(before.beneficiaries, ended);
    const money = draw("fund");
    const jitter = () => 1 + scenario.fund.noise * money.normal();
    const income = Math.round(plan.spending(index) * jitter());
    const spent = Math.round(100 * beneficiaries * scenario.fund.benefitPerMonth * jitter());
    const balance = before.balance + income - spent;
    rows.push({ month, ...movement, claims, beneficiaries, income, spent, balance });
    before = { closing: movement.closing, beneficiaries, balance };
  });
  return rows;
}

/** The figures of an area without noise and shocks; they match its weight in the last month of history. */
function usual(area: Area, months: readonly string[], { history, insured, claims, fund, holiday }: Scenario) {
  const last = months.findIndex((month) => month.startsWith(history.to));
  const season = normalised(claims.season);
  const stock = (index: number) => area.weight * (1 + insured.growthPerYear) ** ((index - last - 1) / 12);
  const drawing = (index: number) => stock(index) * claims.perMonth * claims.benefitMonths;
  const spending = (index: number) => 100 * drawing(index) * fund.benefitPerMonth;
  return {
    stock,
    spending,
    claims: (index: number, month: string) =>
      stock(index) * claims.perMonth * season[seasonIndex(month)]! * reboundFactor(month, holiday),
    begin: {
      beneficiaries: Math.round(drawing(0)),
      balance: Math.round(fund.months * spending(0)),
    },
  };
}

function stockMovement(
  code: string,
  month: string,
  opening: number,
  { insured }: Scenario,
  planted: Planted,
  seed: number,
) {
  const grows = insured.growthPerYear / 12;
  const at = seasonIndex(month);
  const rate = insured.separationsPerMonth;
  const usuallyAdded = opening * (rate + grows) * normalised(insured.seasonAdded)[at]!;
  const usuallyRemoved = opening * rate * normalised(insured.seasonRemoved)[at]!;
  const decline = planted.decline(code, month);
  const wanted = decline > 0 ? opening * (decline + grows) : 0;
  const fewer = Math.min(wanted, (1 - LEAST_ADDED) * usuallyAdded);
  const added = stream(seed, code, "added", month).poisson(usuallyAdded - fewer);
  const leaving =
    stream(seed, code, "removed", month).poisson(usuallyRemoved + wanted - fewer) +
    planted.leaves(code, month);
  const removed = Math.min(opening + added, leaving);
  return { opening, added, removed, closing: opening + added - removed };
}
