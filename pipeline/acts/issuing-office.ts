import { Directory } from "../../reports/delivery/directory.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { dayIn } from "../deployment/clock.ts";
import type { Deployment } from "../deployment/load.ts";
import { UserError } from "../deployment/user-error.ts";

/**
 * Refuse a person who sits neither in the office that issued a warning nor in the office of its leading group on the day (发布单位). Where no persons are
 * written down for these offices nobody is refused.
 *
 * @throws UserError naming who may
 */
export function refuseStranger(
  { areas, offices, persons, settings }: Pick<Deployment, "areas" | "offices" | "persons" | "settings">,
  { area, by, now }: { readonly area: string; readonly by: string; readonly now: string },
): void {
  const directory = new Directory(areas, offices, persons).on(dayIn(settings.zone, new Date(now)));
  const office = directory.officeActingFor(area);
  const issuing = [...(office ? [office] : []), ...directory.officesOf(area, "leading-group")];
  const seated = issuing.flatMap(({ contacts }) =>
    contacts.flatMap(({ person, standsFor }) => [person, standsFor].flatMap((name) => name ?? [])),
  );
  const ids = persons.flatMap(({ id, name }) => (seated.includes(name) ? [id] : []));
  if (seated.length === 0 || seated.includes(by) || ids.includes(by)) return;
  const names = [...new Set(seated)].join(", ");
  throw new UserError(bilingual("error.not-of-issuing-office", { by, office: office?.name ?? area, names }));
}
