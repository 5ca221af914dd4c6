import { performance } from "node:perf_hooks";
import type { TextKey } from "../../reports/language/catalogue.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import type { Progress } from "./open-deployment.ts";

/** Print each step with its count and time: `接收报送 12份 0.4s`. */
export function printProgress(effects: { err(text: string): void }, language: Language): Progress {
  return async (step, unit, work, count) => {
    if (unit === null) return work();
    const began = performance.now();
    const result = await work();
    const figure = count ? count(result) : Number(result);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const counted = translate(language, `count.${unit}` as TextKey, { count: figure });
    effects.err(`${translate(language, `step.${step}` as TextKey)} ${counted} ${seconds}s`);
    return result;
  };
}
