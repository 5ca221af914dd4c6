import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import { isOfEnterprises } from "../../warehouse/disclosure/indicators-of-enterprises.ts";
import type { NoticeContent } from "../documents/content.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import { bandOf } from "./band.ts";
import { comparisonOf } from "./comparison.ts";
import { factsOf } from "./facts.ts";
import { caseText } from "./grounds.ts";
import type { LateNotice } from "./late-notice.ts";
import { layoffChart } from "./layoff-chart.ts";
import { type NoticeSetting, regionName } from "./notice-setting.ts";
import { paragraphs } from "./paragraphs.ts";
import type { Addressee } from "./route.ts";
import { isOver, subjectOf, tierOf } from "./subjects.ts";
import { timelineOf } from "./timeline.ts";
import { trendChart } from "./trend-chart.ts";

export type { NoticeSetting, Story } from "./notice-setting.ts";

/** Compose the notice of a case change for one office (预警提示). */
export function compose(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
  late: LateNotice | null = null,
): NoticeContent {
  const { language, directory } = setting;
  const area = directory.areaName(event.area);
  const band = bandOf(event, setting);
  const audience = { area, office: directory.officeActingFor(event.area)?.name ?? area };
  const texts = {
    subject: subjectOf(event, setting),
    title: paperTitle(event, setting),
    tier: tierOf(event),
    heading: translate(language, "notice.heading"),
    head: headOf(event, late, language),
    office: translate(language, "notice.salutation", { office: addressee.office.name }),
    number: caseText(event, language),
    ...{ band, lead: band.lead },
    paragraphs: paragraphs(event, addressee, setting),
    foot: [
      translate(language, `notice.audience-${addressee.audience}`, audience),
      translate(language, "letter.automatic"),
      ...(event.drill ? [translate(language, "notice.drill-page")] : []),
    ].filter(Boolean),
    signature: translate(language, "notice.signature", {
      region: regionName(event.area, directory),
      date: dateText(event.date, language),
    }),
  };
  return {
    ...{ language, ...texts },
    facts: factsOf(
      event,
      addressee,
      setting,
      // The text of measures is that of their steps, with numbers before them.
      textsWithin({
        ...texts,
        paragraphs: texts.paragraphs.map(({ text, steps = [] }) => (steps.length > 0 ? steps : text)),
      }),
    ),
    ...background(event, addressee, setting),
    colon: translate(language, "notice.colon"),
  };
}

/** All texts of some content. */
const textsWithin = (content: unknown): string[] =>
  typeof content === "string"
    ? [content]
    : typeof content === "object" && content !== null
      ? Object.values(content).flatMap(textsWithin)
      : [];

/** The title on paper: the risk by its name, and the tier in brackets. */
function paperTitle(event: CaseEvent, { language, directory }: NoticeSetting): string {
  const fillings = {
    area: directory.areaName(event.area),
    ...{ title: inLanguage(ruleById(event.rule)!.title, language) },
    level: translate(language, `tier-short.${tierOf(event)}`),
  };
  const key = !isOver(event)
    ? "paper.title"
    : event.tierFrom === null
      ? "paper.title-ended"
      : "paper.title-over";
  const title = translate(language, key, fillings);
  return event.drill ? translate(language, "notice.subject-drill", { subject: title }) : title;
}

/**
 * What stands behind the finding: charts, the comparison and the timeline; of an exercise nothing, since nothing was measured. Figures over time that
 * rest on single enterprises are for who may see these.
 */
function background(
  event: CaseEvent,
  addressee: Addressee,
  setting: NoticeSetting,
): Pick<NoticeContent, "charts" | "comparison" | "timeline"> {
  if (event.drill) return { charts: [], comparison: null, timeline: timelineOf(event, setting) };
  const indicator = setting.story?.trend?.indicator;
  const isShown = addressee.seesEnterprises || (indicator !== undefined && !isOfEnterprises(indicator));
  const charts = [layoffChart(event, addressee, setting), isShown ? trendChart(event, setting) : null];
  return {
    charts: charts.filter((chart) => chart !== null),
    comparison: isShown ? comparisonOf(event, setting) : null,
    timeline: timelineOf(event, setting),
  };
}

const headOf = ({ drill }: CaseEvent, late: LateNotice | null, language: Language): string[] => [
  ...(drill ? [translate(language, "notice.drill")] : []),
  ...(late
    ? [translate(language, "notice.late", { date: dateText(late.date, language), reason: late.reason })]
    : []),
  translate(language, "notice.approval"),
];
