import type { RuleSettings } from "../policy-schema.ts";
import { rank, TIERS, type Tier } from "../tiers.ts";
import { boundText, implies, limbText, partsOf } from "./bounds.ts";
import { limbMistakes } from "./lines.ts";
import { mistakeAt, type PolicyMistake } from "./mistake.ts";
import { type Place, type RuleInPolicy, tiersOf } from "./places.ts";

/** Mistakes in what a rule says of its tiers beside the lines: cap, dwell, tiers without a line. */
export const tierSettingMistakes = (found: RuleInPolicy): PolicyMistake[] =>
  found.places.flatMap((place) => [
    ...capMistakes(place),
    ...tiersWithoutLine(found, place),
    ...dwellMistakes(place),
  ]);

/** Mistakes between a rule's lines and its bounds to leave a tier, or its small-count floors. */
export const besideLineMistakes = (found: RuleInPolicy): PolicyMistake[] =>
  found.places.flatMap((place) => [...exitMistakes(found, place), ...floorMistakes(found, place)]);

/** A cap below lines, which are then never reached. */
function capMistakes(place: Place): PolicyMistake[] {
  const { cap, lines } = place;
  if (cap === undefined || !(place.isWritten("cap") || place.isWritten("lines"))) return [];
  const above = tiersOf(lines).filter((tier) => rank(tier) > rank(cap));
  return above.length > 0 ? [mistakeAt(place.at("cap"), "error.cap-below-lines", { cap, tiers: above })] : [];
}

/** Settings of a tier that has no line, or that the cap rules out. */
function tiersWithoutLine({ places }: RuleInPolicy, place: Place): PolicyMistake[] {
  return (["dwell", "exit", "hold", "cap"] as const).flatMap((key) => {
    if (!place.isWritten(key)) return [];
    const path = place.at(key);
    const readers = path.includes("levels") ? [place] : places;
    const known = TIERS.filter((tier) => readers.some(({ lines }) => lines[tier] !== undefined));
    const named = key === "cap" ? [place.cap!] : tiersOf(place[key]);
    return named
      .filter((tier) => !known.includes(tier))
      .map((tier) =>
        mistakeAt(key === "cap" ? path : [...path, tier], "error.tier-without-line", { tier, known }),
      );
  });
}

/** More periods wanted than are looked at. */
function dwellMistakes(place: Place): PolicyMistake[] {
  if (!place.isWritten("dwell")) return [];
  return Object.entries(place.dwell).flatMap(([tier, wanted]) =>
    typeof wanted === "object" && wanted.periods > wanted.of
      ? [mistakeAt([...place.at("dwell"), tier, "periods"], "error.dwell-of-fewer", { ...wanted })]
      : [],
  );
}

/** Bounds to leave a tier that are harder than to enter it, or easier than those of a lighter tier. */
function exitMistakes(found: RuleInPolicy, place: Place): PolicyMistake[] {
  if (!place.isWritten("exit") && !(place.isWritten("lines") && tiersOf(place.exit).length > 0)) return [];
  return tiersOf(place.exit).flatMap((tier) => {
    const path = [...place.at("exit"), tier];
    const limbs = place.exit[tier]!;
    const wrong = limbMistakes(found, limbs, path);
    const entry = place.lines[tier];
    if (wrong.length > 0 || entry === undefined) return wrong;
    const outside = entry.find((limb) => !limbs.some((exit) => implies(limb, exit)));
    if (outside) {
      const params = { tier, exit: limbs.map(limbText), line: limbText(outside) };
      return [mistakeAt(path, "error.exit-above-entry", params)];
    }
    return exitBelowLighter(place, tier, path);
  });
}

function exitBelowLighter(place: Place, tier: Tier, path: PolicyMistake["path"]): PolicyMistake[] {
  const lighterTier = tiersOf(place.lines)
    .filter((other) => rank(other) < rank(tier))
    .at(-1);
  if (lighterTier === undefined) return [];
  const toLeaveLighter = place.exit[lighterTier] ?? place.lines[lighterTier]!;
  const easy = place.exit[tier]!.find((limb) =>
    toLeaveLighter.some((other) => implies(other, limb) && !implies(limb, other)),
  );
  if (!easy) return [];
  const params = {
    tier,
    lighter: lighterTier,
    exit: limbText(easy),
    lighterExit: toLeaveLighter.map(limbText),
  };
  return [mistakeAt(path, "error.exit-below-lighter", params)];
}

/** Floors on quantities that the rule lacks, and floors above a line. */
function floorMistakes({ id, rule }: RuleInPolicy, place: Place): PolicyMistake[] {
  if (!place.isWritten("floor") && !(place.isWritten("lines") && hasFloor(place.floor))) return [];
  const quantities = Object.keys(rule.quantities);
  return Object.entries(place.floor).flatMap(([quantity, least]) => {
    const path = [...place.at("floor"), quantity];
    if (!quantities.includes(quantity))
      return [mistakeAt(path, "error.floor-of-other-quantity", { rule: id, quantities, wrong: quantity })];
    const most = rule.limits?.[quantity]?.most;
    if (most !== undefined && least > most)
      return [mistakeAt(path, "error.bound-never-met", { bound: boundText(least), most })];
    const below = tiersOf(place.lines).flatMap((tier) =>
      place.lines[tier]!.filter((limb) => isBelow(limb[quantity], least)).map((limb) => ({ tier, limb })),
    )[0];
    return below
      ? [
          mistakeAt(path, "error.floor-above-line", {
            quantity,
            least,
            tier: below.tier,
            limb: limbText(below.limb),
          }),
        ]
      : [];
  });
}

const hasFloor = (floor: RuleSettings["floor"]): boolean => Object.keys(floor).length > 0;

/** Whether a bound could be met by figures that the floor leaves out: alone, or never otherwise. */
function isBelow(bound: Parameters<typeof partsOf>[0] | undefined, least: number): boolean {
  if (bound === undefined) return false;
  const { way, value } = partsOf(bound);
  return way === "up" ? value < least : value <= least;
}
