import type { Lag } from "../../rules/targets/pace.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import type { Directory } from "../delivery/directory.ts";
import type { LetterText } from "../delivery/letter-text.ts";
import type { LetterPart } from "../delivery/night-letters.ts";
import type { TextKey } from "../language/catalogue.ts";
import { dateText, type Language, numberText, translate } from "../language/index.ts";

/** A target of a running plan that lags. */
export interface LaggingTarget {
  readonly area: string;
  readonly plan: string;
  readonly title: string;
  readonly lag: Lag;
  /** Share of the straight line over the months with figures, those months, and those that have passed. */
  readonly pace: number;
  readonly months: number;
  readonly elapsed: number;
}

/** The night of the letters. */
export interface PlanNight {
  readonly date: string;
  readonly directory: Directory;
  /** Called for a text that cannot be composed: it goes out in the plain form. */
  readonly onBroken?: OnBrokenText;
}

const GRAVEST: readonly Lag[] = ["far-behind", "behind", "slow"];

/** One letter a month to the office of each area whose plans lag (计划进度提醒), the furthest behind first. */
export function planLetters(
  lagging: readonly LaggingTarget[],
  { date, directory, onBroken }: PlanNight,
  language: Language,
): LetterPart[] {
  return [...new Set(lagging.map(({ area }) => area))].flatMap((area) => {
    const office = directory.officeActingFor(area);
    if (!office) return [];
    const of = lagging
      .filter((target) => target.area === area)
      .sort((a, b) => GRAVEST.indexOf(a.lag) - GRAVEST.indexOf(b.lag) || a.pace - b.pace);
    const text = composeOrPlain(
      "plan",
      () => letterText(of, { area: directory.areaName(area), office: office.name, date }, language),
      () => {
        const lines = of.map(({ plan, title, lag }) => [plan, title, lag].join(" "));
        return plainLetter({ office: office.name, date, about: "plan", lines }, language);
      },
      onBroken,
    );
    const recipients = directory.addresses(office, ["duty"]);
    if (recipients.length === 0) return [];
    return [
      {
        ...{ id: `plan-${date.slice(0, 7)}-${area}`, kind: "plan", matter: "plan", office, text, recipients },
      },
    ];
  });
}

function letterText(
  of: readonly LaggingTarget[],
  { area, office, date }: { readonly area: string; readonly office: string; readonly date: string },
  language: Language,
): LetterText {
  const plans = [...new Set(of.map(({ plan }) => plan))];
  const [plan = ""] = plans;
  const fillings = {
    ...{ area, count: of.length, date: dateText(date, language) },
    first: plans.length > 1 ? translate(language, "plan.others", { plan }) : plan,
  };
  return {
    subject: translate(language, "plan.subject", fillings),
    heading: translate(language, "plan.heading"),
    office: translate(language, "notice.salutation", { office }),
    lead: translate(language, "plan.lead", fillings),
    blocks: plans.map((title) => ({
      title,
      lines: of.filter((target) => target.plan === title).map((target) => lineOf(target, language)),
    })),
    foot: [translate(language, "plan.foot"), translate(language, "letter.automatic")],
  };
}

const lineOf = ({ title, lag, pace, months, elapsed }: LaggingTarget, language: Language): string =>
  translate(language, "plan.line", {
    ...{ title, months, elapsed, lag: translate(language, `plan.${lag}` as TextKey) },
    pace: numberText(100 * pace, language, 1),
  });
