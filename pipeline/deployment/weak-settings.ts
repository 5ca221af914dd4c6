import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Deployment } from "./load.ts";

/** Fewest enterprises, largest share, and least p of the p% rule that statistical offices usually ask for. */
const USUAL_CELLS = { firms: 3, share: 0.8, p: 10 };

/** Settings that are allowed and make a deployment easier to attack (弱化安全的设置): each with what it opens, and what to set instead. */
export function weakSettings(
  { settings: { mail }, policy }: Pick<Deployment, "settings" | "policy">,
  environment: Readonly<Record<string, string | undefined>> = {},
): Text[] {
  const found: Text[] = [];
  if (mail.transport === "smtp") {
    if (mail.security === "none")
      found.push(bilingual(mail.passwordFrom ? "note.password-in-clear" : "note.mail-in-clear"));
    else if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0")
      found.push(bilingual("note.certificates-unchecked"));
    if (mail.user && !mail.passwordFrom) found.push(bilingual("note.password-empty"));
  }
  const { firms, share, p } = policy.smallCells;
  if (firms < USUAL_CELLS.firms || share > USUAL_CELLS.share || p < USUAL_CELLS.p)
    found.push(bilingual("note.small-cells-open", { firms, share, p }));
  return found;
}
