import {
  mailHead,
  mailLabelled,
  mailPage,
  mailRemark,
  mailRow,
  mailSection,
  mailSteps,
  mailText,
} from "../documents/mail.ts";
import { mailBand } from "../documents/mail-band.ts";
import { type Language, translate } from "../language/index.ts";
import type { NoticeText } from "./compose.ts";
import type { PartOfNotice } from "./paragraphs.ts";

/** A notice as plain text. */
export function renderText(notice: NoticeText): string {
  const rows = notice.paragraphs.map(({ label, text }) => {
    const lines = text.split("\n");
    return lines.length === 1
      ? `${label}${notice.colon}${text}`
      : [`${label}${notice.colon}`, ...lines.map((line) => `  ${line}`)].join("\n");
  });
  const { heading, head, office, lead, foot, signature } = notice;
  return [heading, ...head, "", office, "", lead, "", ...rows, "", ...foot, "", signature, ""].join("\n");
}

/**
 * A notice as HTML that mail readers show: a band with tier and change, whom to answer by when, what happened, what to do, how sure it is; then
 * its grounds. It says what the text says; the tier is always in words beside its colour.
 */
export function renderHtml(notice: NoticeText, language: Language): string {
  const { heading, number, band, office, head, foot, signature } = notice;
  const of = (part: PartOfNotice) => notice.paragraphs.filter((paragraph) => paragraph.part === part);
  const section = (part: "certainty" | "scope" | "grounds"): string[] =>
    of(part).length === 0
      ? []
      : [mailSection(translate(language, `notice.part-${part}`), mailLabelled(of(part)))];
  const reply = of("reply");
  return mailPage({
    ...{ language, title: notice.subject, preview: [band.lead, ...reply.map(({ text }) => text)].join("　") },
    rows: [
      mailHead(heading, number),
      mailBand(band),
      ...reply.map((paragraph) =>
        mailRow(mailRemark(paragraph, band.style === "over" ? null : band.tier), 16),
      ),
      mailRow([mailText(office, "remark"), ...head.map((line) => mailText(line, "remark"))].join("\n"), 10),
      mailRow(mailLabelled(of("finding"))),
      ...of("measures").map(({ label, text, steps = [] }) =>
        mailSection(label, steps.length > 0 ? mailSteps(steps) : mailText(text)),
      ),
      ...section("certainty"),
      ...section("scope"),
      ...section("grounds"),
      mailRow(foot.map((line) => mailText(line, "remark")).join("\n"), 20),
      mailRow(`<div style="text-align:right">${mailText(signature, "remark")}</div>`, 8, 20),
    ],
  });
}
