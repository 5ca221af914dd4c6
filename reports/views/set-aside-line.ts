import { ruleById } from "../../rules/definitions/index.ts";
import { indicatorById } from "../../rules/indicators/index.ts";
import type { SetAside } from "../../warehouse/measure/nights.ts";
import { inLanguage, type Language, translate } from "../language/index.ts";

/** What was set aside, in a line. */
export function setAsideLine({ kind, id, cause, count }: SetAside, language: Language): string {
  const title =
    kind === "rule" ? ruleById(id)?.title : kind === "indicator" ? indicatorById(id)?.title : undefined;
  const name = title ? `${inLanguage(title, language)} (${id})` : id;
  return translate(language, `set-aside.${kind}`, { name, cause, count });
}
