import type { OnRuleFailure } from "../../rules/judge/set-aside.ts";
import type { SetAside } from "../../warehouse/measure/nights.ts";
import { causeOf } from "../intake/failures.ts";

/** What fails in a night and is set aside, each once with its first cause and how often (搁置). */
export class SetAsideList {
  readonly #found = new Map<string, SetAside>();

  /** Note a failure. */
  add(kind: SetAside["kind"], id: string, error: unknown, since?: SetAside["since"]): void {
    const key = `${kind} ${id}`;
    const known = this.#found.get(key);
    const first = { kind, id, cause: causeOf(error), count: 0, ...(since ? { since } : {}) };
    this.#found.set(key, { ...(known ?? first), count: (known?.count ?? 0) + 1 });
  }

  /** Takes the failures of rules. */
  readonly onRule: OnRuleFailure = ({ rule, error }) => this.add("rule", rule, error);
  /** Takes the failures of texts. */
  readonly onText = (template: string, error: unknown): void => this.add("template", template, error);

  /** Everything found, or undefined where there is nothing. */
  get all(): readonly SetAside[] | undefined {
    return this.#found.size > 0 ? [...this.#found.values()] : undefined;
  }
}
