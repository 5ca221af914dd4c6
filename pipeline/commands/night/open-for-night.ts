import { inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { inspectDeployment } from "../../deployment/load.ts";
import { weakSettings } from "../../deployment/weak-settings.ts";
import { type OpenDeployment, type OpenOptions, openDeployment } from "../../night/open-deployment.ts";
import { printProgress } from "../../night/print-progress.ts";
import type { Effects } from "../console/effects.ts";

/** How a deployment is opened for a night. */
export interface NightOpening
  extends Pick<OpenOptions, "work" | "patience" | "thorough" | "hooks" | "transport"> {
  /** Print no steps. */
  readonly quiet?: boolean;
}

/** Open a deployment for a night that prints its steps as they run, and first what its settings weaken. */
export async function openForNight(
  dir: string,
  effects: Effects,
  lang: Language | undefined,
  { quiet = false, ...options }: NightOpening = {},
): Promise<OpenDeployment> {
  const language = lang ?? inspectDeployment(dir).language ?? "en";
  const opened = await openDeployment(dir, {
    ...(lang ? { language: lang } : {}),
    ...{ environment: effects.environment ?? {}, now: () => effects.now(), work: "night", ...options },
    log: (text) => effects.err(text),
    ...(effects.wait ? { wait: effects.wait } : {}),
    progress: quiet ? (_step, _unit, work) => work() : printProgress(effects, language),
  });
  for (const text of weakSettings(opened.deployment, effects.environment))
    effects.err(translate(language, "warning.line", { text: inLanguage(text, language) }));
  return opened;
}
