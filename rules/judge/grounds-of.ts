import type { Ground } from "./view.ts";

/** The judgements that a case rests on, to judge them again when their reports are replaced: its ground, and what it lives by, each as `RULE DATE`. */
export function groundsOf(ground: Ground, lives: Readonly<Record<string, unknown>> | undefined): Ground[] {
  const kind = "rolling-30-days" as const;
  const further = Object.keys(lives ?? {}).flatMap((name) => {
    const [rule = "", date = ""] = name.split(" ");
    return rule === ground.rule && date === ground.period ? [] : [{ rule, date, kind, period: date }];
  });
  return [ground, ...further];
}
