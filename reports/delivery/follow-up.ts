import { instant, type Warehouse } from "../../warehouse/engine/warehouse.ts";
import { instantText } from "../language/instant-text.ts";
import {
  type Failed,
  lettersFailed,
  noticesFailed,
  type OperationsSetting,
  writeOperationsLetter,
} from "./operations-letter.ts";
import { writeDeliveries } from "./outbox.ts";
import { notFollowedUp, type Undelivered } from "./undelivered.ts";

/** What seeing to failed messages needs: offices and their contacts, the operator, language, zone and domain. */
export type FollowUpSetting = OperationsSetting;

/**
 * See to messages that were refused or given up (改发、告知), each once: the same content goes to another contact of the same office that has
 * not had it, and the operator hears of all in one letter about notices and one about other letters. A letter to the operator that fails
 * makes no other, and a message that was sent on is not sent on again.
 *
 * @returns how many messages were seen to
 */
export const followUp = (warehouse: Warehouse, now: string, present: FollowUpSetting): Promise<number> =>
  warehouse.transaction(async () => {
    const setting = { ...present, directory: present.directory.on(dayOf(now, present.zone)) };
    const messages = await notFollowedUp(warehouse);
    if (messages.length === 0) return 0;
    const failed = await sendOn(warehouse, messages, now, setting);
    const day = instantText(now, setting.zone, setting.language);
    const letters = new Map<string, string>();
    for (const [isNotice, compose] of [
      [true, noticesFailed],
      [false, lettersFailed],
    ] as const) {
      const some = failed.filter(({ kind }) => kind !== "operations" && (kind === "notice") === isNotice);
      if (some.length === 0) continue;
      const key = some.map(({ delivery, at }) => `${delivery} ${at}`).join("\n");
      const letter = await writeOperationsLetter(warehouse, compose(some, day, setting), key, now, setting);
      for (const { delivery } of some) if (letter !== null) letters.set(delivery, letter);
    }
    await warehouse.append(
      "delivery_followup",
      failed.map(({ delivery, otherId }) => [delivery, instant(now), otherId, letters.get(delivery) ?? null]),
    );
    return messages.length;
  });

/** The day of an instant in a zone, `YYYY-MM-DD`. */
const dayOf = (now: string, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(new Date(now));

/** A failed message with the delivery that its content goes on by. */
type SentOn = Failed & { readonly otherId: string | null };

/** Write a delivery of the same content to another contact of the office, where there is one that has not had it. */
async function sendOn(
  warehouse: Warehouse,
  messages: readonly Undelivered[],
  now: string,
  { directory, domain }: FollowUpSetting,
): Promise<SentOn[]> {
  const contents = await contentsOf(warehouse, messages);
  const sentOn: SentOn[] = [];
  for (const message of messages) {
    const { content, recipients, isSentOn, offices } = contents.get(message.delivery)!;
    // What a person reads for several offices is for no other person: nobody else sits in all of them.
    const mayGoOn = message.kind !== "operations" && !isSentOn && offices <= 1;
    const contact = mayGoOn ? directory.otherContact(message.office, recipients) : undefined;
    if (!contact) {
      sentOn.push({ ...message, other: null, otherId: null });
      continue;
    }
    const [otherId] = await writeDeliveries(warehouse, [{ id: content, recipients: [contact.address] }], {
      now,
      domain,
    });
    for (const known of contents.values())
      if (known.content === content) known.recipients.push(contact.address);
    sentOn.push({ ...message, other: contact.address, otherId: otherId! });
  }
  return sentOn;
}

interface Content {
  readonly content: string;
  /** Everyone whom the content was addressed to. */
  readonly recipients: string[];
  /** How many offices a daily letter has parts of; 0 for other content. */
  readonly offices: number;
  /** Whether this delivery was itself written because another had failed. */
  readonly isSentOn: boolean;
}

async function contentsOf(
  warehouse: Warehouse,
  messages: readonly Undelivered[],
): Promise<Map<string, Content>> {
  const ids = messages.map(({ delivery }) => delivery);
  const rows = await warehouse.rows<Omit<Content, "recipients"> & { id: string; recipients: string }>(
    `SELECT failed.id, failed.notice AS content, failed.id IN (SELECT other FROM delivery_followup WHERE other IS NOT NULL) AS "isSentOn",
            (SELECT count(DISTINCT office) FROM letter_part WHERE letter = failed.notice) AS offices,
            CAST(to_json(list(every_delivery.recipient ORDER BY every_delivery.recipient)) AS VARCHAR) AS recipients
     FROM delivery AS failed JOIN delivery AS every_delivery ON every_delivery.notice = failed.notice
     WHERE failed.id IN (SELECT unnest($ids)) GROUP BY ALL`,
    { ids },
  );
  return new Map(
    rows.map(({ id, recipients, ...row }) => [
      id,
      { ...row, recipients: JSON.parse(recipients) as string[] },
    ]),
  );
}
