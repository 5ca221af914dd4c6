import { Command } from "commander";
import { Directory, type DirectoryContact } from "../../../reports/delivery/directory.ts";
import { bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { type Language, translate } from "../../../reports/language/index.ts";
import { type Addressee, contactsAt, rolesAt, route } from "../../../reports/notices/route.ts";
import { openCases } from "../../../rules/judge/open-cases.ts";
import { TIERS, type Tier } from "../../../rules/policy/tiers.ts";
import { dayIn } from "../../deployment/clock.ts";
import { inForceOn, loadDeployment } from "../../deployment/load.ts";
import { UserError } from "../../deployment/user-error.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { dayOption, languageOption } from "../console/options.ts";

interface RouteOptions {
  readonly area: string;
  readonly tier: string;
  readonly cause?: string;
  readonly on?: string;
  readonly lang?: string;
}

/** `fengsui route DIR --area A --tier II`: who would be told of a warning, and why. */
export function routeCommand(effects: Effects): Command {
  return new Command("route")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--area <code>", "area of the warning")
    .requiredOption("--tier <tier>", "I, II, III or IV")
    .option(
      "--cause <cause>",
      "below it, only areas with an open case of this cause are affected; all unless given",
    )
    .option("--on <day>", "day of the mail; today unless given")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: RouteOptions) => {
      const loaded = loadDeployment(dir);
      const day = options.on ? dayOption("--on", options.on) : dayIn(loaded.settings.zone, effects.now());
      const { areas, offices, persons, policy, settings } = inForceOn(loaded, day);
      const language = languageOption(options.lang) ?? settings.language;
      const directory = new Directory(areas, offices, persons).on(day);
      const tier = TIERS.find((known) => known === options.tier);
      if (!directory.area(options.area))
        throw new UserError(bilingual("error.route-no-area", { area: options.area }));
      if (!tier) throw new UserError(bilingual("error.route-no-tier", { tier: options.tier }));
      const below = directory.below(options.area);
      const concerned = options.cause ? await withCase(dir, options.cause, below, effects, language) : below;
      const affected = concerned.length > 0 ? concerned : below;
      const addressees = route(tier, options.area, affected, directory, policy.neighbours.tiers);
      effects.out(routeText({ area: options.area, tier, day }, addressees, directory, language));
    });
}

/** The areas among these that have an open case of a cause. */
async function withCase(
  dir: string,
  cause: string,
  below: readonly string[],
  effects: Effects,
  language: Language,
): Promise<string[]> {
  const opened = await openForLook(dir, lookOptions(effects, language));
  try {
    const open = await openCases(opened.warehouse);
    return below.filter((code) => open.some((each) => each.area === code && each.cause === cause));
  } finally {
    opened.close();
  }
}

/** What a warning is, to find whom it reaches. */
interface Warning {
  readonly area: string;
  readonly tier: Tier;
  readonly day: string;
}

/** Who would be told of a warning: each office with why, whether it sees names of enterprises, and its people of the day. */
export function routeText(
  { area, tier, day }: Warning,
  addressees: readonly Addressee[],
  directory: Directory,
  language: Language,
): string {
  const above = directory.above(area).flatMap((code) => directory.officeFor(code)?.name ?? []);
  return [
    translate(language, "route.title", {
      ...{ area: directory.areaName(area), code: area, day },
      tier: translate(language, `tier.${tier}`),
    }),
    ...addressees.flatMap((addressee) => officeLines(addressee, tier, language)),
    ...(above.length > 0
      ? [
          translate(language, "route.digest", {
            offices: above.join(translate(language, "list.separator")),
          }),
        ]
      : []),
  ].join("\n");
}

function officeLines({ office, why, seesEnterprises }: Addressee, tier: Tier, language: Language): string[] {
  const contacts = contactsAt(office, rolesAt(tier));
  return [
    translate(language, "route.line", {
      ...{ office: office.name, id: office.id },
      why: translate(language, `route.why-${why.audience}`, {
        from: translate(language, `tier.${why.from}`),
      }),
      names: translate(language, seesEnterprises ? "route.names-yes" : "route.names-no"),
    }),
    ...(contacts.length > 0
      ? contacts.map((contact) => contactLine(contact, language))
      : [translate(language, "route.nobody")]),
  ];
}

function contactLine({ role, person, address, standsFor }: DirectoryContact, language: Language): string {
  const key: TextKey = standsFor ? "route.person-for" : person ? "route.person-named" : "route.person";
  const fillings = { person: person ?? "", address, holder: standsFor ?? "" };
  return translate(language, key, { ...fillings, role: translate(language, `role.${role}`) });
}
