import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import type { Settings } from "./settings.ts";

/**
 * What keeps mail, or word of its failure, from arriving: no operator named; a password that is not set. Nothing else is stopped by it.
 *
 * @param environment environment variables; passwords are not looked for if absent
 */
export function mailNotes(
  { mail, operations }: Pick<Settings, "mail" | "operations">,
  environment?: Readonly<Record<string, string | undefined>>,
): Text[] {
  const routes = [mail, ...(operations?.second ? [operations.second] : [])];
  const variables = routes.flatMap((route) =>
    route.transport === "smtp" && route.passwordFrom ? [route.passwordFrom] : [],
  );
  return [
    ...[...new Set(variables)]
      .filter((variable) => environment && environment[variable] === undefined)
      .map((variable) => bilingual("note.password-not-set", { variable })),
    ...(operations ? [] : [bilingual("note.no-operations")]),
  ];
}
