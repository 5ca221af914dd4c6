import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { Language } from "../../../reports/language/index.ts";
import type { ExplainSetting } from "../../../reports/views/explain/explain-setting.ts";
import { type Explanation, explanationOf } from "../../../reports/views/explain/explanation.ts";
import { explanationText } from "../../../reports/views/explain/explanation-text.ts";
import { instantIn } from "../../../reports/views/explain/instant-text.ts";
import { rules } from "../../../rules/definitions/index.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { dayIn, endOfDay } from "../../deployment/clock.ts";
import { lastDue } from "../../deployment/duties.ts";
import { UserError } from "../../deployment/user-error.ts";
import { INDUSTRIES } from "../../intake/contracts/industries.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption, ROWS, wholeOption } from "../console/options.ts";
import { refuseReader } from "../console/refuse-reader.ts";
import { approvalText } from "../policy/approval-text.ts";

interface Options {
  readonly area: string;
  readonly date?: string;
  readonly rule?: string;
  readonly rows: string;
  readonly names: boolean;
  readonly lang?: string;
}

/** `fengsui explain DIR`: the whole reasoning about an area on a date, rule by rule, and its open cases. */
export function explainCommand(effects: Effects): Command {
  return new Command("explain")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--area <area>", "code or name of an area")
    .option("--date <day>", "as judged on this day (default: the last night's)")
    .option("--rule <id>", "one rule only, such as new-claims-surge")
    .option("--rows <count>", "most rows of each list", "20")
    .option("--no-names", "leave out the names of enterprises, to pass the text on")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: Options) => {
      const language = languageOption(options.lang);
      refuseReader(dir);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const explanation = await explain(opened, options, effects);
        const most = wholeOption("--rows", options.rows, ROWS);
        effects.out(explanationText(explanation, settingOf(opened, explanation, options.names, most)));
      } finally {
        opened.close();
      }
    });
}

/** The explanation of an area that is named by code or name, as data. */
export async function explain(
  opened: OpenDeployment,
  asked: Pick<Options, "area" | "date" | "rule">,
  { now }: Pick<Effects, "now">,
): Promise<Explanation> {
  const { warehouse, deployment } = opened;
  const { zone, duties } = deployment.settings;
  const last = await lastNight(warehouse);
  const date = asked.date ? dayOption("--date", asked.date) : (last?.date ?? dayIn(zone, now()));
  const area = areaNamed(opened, asked.area);
  const policy = deployment.policyOn(date);
  if (!policy) throw new UserError(bilingual("policy.check-not-in-force", { date }));
  const inPolicy = Object.keys(policy.rules);
  if (asked.rule !== undefined && !inPolicy.includes(asked.rule)) {
    const known = rules.flatMap(({ id }) => (inPolicy.includes(id) ? [id] : []));
    throw new UserError(bilingual("error.rule-option", { value: asked.rule, known }));
  }
  return explanationOf(warehouse, {
    ...{ area, date, policy, now: now().toISOString(), endOfDate: endOfDay(date, zone) },
    ...(asked.rule === undefined ? {} : { rule: asked.rule }),
    lastDue: Object.fromEntries(
      duties.map((duty) => [duty.report, lastDue(duty, date, deployment.calendar)] as const),
    ),
  });
}

function areaNamed({ deployment }: OpenDeployment, wanted: string): string {
  const found = deployment.areas.find(({ code, name, nameEn, alias }) =>
    [code, name, nameEn, alias].includes(wanted),
  );
  if (found) return found.code;
  throw new UserError(bilingual("error.area-option", { value: wanted }));
}

/** What the text needs besides: names, the approval, and whether enterprises are named. */
export function settingOf(
  opened: OpenDeployment,
  { date }: Explanation,
  seesEnterprises: boolean,
  most: number,
): ExplainSetting {
  const { language, directory } = opened.noticeSetting;
  return {
    ...{ language, seesEnterprises, most },
    approval: approvalText(opened.deployment, date, language).text,
    areaName: (code) => directory.areaName(code),
    instantText: (instant) => instantIn(opened.deployment.settings.zone, instant),
    industryName: (code) => industryName(code, language),
  };
}

/** An industry by its name in Chinese, and by its letter in GB/T 4754 in English. */
const industryName = (code: string, language: Language): string =>
  language === "en"
    ? `GB/T 4754 ${code}`
    : ((INDUSTRIES as Record<string, readonly string[]>)[code]?.[0] ?? code);
