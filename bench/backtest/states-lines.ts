import type { Limb, Lines } from "../../rules/policy/lines.ts";
import type { Policy } from "../../rules/policy/policy.ts";

/** A policy with its name in a table. */
export interface Named {
  readonly name: string;
  readonly policy: Policy;
}

/** A line of Ⅱ, a bound for leaving it, or a parameter: its rule, and the quantities that stand in it. */
interface Line {
  readonly name: string;
  readonly rule: string;
  readonly quantities: readonly string[];
  readonly of: "lines" | "exit" | "parameters";
}

const LINES: readonly Line[] = [
  { name: "broad: share of areas", rule: "claims-broad", quantities: ["share"], of: "lines" },
  { name: "broad: level", rule: "claims-broad", quantities: ["level"], of: "lines" },
  { name: "broad: rise of an area", rule: "claims-broad", quantities: ["rise"], of: "parameters" },
  { name: "broad: share to leave", rule: "claims-broad", quantities: ["share"], of: "exit" },
  { name: "deep: both rises", rule: "claims-deep", quantities: ["initial", "continued"], of: "lines" },
  { name: "deep: rise to leave", rule: "claims-deep", quantities: ["continued"], of: "exit" },
  { name: "sudden: rise", rule: "claims-sudden", quantities: ["change"], of: "lines" },
  { name: "sudden: rise to leave", rule: "claims-sudden", quantities: ["continued"], of: "exit" },
];

/** The policy with each line moved by ±10 %. */
export const movedLines = (policy: Policy): Named[] =>
  LINES.flatMap((line) =>
    [0.9, 1.1].map((factor) => ({
      name: `${line.name} ${factor < 1 ? "-" : "+"}10%`,
      policy: moved(policy, line, factor),
    })),
  );

function moved(policy: Policy, { rule, quantities, of }: Line, factor: number): Policy {
  const settings = policy.rules[rule]!;
  if (of === "parameters") {
    const [name = ""] = quantities;
    const usual = Number(settings.parameters[name] ?? DEFAULTS[name]);
    return withRule(policy, rule, { parameters: { ...settings.parameters, [name]: usual * factor } });
  }
  const both =
    of === "lines" ? { lines: settings.lines, exit: entryIn(settings.exit, rule) } : { exit: settings.exit };
  const changed = Object.fromEntries(
    Object.entries(both).map(([key, lines]) => [key, multiplied(lines, quantities, factor)]),
  );
  const rest = of === "lines" ? mergedExit(settings.exit, changed.exit ?? {}) : {};
  return withRule(policy, rule, { ...changed, ...rest });
}

const DEFAULTS: Readonly<Record<string, number>> = { rise: 10 };

/** Bounds for leaving that repeat the line itself: they move with it. */
const entryIn = (exit: Lines, rule: string): Lines =>
  rule === "claims-sudden" ? { ...exit, II: (exit.II ?? []).filter((limb) => "change" in limb) } : {};

function mergedExit(exit: Lines, repeated: Lines): { readonly exit: Lines } {
  if (!repeated.II) return { exit };
  return {
    exit: { ...exit, II: [...repeated.II, ...(exit.II ?? []).filter((limb) => !("change" in limb))] },
  };
}

const multiplied = (lines: Lines, quantities: readonly string[], factor: number): Lines => ({
  ...lines,
  ...(lines.II ? { II: lines.II.map((limb) => times(limb, quantities, factor)) } : {}),
});

const times = (limb: Limb, quantities: readonly string[], factor: number): Limb =>
  Object.fromEntries(
    Object.entries(limb).map(([name, bound]) => [
      name,
      typeof bound === "number" && quantities.includes(name) ? bound * factor : bound,
    ]),
  );

function withRule(policy: Policy, rule: string, changed: object): Policy {
  return { ...policy, rules: { ...policy.rules, [rule]: { ...policy.rules[rule]!, ...changed } } } as Policy;
}

/** The lines without the gate, and without the rule that it belongs to. */
export function gates(policy: Policy): Named[] {
  const { "claims-broad": broad, ...others } = policy.rules;
  const ungated = (lines: Lines): Lines =>
    Object.fromEntries(
      Object.entries(lines).map(([tier, limbs]) => [
        tier,
        limbs.slice(0, 1).map(({ level: _level, ...limb }) => limb),
      ]),
    );
  return [
    {
      name: "gate open: every broad rise counts",
      policy: withRule(policy, "claims-broad", { lines: ungated(broad!.lines) }),
    },
    { name: "gate shut: no broad rise counts", policy: { ...policy, rules: others } },
  ];
}
