import type { Ground } from "./view.ts";

/** The judgements that a case rests on, to judge them again when their reports are replaced: its ground, and what it lives by, each as `RULE DATE TIER`. */
export function groundsOf(ground: Ground, lives: Readonly<Record<string, unknown>> | undefined): Ground[] {
  const kind = "rolling-30-days" as const;
  const judged = new Set(Object.keys(lives ?? {}).map((name) => name.split(" ").slice(0, 2).join(" ")));
  judged.delete(`${ground.rule} ${ground.period}`);
  const further = [...judged].map((name) => {
    const [rule = "", date = ""] = name.split(" ");
    return { rule, date, kind, period: date };
  });
  return [ground, ...further];
}
