import type { MessageVariant } from "./define.ts";

/** The fact with the first day on which workers leave (拟离岗日). */
const FACT = "startsOn";

/**
 * Each sentence about layoffs twice: with the day from which the workers leave, where a report gives it, and without. `of` says whether the day
 * is of one enterprise or the earliest of several.
 */
export const withLeavingDay = (
  variants: readonly MessageVariant[],
  of: "enterprise" | "several",
): MessageVariant[] =>
  variants.flatMap((variant) => {
    const { when = [], message } = variant;
    const zh = of === "enterprise" ? `拟自{${FACT}}起离岗` : `最早拟自{${FACT}}起离岗`;
    const en = of === "enterprise" ? `they leave from {${FACT}}` : `the first leave from {${FACT}}`;
    const dated = {
      zh: message.zh.replace(/。$/u, `；${zh}。`),
      en: message.en.replace(/\.$/u, `; ${en}.`),
    };
    return [{ ...variant, when: [...when, FACT], message: dated }, variant];
  });
