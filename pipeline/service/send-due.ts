import type { SendCounts } from "../../reports/delivery/send.ts";
import { type Language, translate } from "../../reports/language/index.ts";
import { beginJob, endJob } from "../../warehouse/operation/job-runs.ts";
import { loadDeployment } from "../deployment/load.ts";
import { senderOf, transportOf } from "../night/mail-setting.ts";
import { held, type ServicePlace } from "./place.ts";
import { sendStep } from "./send-step.ts";

/** Send what is due, the warehouse closed meanwhile, with a record of the job. */
export async function sendDue(place: ServicePlace): Promise<SendCounts> {
  const { dir, effects } = place;
  const deployment = loadDeployment(dir);
  const { settings } = deployment;
  const transport = effects.transport ?? transportOf(settings, dir, effects.environment);
  const dueAt = effects.now().toISOString();
  const now = () => effects.now().toISOString();
  await held(place, "send", ({ warehouse }) => beginJob(warehouse, "send", dueAt, now()));
  try {
    const counts = await sendStep({
      ...{ dir, transport, now, sender: senderOf(settings) },
      withWarehouse: (work) => held(place, "send", ({ warehouse }) => work(warehouse)),
    });
    const state = counts.session === null ? "done" : "failed";
    const detail = sentText(counts, settings.language);
    await held(place, "send", ({ warehouse }) =>
      endJob(warehouse, "send", dueAt, { state, now: now(), detail }),
    );
    return counts;
  } finally {
    transport.close();
  }
}

/** What a sending step did, as the operator reads it. */
export const sentText = (counts: SendCounts, language: Language): string =>
  translate(language, counts.session === null ? "round.sent" : "round.sent-stopped", {
    ...counts,
    session: counts.session ?? "",
  });
