import type { CaseEvent } from "../../rules/cases/case-event.ts";
import { ruleById } from "../../rules/definitions/index.ts";
import type { NoticeContent } from "../documents/content.ts";
import { escapeHtml } from "../documents/html.ts";
import { fitSubject } from "../language/fit-subject.ts";
import { inLanguage, translate } from "../language/index.ts";
import type { NoticeSetting } from "./notice-setting.ts";
import type { Addressee } from "./route.ts";
import { tierOf } from "./subjects.ts";

/** A notice as it is stored. */
export interface WrittenNotice {
  readonly subject: string;
  readonly tier: string;
  readonly text: string;
  readonly html: string;
  /** What it says as data; none in the plain form. */
  readonly content?: NoticeContent;
}

/** A change of a case in one line of its plain facts: tier, area, title, change, case, date. */
export function plainLine(event: CaseEvent, { language, directory }: NoticeSetting): string {
  return translate(language, "plain.change", {
    tier: translate(language, `tier.${tierOf(event)}`),
    area: directory.areaName(event.area),
    title: titleOf(event, language),
    change: translate(language, `change.${event.kind}`),
    case: event.caseId,
    date: event.date,
  });
}

/**
 * The notice of a change in its plain form (简式提示), for one that cannot be composed: it uses nothing of the composed form, neither the rule's
 * sentences nor the layout, because the fault may lie in any of them.
 */
export function plainNotice(
  event: CaseEvent,
  { office }: Pick<Addressee, "office">,
  setting: NoticeSetting,
): WrittenNotice {
  const { language } = setting;
  const line = plainLine(event, setting);
  const subject = plainSubject(event, setting);
  const lines = [
    ...(event.drill ? [translate(language, "notice.drill")] : []),
    translate(language, "notice.approval"),
    "",
    translate(language, "notice.salutation", { office: office.name }),
    "",
    line,
    translate(language, "plain.notice"),
    "",
    translate(language, "letter.automatic"),
  ];
  const text = `${lines.join("\n")}\n`;
  return { subject, tier: tierOf(event), text, html: `<pre>${escapeHtml(text)}</pre>` };
}

/** The subject of a plain notice: tier, area, change, case. */
function plainSubject(event: CaseEvent, { language, directory }: NoticeSetting): string {
  const parts = {
    tier: translate(language, `tier-short.${tierOf(event)}`),
    area: directory.areaName(event.area),
    ...{ what: translate(language, `change.${event.kind}`), case: event.caseId },
  };
  const subject = translate(language, "subject.tier", parts);
  const withCase = translate(language, "subject.with-case", { subject, case: event.caseId });
  const [first, second] = [withCase, subject].map((text) =>
    event.drill ? translate(language, "notice.subject-drill", { subject: text }) : text,
  );
  return fitSubject([first!, second!], language);
}

/** The rule's title; its id where it has none that can be read. */
function titleOf({ rule }: CaseEvent, language: NoticeSetting["language"]): string {
  try {
    const title = ruleById(rule)?.title;
    return title ? inLanguage(title, language) : rule;
  } catch {
    return rule;
  }
}
