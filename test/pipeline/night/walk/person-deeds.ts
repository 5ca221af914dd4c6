import { addDays } from "../../../../rules/calendar/periods.ts";
import type { Deed, Walking } from "./walk-deeds.ts";

interface CaseOfArea {
  readonly id: string;
  readonly area: string;
}

/** Who asks: the head of the area's office, now and then somebody who sits in none and is refused. */
const actor = ({ actors }: Walking, area: string): string => (actors.chance(0.8) ? `head-${area}` : STRANGER);
const STRANGER = "走访人";

/** The lifting of a case that is below its lines, or held. */
export const lift: Deed = async (walking) => {
  const { deployment, random } = walking;
  const waiting = await deployment.rows<CaseOfArea>(
    `SELECT id, area FROM case_state WHERE state = 'quiet' OR (state = 'open' AND last_change = 'held') ORDER BY id`,
  );
  if (waiting.length === 0) return "nothing to lift";
  const { id, area } = random.pick(waiting);
  return act(walking, { kind: "lift", by: actor(walking, area), case: id, note: "情况已经核实" });
};

/** The end of a case that was lifted, with what it was. */
export const close: Deed = async (walking) => {
  const { deployment, random } = walking;
  const over = await deployment.rows<CaseOfArea>(
    "SELECT id, area FROM case_state WHERE state = 'lifted' ORDER BY id",
  );
  if (over.length === 0) return "nothing to close";
  const outcome = random.pick(["confirmed", "seasonal", "data-error", "unfounded"]);
  const { id, area } = random.pick(over);
  return act(walking, { kind: "close", by: actor(walking, area), case: id, outcome, note: "已与企业核对" });
};

/** That a case is of an episode, or is not. */
export const link: Deed = async (walking) => {
  const { deployment, random } = walking;
  const cases = await deployment.rows<{ id: string }>(
    "SELECT id FROM case_state WHERE state IN ('open', 'quiet') ORDER BY id",
  );
  const episodes = await deployment.rows<{ id: string }>("SELECT id FROM episode ORDER BY id DESC LIMIT 4");
  if (cases.length === 0) return "nothing to link";
  const kind = random.pick(["episode-link", "episode-unlink"]);
  const names = { case: random.pick(cases).id, episode: random.pick(episodes).id };
  return act(walking, { kind, ...names, note: "经核实" });
};

/** A telephone call about a case. */
export const call: Deed = async (walking) => {
  const { deployment, random, date } = walking;
  const cases = await deployment.rows<{ id: string }>(
    "SELECT id FROM case_state WHERE state = 'open' ORDER BY id",
  );
  if (cases.length === 0) return "nothing to call about";
  const call = { case: random.pick(cases).id, to: "盟市值班", calledAt: `${date}T12:00:00.000Z`, note: null };
  return act(walking, { kind: "told", ...call });
};

/** The answer to the question about a held case. */
export const answer: Deed = async (walking) => {
  const { deployment, random } = walking;
  const open = await deployment.rows<{ id: number; area: string }>(
    "SELECT id, area FROM finding_state WHERE kind = 'case-held' AND answer IS NULL ORDER BY id",
  );
  if (open.length === 0) return "nothing to answer";
  const verdict = random.pick(["lift", "lift", "keep"]);
  const { id, area } = random.pick(open);
  const given = { kind: "answer", by: actor(walking, area), finding: Number(id), verdict, text: "已核实" };
  return act(walking, given);
};

/** What a person asks for may be refused: that is an answer too. */
async function act({ deployment, date }: Walking, asked: Record<string, unknown>): Promise<string> {
  const named = Object.values(asked).join(" ");
  try {
    await deployment.act(addDays(date, 1), { by: STRANGER, ...asked } as never);
    return `${named} taken`;
  } catch (error) {
    return `${named} refused: ${error instanceof Error ? error.message.slice(0, 120) : error}`;
  }
}
