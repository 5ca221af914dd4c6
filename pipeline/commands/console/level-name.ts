import { inLanguage, type Language } from "../../../reports/language/index.ts";
import type { Deployment } from "../../deployment/load.ts";

/** The deployment's name for a level; a level without a role keeps its own word. */
export function levelName({ settings }: Deployment, level: string, language: Language): string {
  const name = settings.levels[level as keyof typeof settings.levels];
  return name ? inLanguage(name, language) : level;
}
