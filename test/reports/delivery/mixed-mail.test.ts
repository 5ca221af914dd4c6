import { expect, test } from "vitest";
import { KINDS, misbehaviourTo, mixedRecipients, mixedScript } from "./mixed-mail.ts";
import { peerOutbox } from "./peer-outbox.ts";

test("200 notices to 118 offices over a server that misbehaves in every way: each ends as it must, none is doubled", async () => {
  const recipients = mixedRecipients(200);
  expect(new Set(recipients.map((address) => address.split(".")[0]))).toEqual(
    new Set(["good", ...Object.keys(KINDS)]),
  );
  const { send, states, peer } = await peerOutbox(recipients, { script: mixedScript });
  const counts = await send(0, { deadline: 1_500 });
  expect(counts.session).toBeNull();
  const wrong = (await states()).filter(
    ({ recipient, state }) => state !== (misbehaviourTo(recipient)?.ends ?? "sent"),
  );
  expect(wrong).toEqual([]);
  const bad = recipients.flatMap((recipient) => misbehaviourTo(recipient) ?? []);
  expect(counts).toMatchObject({
    ...{ sent: recipients.length - bad.length, dead: 0 },
    refused: bad.filter(({ ends }) => ends === "refused").length,
  });
  // Confirmed once each; received without a confirmation only where the line was cut or mute after the text, or the reply a refusal.
  expect(new Set(peer.confirmed).size).toBe(peer.confirmed.length);
  expect(peer.confirmed).toHaveLength(counts.sent);
  const messageIds = peer.received.filter(({ confirmed }) => confirmed).map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(counts.sent);
  // The first address is silent, and the others went past it.
  expect(peer.named[0]).toBe(recipients[0]);
});
