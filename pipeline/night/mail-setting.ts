import { join } from "node:path";
import { emlTransport } from "../../reports/delivery/eml-files.ts";
import type { SenderSetting } from "../../reports/delivery/message-of.ts";
import { shutTransport, smtpTransport } from "../../reports/delivery/smtp.ts";
import type { Transport } from "../../reports/delivery/transport.ts";
import { translate } from "../../reports/language/index.ts";
import { dayIn } from "../deployment/clock.ts";
import type { Settings } from "../deployment/settings.ts";

/**
 * The way out for the mails of a deployment. A password that is not set shuts it: every message waits, and the rest of the night goes on.
 *
 * @param environment where the password is; null where it cannot be known, and nothing is sent
 */
export function transportOf(
  settings: Settings,
  dir: string,
  environment: Readonly<Record<string, string | undefined>> | undefined,
): Transport {
  return wayOut(settings.mail, settings, dir, environment);
}

/** The second way out, for letters to the operator; null where none is set. */
export function secondWay(
  settings: Settings,
  dir: string,
  environment: Readonly<Record<string, string | undefined>> | undefined,
): Transport | null {
  const { operations } = settings;
  return operations?.second ? wayOut(operations.second, settings, dir, environment) : null;
}

function wayOut(
  mail: Settings["mail"],
  { zone, language }: Settings,
  dir: string,
  environment: Readonly<Record<string, string | undefined>> | undefined,
): Transport {
  if (mail.transport === "outbox") return emlTransport(join(dir, "outbox"), (date) => dayIn(zone, date));
  const password = mail.passwordFrom ? environment?.[mail.passwordFrom] : undefined;
  if (mail.passwordFrom && environment && password === undefined)
    return shutTransport("smtp", translate(language, "round.no-password", { variable: mail.passwordFrom }));
  return smtpTransport({ ...mail, password });
}

/** Who sends, by the settings: address, and the deployment's name in its language. */
export function senderOf({ mail, name, language }: Settings): SenderSetting {
  const text = language === "en" ? name.en : name.zh;
  return { from: mail.from, name: text, deployment: text };
}
