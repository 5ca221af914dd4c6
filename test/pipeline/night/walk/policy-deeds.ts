import type { Deed } from "./walk-deeds.ts";

/** A change of the policy and its undoing. */
interface Turn {
  readonly name: string;
  readonly turn: (policy: string) => string;
  readonly back: (policy: string) => string;
}

const RULES = {
  single: /^ {2}single-layoff:[\s\S]*?(?= {2}# From|^ {2}# P2)/m,
  rate: /^ {2}layoff-rate:[\s\S]*?(?= {2}# )/m,
};
const LINES =
  "IV: [{ persons: 20 }, { share: 10, persons: 10 }]\n      III: [{ persons: 50 }, { share: 30, persons: 20 }]\n      II: [{ persons: 200 }]";
const MOVED = "IV: [{ persons: 60 }]\n      III: [{ persons: 100 }]\n      II: [{ persons: 260 }]";

/** A rule that is taken out and put back at its place. */
function removal(name: string, rule: RegExp): Turn {
  let [removed, before] = ["", ""];
  return {
    name,
    turn: (policy) => {
      removed = rule.exec(policy)![0];
      before = policy.slice(0, policy.indexOf(removed)).slice(-40);
      return policy.replace(removed, "");
    },
    back: (policy) => policy.replace(before, () => before + removed),
  };
}

const TURNS = (): Turn[] => [
  removal("single-layoff", RULES.single),
  removal("layoff-rate", RULES.rate),
  {
    name: "lines of single-layoff",
    turn: (policy) => policy.replace(LINES, MOVED),
    back: (policy) => policy.replace(MOVED, LINES),
  },
];

/** The changes in force of each deployment. */
const inForce = new WeakMap<object, { readonly turns: Turn[]; readonly on: Set<Turn> }>();

/** A rule leaves the policy, lines move; or one of these is undone. */
export const policyDeed: Deed = ({ deployment, random }) => {
  const known = inForce.get(deployment) ?? { turns: TURNS(), on: new Set<Turn>() };
  inForce.set(deployment, known);
  const [single, rate, lines] = known.turns as [Turn, Turn, Turn];
  // The lines of a rule that is not there cannot move.
  const turn = known.on.has(single) ? single : random.pick([single, rate, lines]);
  if (turn === single && !known.on.has(single) && known.on.has(lines)) return "policy as it was";
  const isOn = known.on.delete(turn);
  if (!isOn) known.on.add(turn);
  deployment.edit((policy) => (isOn ? turn.back(policy) : turn.turn(policy)));
  return `policy: ${turn.name} ${isOn ? "back" : "changed"}`;
};
