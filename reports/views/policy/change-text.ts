import { ruleById } from "../../../rules/definitions/index.ts";
import type { ChangeValue, PolicyChange, WindowKeys } from "../../../rules/policy/changes.ts";
import { boundText } from "../../../rules/policy/mistakes/bounds.ts";
import { isTextKey } from "../../language/bilingual.ts";
import type { TextKey } from "../../language/catalogue.ts";
import { inLanguage, type Language, translate } from "../../language/index.ts";

/** What a renderer of changes needs besides them. */
export interface ChangeWords {
  readonly language: Language;
  /** The name of a level of areas here. */
  levelName(level: string): string;
}

/** A change of a policy in words: `单个企业规模裁员 Ⅲ级：裁减人数（人） 50 → 60`. */
export function changeText(change: PolicyChange, words: ChangeWords): string {
  const [first] = change.path;
  return first === "rules" ? ruleChangeText(change, words) : topChangeText(change, words);
}

/** Keys of a version whose values are words of the catalogue. */
const WORDS = ["trial", "combination.from", "combination.upTo", "mail.on", "mail.blueList"];

function topChangeText({ path, before, after }: PolicyChange, words: ChangeWords): string {
  const { language, levelName } = words;
  const [first = "", ...rest] = path;
  if (first === "mail" && rest[0] === "wait") {
    const text = rest
      .slice(1)
      .map((value) => valueText(value, language))
      .join(" ");
    const what = label("mail.wait", language);
    return after === null ? compared(what, text, null, language) : compared(what, null, text, language);
  }
  const key = first === "budget" ? first : path.join(".");
  const shown = (value: ChangeValue) => {
    if (value === null) return null;
    if (typeof value === "string") return WORDS.includes(key) ? valueText(value, language) : value;
    return "window" in value ? windowText(value.window, language) : null;
  };
  const [level = "", tier = ""] = rest;
  return first === "budget"
    ? subject(
        label(key, language),
        compared(`${levelName(level)} ${valueText(tier, language)}`, shown(before), shown(after), language),
        language,
      )
    : compared(label(key, language), shown(before), shown(after), language);
}

function ruleChangeText(change: PolicyChange, words: ChangeWords): string {
  const { language, levelName } = words;
  const [, id = "", ...rest] = change.path;
  const rule = ruleById(id);
  const title = rule ? inLanguage(rule.title, language) : id;
  if (rest.length === 0) {
    const key = change.after === null ? "policy.rule-removed" : "policy.rule-added";
    return subject(title, translate(language, key), language);
  }
  const isOfLevel = rest[0] === "levels";
  const [key = "", name = "", quantity] = isOfLevel ? rest.slice(2) : rest;
  const ofLevel = (level: string) =>
    translate(language, "policy.at-level", { rule: title, level: levelName(level) });
  const named = isOfLevel ? ofLevel(rest[1]!) : title;
  const quantityName = (which: string) =>
    inLanguage(rule?.quantities[which] ?? { zh: which, en: which }, language);
  const what = [
    ...(key === "lines" ? [] : [label(key, language)]),
    ...(key === "lines" || key === "exit"
      ? [quantity ? quantityName(quantity) : label("condition", language)]
      : []),
    ...(key === "floor" ? [quantityName(name)] : []),
    ...(key === "parameters" ? [name] : []),
  ].join(" ");
  const shown = (value: ChangeValue) => {
    if (value === null) return null;
    if (typeof value === "string") return settingText(key, value, language);
    if ("window" in value) return null;
    const conditions = Object.entries(value.limb).map(
      ([which, bound]) => `${quantityName(which)} ${boundText(bound)}`,
    );
    return conditions.join(translate(language, "policy.and"));
  };
  const whose = OF_TIERS.includes(key)
    ? translate(language, "policy.of-tier", { rule: named, tier: valueText(name, language) })
    : named;
  return subject(whose, compared(what, shown(change.before), shown(change.after), language), language);
}

/** Settings of a rule that are given for each tier. */
const OF_TIERS = ["lines", "exit", "dwell", "hold"];

/** A setting of a rule in words: numbers, conditions and notes stay as they are written. */
function settingText(key: string, value: string, language: Language): string {
  if (key === "dwell") return dwellText(value, language);
  return ["status", "role", "cap", "parameters"].includes(key) ? valueText(value, language) : value;
}

/** A mute or a drill in words: its days, what it is for, who wrote it and why. */
function windowText(
  { from, until, area, rule, tier, author, reason }: WindowKeys,
  language: Language,
): string {
  const title = rule === undefined ? undefined : ruleById(rule)?.title;
  const parts = [
    translate(language, "policy.days", { from: from ?? "", until: until ?? "" }),
    area,
    title && inLanguage(title, language),
    tier && valueText(tier, language),
    translate(language, "policy.subject", { subject: author ?? "", change: reason ?? "" }),
  ];
  return parts.filter((part) => part !== undefined).join(translate(language, "policy.and"));
}

const subject = (name: string, change: string, language: Language): string =>
  translate(language, "policy.subject", { subject: name, change });

function compared(what: string, before: string | null, after: string | null, language: Language): string {
  if (before === null) return translate(language, "policy.added", { what, after: after ?? "" });
  if (after === null) return translate(language, "policy.removed", { what, before });
  return translate(language, "policy.changed", { what, before, after });
}

function label(key: string, language: Language): string {
  const [, , leading, following] = key.startsWith("episodes.follows.") ? key.split(".") : [];
  if (leading === undefined) return translate(language, `policy.key.${key}` as TextKey);
  return translate(language, "policy.of-tier", {
    rule: translate(language, "policy.key.episodes.follows"),
    tier: [leading, following].join(" → "),
  });
}

/** A word of the policy as people read it; anything else as it is written. */
function valueText(value: string, language: Language): string {
  const key = `policy.value.${value}`;
  return isTextKey(key) ? translate(language, key) : value;
}

function dwellText(value: string, language: Language): string {
  const [periods = "", of = ""] = value.split("/");
  return translate(language, periods === of ? "policy.dwell-in-a-row" : "policy.dwell-of", { periods, of });
}
