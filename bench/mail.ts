import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { factOf } from "../pipeline/intake/contracts/facts.ts";
import { contracts } from "../pipeline/intake/contracts/index.ts";
import { sendStep } from "../pipeline/service/send-step.ts";
import { writeNotice } from "../reports/delivery/outbox.ts";
import type { SendCounts } from "../reports/delivery/send.ts";
import { smtpTransport } from "../reports/delivery/smtp.ts";
import { misbehaviourTo, mixedRecipients, mixedScript } from "../test/reports/delivery/mixed-mail.ts";
import { ScriptedPeer } from "../test/reports/delivery/scripted-peer.ts";
import { openWarehouse } from "../warehouse/engine/open.ts";
import type { Warehouse } from "../warehouse/engine/warehouse.ts";

const START = "2026-03-11T18:30:00.000Z";
const NOTICES = 1000;
/** Milliseconds that the server takes for each reply. */
const SLOW = 40;
/** Deadline of a message in seconds, as the service sends. */
const DEADLINE = 60;

interface Run {
  readonly counts: SendCounts;
  readonly seconds: number;
  readonly peer: ScriptedPeer;
  readonly states: readonly { readonly recipient: string; readonly state: string; readonly detail: string }[];
}

/** `npm run bench -- mail [NOTICES]`: a sending step over a server that misbehaves, against an equally slow server that obeys. */
export async function run([count]: string[]): Promise<void> {
  const recipients = mixedRecipients(Number(count ?? NOTICES));
  const obedient = await sendAll(recipients, false);
  const misbehaving = await sendAll(recipients, true);
  const most = 3 * obedient.seconds + DEADLINE;
  const { counts, seconds, peer, states } = misbehaving;
  console.log(`${recipients.length} notices to 118 offices, ${SLOW} ms a reply`);
  console.log(`obedient: ${obedient.seconds.toFixed(1)} s, ${obedient.counts.sent} sent`);
  console.log(
    `misbehaving: ${seconds.toFixed(1)} s (at most ${most.toFixed(1)}), ${(seconds / obedient.seconds).toFixed(2)} times; ` +
      `${counts.sent} sent, ${counts.refused} refused, ${counts.waiting} waiting, ${counts.dead} dead; session: ${counts.session ?? "in order"}`,
  );
  const wrong = states.filter(
    ({ recipient, state }) => state !== (misbehaviourTo(recipient)?.ends ?? "sent"),
  );
  const without = states.filter(({ detail }) => detail === "");
  const doubled = peer.confirmed.length - new Set(peer.confirmed).size;
  console.log(
    `ends that are not as they must be: ${wrong.length}; without a reason: ${without.length}; confirmed twice: ${doubled}; ` +
      `connections: ${peer.connections}, at most ${peer.mostOpen} at once`,
  );
  if (seconds > most || wrong.length > 0 || without.length > 0 || doubled > 0) process.exitCode = 1;
}

/** Write the notices into a database in memory and send them in one step. */
async function sendAll(recipients: readonly string[], misbehaves: boolean): Promise<Run> {
  const warehouse = await openWarehouse(":memory:", contracts.map(factOf));
  await writeNotices(warehouse, recipients);
  const peer = await ScriptedPeer.listen({ slow: SLOW, ...(misbehaves ? { script: mixedScript } : {}) });
  const transport = smtpTransport({ host: "127.0.0.1", port: peer.port, security: "none" });
  const dir = mkdtempSync(join(tmpdir(), "fengsui-bench-mail-"));
  try {
    const began = performance.now();
    const counts = await sendStep({
      ...{ transport, dir, sender: { from: "fengsui@example.org" }, now: () => START },
      withWarehouse: (work) => work(warehouse),
      deadline: DEADLINE * 1000,
    });
    const seconds = (performance.now() - began) / 1000;
    const states = await warehouse.rows<Run["states"][number]>(
      `SELECT recipient, state, coalesce((SELECT max(detail) FROM delivery_attempt WHERE delivery = delivery.id), '') AS detail FROM delivery`,
    );
    return { counts, seconds, peer, states };
  } finally {
    transport.close();
    await peer.close();
    warehouse.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function writeNotices(warehouse: Warehouse, recipients: readonly string[]): Promise<void> {
  await warehouse.transaction(async () => {
    for (const [at, recipient] of recipients.entries()) {
      const id = `n${String(at).padStart(5, "0")}`;
      const notice = { id, caseId: `2026-${at}`, seq: 1, night: 1, office: `office${at % 118}`, tier: "III" };
      const texts = { subject: `题目 ${id}`, text: "正文\n".repeat(60), html: "<p>正文</p>".repeat(60) };
      await writeNotice(warehouse, { ...notice, ...texts }, [recipient], {
        now: START,
        domain: "example.org",
      });
    }
  });
}
