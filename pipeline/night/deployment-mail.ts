import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import { emlTransport } from "../../reports/delivery/eml-files.ts";
import type { FollowUpSetting } from "../../reports/delivery/follow-up.ts";
import type { SenderSetting } from "../../reports/delivery/message-of.ts";
import { shutTransport, smtpTransport } from "../../reports/delivery/smtp.ts";
import { SECOND_ROUTE, type Transport } from "../../reports/delivery/transport.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { inLanguage, type Language } from "../../reports/language/index.ts";
import { dayIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { paperOf } from "../deployment/paper.ts";
import type { MailSettings } from "../deployment/settings.ts";

/** Environment variables, where the passwords of mail servers are. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a deployment sends its mail with; needs no open database. */
export interface DeploymentMail {
  readonly transport: Transport;
  /** The second way out for letters to the operator; null where none is configured. */
  readonly second: Transport | null;
  readonly sender: SenderSetting;
  readonly followUp: FollowUpSetting;
  /** Close the connections of both ways out. */
  close(): void;
}

/**
 * The ways out, the sender and the operator of a deployment. A password that is not set shuts its way out, and stops nothing else.
 *
 * @param language language of letters to the operator; the deployment's if absent
 */
export function deploymentMail(
  all: Deployment,
  environment: Environment | undefined,
  language: Language = all.settings.language,
): DeploymentMail {
  const { settings, dir, areas, offices, persons } = all;
  const { fonts } = paperOf(all);
  const { mail, operations, name, zone } = settings;
  const route = (route: MailSettings) => transportOf(route, { dir, zone, language, environment });
  const transport = route(mail);
  const second = operations?.second ? { ...route(operations.second), name: SECOND_ROUTE } : null;
  const deployment = inLanguage(name, settings.language);
  return {
    transport,
    second,
    sender: {
      ...{ from: mail.from, name: mail.senderName ?? deployment, deployment },
      ...(fonts ? { fonts: [fonts.regular, fonts.bold] } : {}),
    },
    followUp: {
      ...{ language, zone, directory: new Directory(areas, offices, persons) },
      operations: operations ? { operator: operations.operator, other: operations.other } : null,
      domain: mail.from.split("@")[1] ?? "localhost",
    },
    close() {
      transport.close();
      second?.close();
    },
  };
}

interface RouteSetting {
  readonly dir: string;
  readonly zone: string;
  readonly language: Language;
  readonly environment: Environment | undefined;
}

function transportOf(mail: MailSettings, { dir, zone, language, environment }: RouteSetting): Transport {
  if (mail.transport === "outbox") return emlTransport(join(dir, "outbox"), (date) => dayIn(zone, date));
  const { passwordFrom: variable } = mail;
  const password = variable ? environment?.[variable] : undefined;
  if (variable && password === undefined)
    return shutTransport("smtp", inLanguage(bilingual("session.password-not-set", { variable }), language));
  return smtpTransport({ ...mail, password });
}
