import { inLanguage, type Language } from "../../../reports/language/index.ts";
import type { Deployment } from "../../deployment/load.ts";

/** A level as the deployment calls it; one without a role by its own word. */
export function levelName({ settings }: Deployment, level: string, language: Language): string {
  const name = settings.levels[level as keyof typeof settings.levels];
  return name ? inLanguage(name, language) : level;
}
