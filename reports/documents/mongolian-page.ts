import { type Language, translate } from "../language/index.ts";
import { hasLetters } from "./font-characters.ts";
import { escapeHtml } from "./html.ts";
import { mailSection, mailText } from "./mail.ts";
import { mongolianPictures } from "./mongolian-picture.ts";

/** Width of the card of a mail without its margins. */
const WIDTH = 520;

/** What ends the card of a mail. */
const END_OF_CARD = /<\/table>\s*<!--\[if mso\]><\/td>/u;

/**
 * The page of a mail with its text in Mongolian (蒙古文文本) at the end of the card: as pictures, since few readers of mail set upright lines; where no font is
 * configured that has its letters, the page says that it is left out.
 */
export async function withMongolian(
  html: string,
  text: string,
  language: Language,
  font: string | undefined,
): Promise<string> {
  const content =
    font === undefined || !(await hasLetters(font, text))
      ? mailText(translate(language, "document.mongolian-left-out"), "remark")
      : mongolianPictures(text, font, WIDTH).map(pictureTag(text)).join("\n");
  const section = mailSection(translate(language, "document.mongolian"), content);
  return html.replace(END_OF_CARD, (end) => `${section}\n${end}`);
}

/** Pictures of one text: the first has all of it in words. */
const pictureTag =
  (text: string) =>
  ({ png, width, height }: { png: Buffer; width: number; height: number }, at: number): string =>
    `<img src="data:image/png;base64,${png.toString("base64")}" width="${width}" height="${height}" alt="${at === 0 ? escapeHtml(text) : ""}" style="display:block;max-width:100%;border:0">`;
