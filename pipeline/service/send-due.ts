import type { SendCounts } from "../../reports/delivery/send.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import { beginJob, endJob } from "../../warehouse/operation/job-runs.ts";
import { loadDeployment } from "../deployment/load.ts";
import { deploymentMail } from "../night/deployment-mail.ts";
import { held, type ServicePlace } from "./place.ts";
import { sendStep } from "./send-step.ts";

/** Send what is due, the warehouse closed meanwhile, with a record of the job. */
export async function sendDue(place: ServicePlace): Promise<SendCounts> {
  const { dir, effects } = place;
  const deployment = loadDeployment(dir);
  const { settings } = deployment;
  const mail = deploymentMail(deployment, effects.environment);
  const transport = effects.transport ?? mail.transport;
  const dueAt = effects.now().toISOString();
  const now = () => effects.now().toISOString();
  try {
    return await sendStep({
      ...{ dir, transport, now, second: mail.second, sender: mail.sender, followUp: mail.followUp },
      ...(effects.signal ? { signal: effects.signal } : {}),
      withWarehouse: (work) => held(place, "send", ({ warehouse }) => work(warehouse), { quiet: true }),
      onBegin: (warehouse) => beginJob(warehouse, "send", dueAt, now()),
      onEnd: (warehouse, counts) =>
        endJob(warehouse, "send", dueAt, {
          ...{ state: counts.session === null ? ("done" as const) : ("failed" as const), now: now() },
          detail: sentText(counts, settings.language),
        }),
    });
  } finally {
    mail.close();
  }
}

/** What a sending step did, as the operator reads it. */
export const sentText = (counts: SendCounts, language: Language): string =>
  translate(language, counts.session === null ? "round.sent" : "round.sent-stopped", {
    ...counts,
    session: counts.session ?? "",
  });
