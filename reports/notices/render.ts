import type { NoticeContent, PartOfNotice, Table } from "../documents/content.ts";
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
import { mailCharts, mailTable, mailTimeline } from "../documents/mail-tables.ts";
import { withTexts } from "../documents/paper.ts";
import type { TextKey } from "../language/catalogue.ts";
import { cleanText } from "../language/clean-text.ts";
import { translate } from "../language/index.ts";

/** A notice as plain text. */
export function renderText(given: NoticeContent): string {
  const notice = withTexts(given, cleanText);
  const rows = notice.paragraphs.map(({ label, text }) => {
    const lines = text.split("\n");
    return lines.length === 1
      ? `${label}${notice.colon}${text}`
      : [`${label}${notice.colon}`, ...lines.map((line) => `  ${line}`)].join("\n");
  });
  const { heading, head, office, band, lead, foot, signature } = notice;
  return [
    heading,
    ...head,
    "",
    office,
    "",
    band.headline,
    lead,
    "",
    ...rows,
    ...behind(notice),
    "",
    ...foot,
    "",
    signature,
    "",
  ].join("\n");
}

/** Charts in words, the comparison and the timeline, each under its title. */
function behind({ language, charts, comparison, timeline, colon }: NoticeContent): string[] {
  const block = (key: TextKey, lines: readonly string[]) =>
    lines.length > 0 ? ["", translate(language, key), ...lines.map((line) => `  ${line}`)] : [];
  return [
    ...block(
      "chart.section",
      charts.flatMap(({ alt, lines, notes }) => [
        alt,
        ...(lines.length > 0
          ? [lines.map(({ text }) => text).join(translate(language, "list.separator"))]
          : []),
        ...notes,
      ]),
    ),
    ...block(
      "compare.section",
      comparison ? tableLines(comparison, colon, translate(language, "list.comma")) : [],
    ),
    ...block(
      "timeline.section",
      timeline.length > 1 ? timeline.map(({ day, text }) => `${day}　${text}`) : [],
    ),
  ];
}

/** A table in lines: the first cell, then each other with its head. */
const tableLines = ({ title, head, rows, notes }: Table, colon: string, comma: string): string[] => [
  title,
  ...rows.map(
    ([first, ...rest]) =>
      `${first!.text}${colon}${rest.map(({ text }, at) => `${head[at + 1]} ${text}`).join(comma)}`,
  ),
  ...notes,
];

/**
 * A notice as HTML that mail readers show: a band with tier and change, whom to answer by when, what happened, what to do, how sure it is; then
 * its grounds. It says what the text says; the tier is always in words beside its colour.
 */
export function renderHtml(given: NoticeContent): string {
  const notice = withTexts(given, cleanText);
  const { language, heading, number, band, office, head, foot, signature } = notice;
  const { charts, comparison, timeline } = notice;
  const titled = (key: TextKey, content: string) => mailSection(translate(language, key), content);
  const of = (part: PartOfNotice) => notice.paragraphs.filter((paragraph) => paragraph.part === part);
  const section = (part: "certainty" | "scope" | "grounds"): string[] =>
    of(part).length === 0
      ? []
      : [mailSection(translate(language, `notice.part-${part}`), mailLabelled(of(part)))];
  const reply = of("reply");
  // That no person approved it is said in every notice: it stands below what only some notices say first.
  const [urgent, approval = ""] = [head.slice(0, -1), head.at(-1)];
  return mailPage({
    isShort: notice.tier === "III" || notice.tier === "IV",
    ...{ language, title: notice.subject, preview: [band.lead, ...reply.map(({ text }) => text)].join("　") },
    rows: [
      mailHead(heading, number),
      mailBand(band),
      ...reply.map((paragraph) =>
        mailRow(mailRemark(paragraph, band.style === "over" ? null : band.tier), 16),
      ),
      ...(urgent.length > 0 ? [mailRow(urgent.map((line) => mailText(line, "remark")).join("\n"), 10)] : []),
      mailRow(mailLabelled(of("finding"))),
      ...of("measures").map(({ label, text, steps = [] }) =>
        mailSection(label, steps.length > 0 ? mailSteps(steps) : mailText(text)),
      ),
      ...section("certainty"),
      mailRow([mailText(office, "remark"), mailText(approval, "remark")].join("\n"), 14),
      ...(charts.length > 0 ? [titled("chart.section", mailCharts(charts))] : []),
      ...(comparison ? [titled("compare.section", mailTable(comparison))] : []),
      ...section("scope"),
      ...(timeline.length > 1 ? [titled("timeline.section", mailTimeline(timeline))] : []),
      ...section("grounds"),
      mailRow(foot.map((line) => mailText(line, "remark")).join("\n"), 20),
      mailRow(`<div style="text-align:right">${mailText(signature, "remark")}</div>`, 8, 20),
    ],
  });
}
