import { bilingual } from "../../../reports/language/bilingual.ts";
import { inLanguage, translate } from "../../../reports/language/index.ts";
import { episodesOf } from "../../../rules/cases/episodes/episode-log.ts";
import { newestCase } from "../../../rules/cases/newest-case.ts";
import type { Text } from "../../../rules/indicators/define.ts";
import { type Act, actSchema } from "../../acts/act.ts";
import { ActsFolder } from "../../acts/acts-folder.ts";
import { takeActs } from "../../acts/take-acts.ts";
import { instantOfClock } from "../../deployment/clock.ts";
import { UserError } from "../../deployment/user-error.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import type { ScenarioAct } from "../../simulate/scenario.ts";

/** States in which a case can be lifted, linked, or what somebody is called about. */
const STANDING = ["open", "quiet"];

/**
 * Do what the people of a scenario do on a day (人工操作): each act is dropped into `acts/` with its instant and taken, as if its command had been
 * given. The case is the newest of its area and cause that fits. An act that is refused stops nothing.
 *
 * @returns a line for each act, what came of it, in the language of the deployment
 */
export async function playActs(
  opened: OpenDeployment,
  acts: readonly ScenarioAct[],
  day: string,
): Promise<string[]> {
  const lines: string[] = [];
  const today = acts
    .filter((act) => act.day === day)
    .sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? -1 : 1));
  for (const act of today) lines.push(await playAct(opened, act));
  return lines;
}

async function playAct(opened: OpenDeployment, played: ScenarioAct): Promise<string> {
  const { language } = opened.noticeSetting;
  const line = (key: "demo.act" | "demo.act-refused", text: Text) =>
    translate(language, key, { date: played.day, time: played.time, text: inLanguage(text, language) });
  try {
    const at = instantOfClock(opened.deployment.settings.zone, `${played.day}T${played.time}`)!;
    const folder = new ActsFolder(opened.path());
    const name = folder.drop(actSchema.parse(await actOf(opened, played, at)), new Date(at));
    await takeActs(opened, at);
    const answer = folder.takeAnswer(name);
    // Without an answer it waits, and its failure is in the log: the next night takes it.
    if (!answer) return line("demo.act-refused", bilingual("error.act-waits", { name }));
    return line(answer.outcome === "done" ? "demo.act" : "demo.act-refused", answer.text);
  } catch (error) {
    if (error instanceof UserError) return line("demo.act-refused", error.text);
    throw error;
  }
}

/** The act as its command would drop it. */
async function actOf(opened: OpenDeployment, act: ScenarioAct, at: string): Promise<Act> {
  const id = await caseFor(opened, act, act.cause, act.kind === "close" ? ["lifted"] : STANDING);
  const { by, note } = act;
  if (act.kind === "told")
    return { kind: "told", at, by, case: id, to: act.to, calledAt: at, note: note ?? null };
  if (act.kind === "lift") return { kind: "lift", at, by, case: id, note: note ?? "" };
  if (act.kind === "close") return { kind: "close", at, by, case: id, outcome: act.outcome, note: act.note };
  const other = await caseFor(opened, act, act.of, STANDING);
  const episode = (await episodesOf(opened.warehouse, [other])).get(other)?.id ?? "-";
  return { kind: "episode-link", at, by, episode, case: id, note: note ?? "" };
}

/**
 * The newest case of an area and cause in one of some states.
 *
 * @throws UserError where there is none
 */
async function caseFor(
  { warehouse, noticeSetting }: OpenDeployment,
  { area }: ScenarioAct,
  cause: ScenarioAct["cause"],
  states: readonly string[],
): Promise<string> {
  const found = await newestCase(warehouse, { area, cause }, states);
  if (found !== null) return found;
  const risk = bilingual(`cause.${cause}`);
  throw new UserError(bilingual("demo.act-no-case", { area: noticeSetting.directory.areaName(area), risk }));
}
