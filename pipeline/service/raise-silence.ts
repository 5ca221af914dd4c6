import { createHash } from "node:crypto";
import { type LetterText, letterHtml, letterPlain } from "../../reports/delivery/letter-text.ts";
import { senderOf } from "../../reports/delivery/message-of.ts";
import { type OperatorAddresses, writeOperationsLetter } from "../../reports/delivery/operations-letter.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { translate } from "../../reports/language/index.ts";
import { EndedByHook, Stopped } from "../../warehouse/engine/hooks.ts";
import { clockIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { deploymentMail } from "../night/deployment-mail.ts";
import { held, type ServicePlace } from "./place.ts";
import type { StandingSilence } from "./silence-log.ts";

/**
 * Let the operator know of a silence, once: a letter in the outbox, or, where the warehouse cannot be opened, a mail sent at once by either
 * way out.
 *
 * @returns whether the notice has left
 */
export async function raiseSilence(
  place: ServicePlace,
  deployment: Deployment,
  silence: StandingSilence,
): Promise<boolean> {
  const operations = deployment.settings.operations ?? null;
  if (operations === null) return true;
  const text = silenceText(silence, deployment);
  const key = `${silence.key} ${silence.since}`;
  try {
    await held(place, "watch", ({ warehouse, mailDomain, noticeSetting }) =>
      writeOperationsLetter(warehouse, text, key, place.effects.now().toISOString(), {
        ...{ operations, domain: mailDomain, zone: deployment.settings.zone },
        ...{ language: noticeSetting.language, directory: noticeSetting.directory },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Stopped || error instanceof EndedByHook) throw error;
    return sendAtOnce(place, deployment, text, { key, operations });
  }
}

/** The notice of a silence: what was not heard of, since when, what to look at. */
export function silenceText({ kind, details, since }: StandingSilence, { settings }: Deployment): LetterText {
  const { language, zone, name } = settings;
  const fillings = { ...details, since: clockIn(zone, new Date(since)) };
  return {
    subject: translate(language, `silence.subject-${kind}`, fillings),
    heading: language === "en" ? name.en : name.zh,
    office: translate(language, "operations.office"),
    lead: translate(language, `silence.lead-${kind}`, fillings),
    blocks: [],
    foot: [translate(language, `silence.act-${kind}`, fillings)],
  };
}

async function sendAtOnce(
  { effects }: ServicePlace,
  deployment: Deployment,
  text: LetterText,
  { key, operations }: { readonly key: string; readonly operations: OperatorAddresses },
): Promise<boolean> {
  const mail = deploymentMail(deployment, effects.environment);
  const ways = [effects.transport ?? mail.transport, mail.second];
  const recipients = [...new Set([operations.operator, operations.other ?? operations.operator])];
  let hasLeft = false;
  for (const to of recipients) {
    const id = createHash("sha256").update(`${key}\n${to}`).digest("hex").slice(0, 24);
    const message = {
      ...{
        from: senderOf(mail.sender),
        to,
        subject: text.subject,
        text: letterPlain(text, deployment.settings.language),
      },
      ...{ html: letterHtml(text, deployment.settings.language), date: effects.now() },
      messageId: `<silence-${id}@${mail.followUp.domain}>`,
    };
    hasLeft = (await byAnyWay(ways, message)) || hasLeft;
  }
  mail.close();
  return hasLeft;
}

async function byAnyWay(
  ways: readonly (Transport | null)[],
  message: Parameters<Transport["send"]>[0],
): Promise<boolean> {
  for (const way of ways) if (way && (await way.send(message)).outcome === "sent") return true;
  return false;
}
