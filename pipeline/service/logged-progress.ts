import type { TextKey } from "../../reports/language/catalogue.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import { causeOf } from "../intake/failures.ts";
import type { Progress } from "../night/open-deployment.ts";
import type { ServiceLog } from "./service-log.ts";

/** Progress that also leaves a line in the log for each part of a step: its count and how long it took, or why it failed. */
export function loggedProgress(
  log: ServiceLog,
  elapsed: () => number,
  language: Language,
  progress: Progress,
): Progress {
  return async (part, unit, work, count) => {
    const [began, step] = [elapsed(), `${log.step}/${part.replaceAll(" ", "-")}`];
    try {
      const result = await progress(part, unit, work, count);
      if (unit !== null) {
        const figure = count ? count(result) : Number(result);
        const text = translate(language, `step.${part}` as TextKey);
        log.write({
          step,
          outcome: "done",
          text,
          count: figure,
          milliseconds: Math.round(elapsed() - began),
        });
      }
      return result;
    } catch (error) {
      log.write({ step, outcome: "failed", text: causeOf(error) });
      throw error;
    }
  };
}
