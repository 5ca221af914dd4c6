import type { TextKey } from "../language/catalogue.ts";
import { type Language, translate } from "../language/index.ts";
import { instantText } from "../language/instant-text.ts";
import type { Directory } from "./directory.ts";
import type { SessionTrouble } from "./mail-session.ts";
import type { Undelivered } from "./undelivered.ts";

/** Whom and where a text is for. */
export interface PlaceSetting {
  readonly language: Language;
  readonly directory: Directory;
  /** Time zone of the deployment. */
  readonly zone: string;
}

/** Whether an office has to be called because a message did not arrive: a notice of tier Ⅰ or Ⅱ. */
export const mustBeCalled = ({ tier }: Pick<Undelivered, "tier">): boolean => tier === "I" || tier === "II";

/** The telephone numbers of an office in words; empty where none is on file. */
export const telephoneText = (office: string, { directory, language }: PlaceSetting): string =>
  directory
    .telephones(office)
    .map(({ role, telephone }) =>
      translate(language, "operations.telephone", { role: translate(language, `role.${role}`), telephone }),
    )
    .join(translate(language, "list.separator"));

/** Messages that did not arrive, a line each; numbers to call where the tier is Ⅰ or Ⅱ and nobody there has the notice. */
export function undeliveredLines(
  messages: readonly Undelivered[],
  setting: PlaceSetting,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const { language } = setting;
  const lines = messages.slice(0, most).map((message) => undeliveredLine(message, setting));
  const more = messages.length - lines.length;
  return more > 0 ? [...lines, translate(language, "undelivered.more", { count: more })] : lines;
}

function undeliveredLine(message: Undelivered, setting: PlaceSetting): string {
  const { language, directory } = setting;
  const { caseId, tier, area, office, recipient, reached, delivery } = message;
  const telephones = mustBeCalled(message) && reached === null ? telephoneText(office, setting) : "";
  return translate(language, message.kind === "notice" ? "undelivered.notice" : "undelivered.letter", {
    ...{ case: caseId ?? "", tier: tier ? translate(language, `tier.${tier}`) : "", recipient, delivery },
    ...{ area: area ? directory.areaName(area) : "", office: officeName(message, setting) },
    ...{ kind: kindText(message, language), ...endText(message, setting) },
    reached: reached === null ? "" : translate(language, "undelivered.reached", { recipient: reached }),
    telephones: telephones === "" ? "" : translate(language, "undelivered.call", { telephones }),
  });
}

/** The office of a message by its name; the operator for letters to him. */
export const officeName = ({ kind, office }: Undelivered, { directory, language }: PlaceSetting): string =>
  kind === "operations"
    ? translate(language, "undelivered.operator")
    : (directory.office(office)?.name ?? office);

/** The kind of a message in words. */
export const kindText = ({ kind }: Pick<Undelivered, "kind">, language: Language): string =>
  translate(language, `mail-kind.${kind}` as TextKey);

/** How a message ended, in words: state, when, and the server's reason. */
export const endText = (
  { state, at, reason }: Undelivered,
  { zone, language }: PlaceSetting,
): { state: string; when: string; reason: string } => ({
  state: translate(language, `delivery.${state}`),
  when: instantText(at, zone, language),
  reason: reason.replace(/\s+/g, " ").slice(0, 160),
});

/** The trouble with the mail server as it stands, in a line. */
export const troubleText = (
  { since, at, stage, detail }: SessionTrouble,
  { zone, language }: PlaceSetting,
): string =>
  translate(language, "session.trouble", {
    since: instantText(since, zone, language),
    at: instantText(at, zone, language),
    stage: translate(language, `stage.${stage ?? "none"}` as TextKey),
    detail: detail.replace(/\s+/g, " ").slice(0, 160),
  });
