import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Directory } from "../../reports/delivery/directory.ts";
import { turningDays, vacantSeats } from "../../reports/delivery/persons.ts";
import { bilingual } from "../../reports/language/bilingual.ts";
import { unreachedAreas } from "../../reports/notices/unreached.ts";
import { addDays } from "../../rules/calendar/periods.ts";
import type { Deployment } from "../deployment/load.ts";
import { officesPath } from "../deployment/offices.ts";
import { lineOfPath, type Problem } from "../deployment/problems.ts";

type Staffed = Pick<Deployment, "dir" | "areas" | "offices" | "persons">;

/** Days ahead for which absences are looked at: within a month somebody can still be found. */
const DAYS_AHEAD = 30;

/**
 * The offices that a notice of some tier would not reach today or within the next 30 days, and the areas that have none, each with file and
 * line. A night goes on with them: its other offices must hear.
 */
export function unreachedNotes(deployment: Staffed, today: string): Problem[] {
  const { areas, offices, persons } = deployment;
  const directory = new Directory(areas, offices, persons);
  const text = officesText(deployment);
  return unreachedAreas(areas, directory, daysAhead(deployment, today)).map(
    ({ area, office, tiers, from }) => {
      if (office === null) {
        const { line = 1 } = areas.find(({ code }) => code === area) ?? {};
        return {
          file: "areas.csv",
          line,
          message: bilingual("unreached.area", { area: directory.areaName(area) }),
        };
      }
      const at = offices.findIndex(({ id }) => id === office.id);
      const message = bilingual(from === today ? "unreached.office" : "unreached.office-from", {
        ...{ office: office.name, tiers: tiers.map((tier) => bilingual(`tier.${tier}`)), from },
      });
      return {
        file: "offices.yaml",
        line: lineOfPath(text, [...officesPath(text), at, "contacts"]),
        message,
      };
    },
  );
}

/** The seats that nobody holds today or on a day of the next 30, for want of a deputy, each with its first such day and its line. */
export function vacancyNotes(deployment: Staffed, today: string): Problem[] {
  const { offices } = deployment;
  const persons = new Map(deployment.persons.map((person) => [person.id, person]));
  const days = daysAhead(deployment, today);
  const text = officesText(deployment);
  return offices.flatMap((office, at) =>
    office.contacts.flatMap((contact, seat): Problem[] => {
      const alone = { ...office, contacts: [contact] };
      const from = days.find((day) => vacantSeats(alone, persons, day).length > 0);
      if (from === undefined || !("person" in contact)) return [];
      const fillings = { office: office.name, person: persons.get(contact.person)?.name ?? contact.person };
      const message = bilingual("unreached.seat", {
        ...{ ...fillings, from, role: bilingual(`role.${contact.role}`) },
      });
      const path = [...officesPath(text), at, "contacts", seat];
      return [{ file: "offices.yaml", line: lineOfPath(text, path), message }];
    }),
  );
}

const daysAhead = ({ persons }: Staffed, today: string): string[] =>
  turningDays(persons, today, addDays(today, DAYS_AHEAD), (day) => addDays(day, 1));

function officesText({ dir }: Staffed): string {
  const path = join(dir, "offices.yaml");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
