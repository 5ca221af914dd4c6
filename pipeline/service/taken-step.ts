import { inLanguage, type Language, translate } from "../../reports/language/index.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { clockIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { systemFailure } from "../deployment/system-failure.ts";
import { UserError } from "../deployment/user-error.ts";
import { causeOf } from "../intake/failures.ts";
import { nextBell } from "../night/bells.ts";
import type { ClockLook } from "./clock-watch.ts";
import type { RoundStep } from "./plan-round.ts";

/** A step of a round with its end. */
export interface TakenStep {
  readonly kind: RoundStep["kind"] | "look" | "watch";
  readonly isDone: boolean;
  /** What was done, or why it failed, as the operator reads it. */
  readonly text: string;
}

/** A step that failed, as the operator reads it. What stops the service is no failure. */
export function failedStep(kind: RoundStep["kind"] | "look", error: unknown, language: Language): TakenStep {
  if (error instanceof Stopped || error instanceof EndedByHook) throw error;
  const named = error instanceof UserError ? error : systemFailure(error);
  const cause = named ? inLanguage(named.text, language) : causeOf(error);
  return {
    kind,
    isDone: false,
    text: translate(language, "round.failed", { step: translate(language, `round.step-${kind}`), cause }),
  };
}

/** A clock that was moved, as the operator reads it. */
export function clockStep({ moved, setBack }: ClockLook, { settings }: Deployment): TakenStep {
  const minutes = Math.round(Math.abs(moved) / 60_000);
  const key = moved < 0 ? "round.clock-back" : "round.clock-forward";
  const until = setBack ? clockIn(settings.zone, new Date(setBack.from)) : "";
  return { kind: "look", isDone: true, text: translate(settings.language, key, { minutes, until }) };
}

/** The line of a round that had nothing to do. */
export function nothingLine({ settings: { language, zone, night } }: Deployment, now: Date): string {
  const next = nextBell(night, zone, now);
  return `${clockIn(zone, now)} ${translate(language, "round.nothing", { next: next ? clockIn(zone, next) : "-" })}`;
}
