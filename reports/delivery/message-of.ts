import { cleanLine } from "../language/clean-text.ts";
import { withPictures } from "./pictures.ts";
import type { WaitingDelivery } from "./take-batch.ts";
import type { Message, Sender } from "./transport.ts";

/** Who sends: address and name, and the domain and name of the lists that the messages belong to. */
export interface SenderSetting {
  readonly from: string;
  /** Name before the address; the address stands alone if absent. */
  readonly name?: string;
  /** Name of the deployment, for List-Id; no list is named if absent. */
  readonly deployment?: string;
  /** Font files for the characters of pictures that the built-in fonts do not have. */
  readonly fonts?: readonly string[];
}

/** A delivery as the message that is sent: the same delivery is the same message at every try. */
export async function messageOf(delivery: WaitingDelivery, sender: SenderSetting): Promise<Message> {
  const { recipient: to, messageId, text, writtenAt, kind } = delivery;
  const { html, pictures } = await withPictures(delivery.html, delivery.charts ?? [], sender.fonts);
  const attachments = [...delivery.attachments, ...pictures];
  const { inReplyTo, references } = delivery;
  const { deployment } = sender;
  return {
    ...{
      from: senderOf(sender),
      to,
      messageId,
      subject: cleanLine(delivery.subject),
      text,
      html,
      date: new Date(writtenAt),
    },
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(inReplyTo && references ? { inReplyTo, references } : {}),
    ...(deployment ? { list: { id: `${kind}.${sender.from.split("@")[1]}`, name: deployment } } : {}),
  };
}

/** The sender of a message: the address, and the name before it where there is one. */
export const senderOf = ({ from, name }: SenderSetting): Sender => (name ? { name, address: from } : from);
