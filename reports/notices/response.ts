import { addDays } from "../../rules/calendar/periods.ts";
import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { MeasureTaker, ResponseMeasure, Term } from "../../rules/definitions/reserve/measure.ts";
import type { MailStep } from "../documents/mail.ts";
import { bilingual } from "../language/bilingual.ts";
import type { TextKey } from "../language/catalogue.ts";
import { dateText, inLanguage, type Language, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import type { Addressee } from "./route.ts";
import { isOver, tierOf } from "./subjects.ts";

/** For whom measures are chosen: by why an office gets the notice. */
type Reader = MeasureTaker | "informed";

/** Readers by audience; an audience that is not listed is informed. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ["own", "area"],
  ["superior", "superior"],
  ["below", "below"],
  ["copy", "informed"],
  ["department", "departments"],
  ["departments", "departments"],
  ["leading-group", "departments"],
  ["zone", "area"],
]);

/** What reader an office is: the topmost superior is the region's. */
export function readerOf({ audience, office }: Addressee, area: string, setting: NoticeSetting): Reader {
  const reader = READERS.get(audience) ?? "informed";
  const top = setting.directory.superiors(area).at(-1);
  return reader === "superior" && office.area === top ? "region" : reader;
}

/** The measures that a reader is to read, in order: what is first for it first (应当采取的措施). */
export function measuresFor(event: CaseEvent, reader: Reader, isNextAbove: boolean): ResponseMeasure[] {
  const all = measuresOf(event);
  const by = (taker: MeasureTaker) => all.filter((measure) => measure.by === taker);
  // The office next above supervises what the area finds out; where it is the region's too, it has both parts.
  const above = [...(isNextAbove ? by("superior") : []), ...(reader === "region" ? by("region") : [])];
  switch (reader) {
    case "area":
      return [...by("area"), ...by("departments")];
    case "superior":
    case "region":
      return [...above, ...by("area").slice(0, 2)];
    case "informed":
      return [];
    default:
      return by(reader);
  }
}

/** The measures of a change, whoever takes them. */
function measuresOf(event: CaseEvent): readonly ResponseMeasure[] {
  const { advice } = ruleById(event.rule)!;
  const tier = tierOf(event);
  const fixed = (key: TextKey, within: Term): ResponseMeasure => ({
    ...{ by: "area", within },
    text: bilingual(key, {
      tier: { zh: translate("zh-CN", `tier.${tier}`), en: translate("en", `tier.${tier}`) },
    }),
  });
  const goOn = [
    fixed("measure.go-on", { ongoing: true }),
    ...advice.reserve[tier],
    fixed("measure.report-new", { ongoing: true }),
  ];
  if (event.drill) return [fixed("measure.drill", { days: 0 })];
  switch (event.kind) {
    case "lifted":
      return advice.after;
    case "held":
      return [fixed("measure.held", { days: 3 })];
    case "quiet":
      if (event.reason !== "lift-proposed") return [fixed("measure.watch", { ongoing: true })];
      return [fixed("measure.decide-lift", { days: 3 }), ...advice.after];
    case "corrected":
      return isOver(event) ? [fixed("measure.corrected-over", { days: 3 })] : goOn;
    case "lowered":
    case "moved":
      return goOn;
    case "merged":
      return [fixed("measure.merged", { days: 3 })];
    case "closed":
      return [];
    default:
      return advice.at[tier];
  }
}

/** The measures of a reader, in order; none for an office that is only informed. */
export function measureSteps(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): MailStep[] {
  const { language } = setting;
  const reader = readerOf(addressee, event.area, setting);
  const next = officesAbove(event.area, setting)[0];
  return measuresFor(event, reader, next?.id === addressee.office.id).map((measure) => ({
    text: inLanguage(measure.text, language).replace(/[。.]$/u, ""),
    taker: takerName(measure.by, event.area, addressee, setting),
    due: termText(measure.within, event, language),
  }));
}

/** The measures as numbered lines, each with who takes it and by when; what an office that is only informed reads instead. */
export function measuresText(
  { kind }: Pick<CaseEvent, "kind">,
  steps: readonly MailStep[],
  language: Language,
): string {
  if (steps.length === 0)
    return translate(language, kind === "closed" ? "measure.closed" : "measure.informed");
  return steps
    .map(({ text, taker, due }, at) =>
      translate(language, "measure.line", { ...{ number: at + 1, text }, ...{ taker, due } }),
    )
    .join("\n");
}

/** The offices above the area of a case, nearest first, without the one that acts for it. */
function officesAbove(area: string, { directory }: NoticeSetting) {
  const acting = directory.officeActingFor(area);
  return directory
    .superiors(area)
    .flatMap((code) => directory.officeFor(code) ?? [])
    .filter((office) => office.id !== acting?.id);
}

/** The office that takes a measure by its name, or that it is the reader's. */
function takerName(by: MeasureTaker, area: string, { office }: Addressee, setting: NoticeSetting): string {
  const { directory, language } = setting;
  const above = officesAbove(area, setting);
  const taker = {
    area: directory.officeActingFor(area),
    ...{ superior: above[0], region: above.at(-1), below: undefined, departments: undefined },
  }[by];
  if (taker?.id === office.id) return translate(language, "measure.by-reader");
  return taker?.name ?? translate(language, `measure.by-${by}`);
}

/** By when, in words: a day where it is one, else what it is counted from. */
export function termText(
  term: Term,
  { date, facts }: Pick<CaseEvent, "date" | "facts">,
  language: Language,
): string {
  if ("ongoing" in term) return translate(language, "measure.ongoing");
  if ("from" in term) {
    const count = "hours" in term ? term.hours : term.workingDays;
    const unit = "hours" in term ? "hours" : "working-days";
    return translate(language, `measure.${unit}-from-${term.from}` as TextKey, { count });
  }
  const leaving = facts.values.startsOn;
  if ("beforeLeaving" in term && typeof leaving === "string" && leaving > date)
    return translate(language, "measure.by-day", { date: dateText(leaving, language) });
  if (term.days === 0) return translate(language, "measure.on-receipt");
  return translate(language, "measure.by-day", { date: dateText(addDays(date, term.days), language) });
}

/** To whom an office answers, or whom it asks, with the telephone numbers that are known (反馈和联系). */
export function replyText(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): string {
  const { language } = setting;
  const reader = readerOf(addressee, event.area, setting);
  const contact = contactOf(event, addressee, setting);
  if (contact === null) return translate(language, "reply.by-itself");
  const telephones = telephonesOf(event, addressee, setting);
  const office =
    telephones.length === 0
      ? contact.name
      : translate(language, "reply.telephone", {
          office: contact.name,
          telephones: telephones.join(translate(language, "list.separator")),
        });
  const first = reader === "area" ? measuresFor(event, reader, false)[0] : undefined;
  if (!first) return translate(language, "reply.contact", { office });
  if ("ongoing" in first.within) return translate(language, "reply.new", { office });
  const isQuestion = event.kind === "lifted" || event.kind === "held" || event.kind === "quiet";
  const due = termText(first.within, event, language);
  return translate(language, isQuestion ? "reply.answer" : "reply.due", { office, due });
}

/** The office that a reader answers, or asks; null where that is its own. */
export function contactOf({ area }: CaseEvent, addressee: Addressee, setting: NoticeSetting) {
  const isOfArea = readerOf(addressee, area, setting) === "area";
  const contact = isOfArea ? officesAbove(area, setting)[0] : setting.directory.officeActingFor(area);
  return contact && contact.id !== addressee.office.id ? contact : null;
}

/** The telephone numbers of whom a reader answers or asks. */
export function telephonesOf(event: CaseEvent, addressee: Addressee, setting: NoticeSetting): string[] {
  const contact = contactOf(event, addressee, setting);
  if (contact === null) return [];
  return [...new Set(setting.directory.telephones(contact.id).map(({ telephone }) => telephone))];
}
