import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SmallDeployment } from "../../small-deployment.ts";
import { deploymentWithFinding, run } from "./acting.ts";

interface Delivery {
  readonly id: string;
  readonly recipient: string;
  readonly message_id: string;
}
let deployment: SmallDeployment;
let messages: Delivery[];
beforeEach(async () => {
  deployment = await deploymentWithFinding();
  messages = await deployment.rows(
    "SELECT id, recipient, message_id FROM delivery WHERE notice IN (SELECT id FROM notice WHERE case_id = '2026-0001') ORDER BY id",
  );
  expect(messages.length).toBeGreaterThan(2);
});
afterEach(() => deployment.remove());

/** Let messages end in a state, as the sender would have written. */
async function end(state: "dead" | "refused" | "waiting", ...of: readonly Delivery[]): Promise<void> {
  const ids = of.map(({ id }) => `'${id}'`).join(", ");
  const { warehouse } = await deployment.open();
  await warehouse.run(
    `UPDATE delivery SET state = '${state}', attempts = 8, next_attempt = TIMESTAMP '2026-03-20 00:00:00' WHERE id IN (${ids});
     DELETE FROM sent_log WHERE delivery IN (${ids})`,
  );
}
async function resend(...args: string[]) {
  deployment.close();
  return run(["resend", deployment.dir, ...args], "2026-03-21T01:00:00.000Z");
}
const statesOf = (of: Delivery) =>
  deployment.rows(`SELECT state, attempts, next_attempt, message_id FROM delivery WHERE id = '${of.id}'`);
const again = ({ message_id }: Delivery) => ({
  ...{ state: "waiting", attempts: 0, next_attempt: "2026-03-21T01:00:00.000Z", message_id },
});

describe("fengsui resend", () => {
  it.each(["dead", "refused"] as const)("a %s message waits again, under its Message-ID", async (state) => {
    await end(state, messages[0]!);
    const { out, code } = await resend(messages[0]!.id, "--by", "张三");
    expect([code, out]).toEqual([
      0,
      `1 message(s) will be sent again:\n  ${messages[0]!.id} → ${messages[0]!.recipient}`,
    ]);
    expect(await statesOf(messages[0]!)).toEqual([again(messages[0]!)]);
    expect(await deployment.rows('SELECT kind, "by", outcome FROM act')).toEqual([
      { kind: "resend", by: "张三", outcome: "done" },
    ]);
  });

  it("a case has those of its messages sent again that did not arrive, and no other", async () => {
    const [dead, refused, sent] = messages as [Delivery, Delivery, Delivery];
    await end("dead", dead);
    await end("refused", refused);
    const { out, code } = await resend("2026-0001");
    expect([code, out.split("\n").length]).toEqual([0, 3]);
    expect(await statesOf(dead)).toEqual([again(dead)]);
    expect(await statesOf(refused)).toEqual([again(refused)]);
    expect(await statesOf(sent)).toMatchObject([{ state: "sent" }]);
  });

  it.each<[string, () => Promise<void>, () => string, RegExp]>([
    ["a message that was sent", async () => undefined, () => messages[0]!.id, /was sent already/],
    [
      "a message that waits",
      () => end("waiting", messages[0]!),
      () => messages[0]!.id,
      /still waits to be sent/,
    ],
    [
      "a case that reached everybody",
      async () => undefined,
      () => "2026-0001",
      /every message of case 2026-0001/,
    ],
    ["what nobody knows", async () => undefined, () => "2026-0999", /no message and no case “2026-0999”/],
  ])("%s is refused with the reason, and nothing changes", async (_, prepare, what, reason) => {
    await prepare();
    const before = await deployment.rows("SELECT * FROM delivery ORDER BY id");
    const { err, code } = await resend(what());
    expect(err).toMatch(reason);
    expect(code).toBe(2);
    expect(await deployment.rows("SELECT * FROM delivery ORDER BY id")).toEqual(before);
  });
});
