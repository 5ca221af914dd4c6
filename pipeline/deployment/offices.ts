import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { maskedText } from "../../warehouse/engine/personal-numbers.ts";
import type { Area } from "./areas.ts";
import { lineOfPath, type Problem, readYaml } from "./problems.ts";
import { type Office, officesSchema, type Person, staffedOfficesSchema } from "./settings.ts";

/** Who acts for which area, and who sits there. */
export interface Offices {
  readonly offices: readonly Office[];
  readonly persons: readonly Person[];
}

const FILE = "offices.yaml";

/** Read `offices.yaml` in either form: a list of offices, or persons and offices. Mistakes of form go to `problems`. */
export function readOffices(text: string, problems: Problem[]): Offices | undefined {
  if (!hasPersons(text)) {
    const offices = readYaml(text, officesSchema, FILE, problems);
    return offices && { offices, persons: [] };
  }
  return readYaml(text, staffedOfficesSchema, FILE, problems);
}

/** Where offices stand in the file: at its top, or under their key. */
export const officesPath = (text: string): readonly string[] => (hasPersons(text) ? ["offices"] : []);

/** Asked by the keys at the start of a line: to read the file once more for it would double the time of a check. */
const hasPersons = (text: string): boolean => /^["']?(persons|offices)["']?\s*:/m.test(text);

/** Mistakes between the parts of the file, and between it and the areas, with their lines. */
export function checkOffices(
  { offices, persons }: Offices,
  areas: readonly Area[],
  text: string,
  problems: Problem[],
): void {
  const add = (path: readonly PropertyKey[], message: Text) =>
    problems.push({ file: FILE, line: lineOfPath(text, path), message });
  const top = officesPath(text);
  const codes = new Set(areas.map((area) => area.code));
  const known = new Set(persons.map(({ id }) => id));
  const ids = new Set<string>();
  const bureaus = new Map<string, string>();
  for (const [index, { id, area, name, kind = "bureau", contacts }] of offices.entries()) {
    const at = [...top, index];
    const masked = maskedText(name);
    if (masked !== name) add([...at, "name"], bilingual("error.name-with-number", { name: masked }));
    const bureau = kind === "bureau" ? bureaus.get(area) : undefined;
    if (!codes.has(area))
      add([...at, "area"], bilingual("error.not-a-code-of-areas", { column: "area", code: area }));
    if (bureau !== undefined)
      add([...at, "area"], bilingual("error.area-with-office", { area, office: bureau }));
    if (ids.has(id)) add([...at, "id"], bilingual("error.id-twice", { id }));
    ids.add(id);
    if (kind === "bureau" && bureau === undefined) bureaus.set(area, id);
    for (const [seat, contact] of contacts.entries())
      if ("person" in contact && !known.has(contact.person))
        add(
          [...at, "contacts", seat, "person"],
          bilingual("error.person-unknown", { person: contact.person }),
        );
  }
  for (const [index, person] of persons.entries())
    for (const { path, message } of personMistakes(person, persons.slice(0, index), persons))
      add(["persons", index, ...path], message);
}

interface PersonMistake {
  readonly path: readonly PropertyKey[];
  readonly message: Text;
}

function personMistakes(
  person: Person,
  earlier: readonly Person[],
  persons: readonly Person[],
): PersonMistake[] {
  const { id, name, deputy, from, until } = person;
  const masked = maskedText(name);
  const known = new Map(persons.map((each) => [each.id, each]));
  const mistakes: PersonMistake[] = [];
  const add = (path: readonly PropertyKey[], message: Text) => mistakes.push({ path, message });
  if (masked !== name) add(["name"], bilingual("error.name-with-number", { name: masked }));
  if (earlier.some((other) => other.id === id)) add(["id"], bilingual("error.id-twice", { id }));
  if (deputy !== undefined && !known.has(deputy))
    add(["deputy"], bilingual("error.person-unknown", { person: deputy }));
  if (isInCircle(person, known)) add(["deputy"], bilingual("error.deputy-circle", { person: name }));
  if (from !== undefined && until !== undefined && until < from)
    add(["until"], bilingual("error.ends-before", { from, until }));
  return [...mistakes, ...absenceMistakes(person)];
}

/** Whether the chain of deputies leads back to the person. */
function isInCircle({ id, deputy }: Person, known: ReadonlyMap<string, Person>): boolean {
  const seen = new Set<string>();
  for (let at = deputy; at !== undefined && !seen.has(at); at = known.get(at)?.deputy) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

function absenceMistakes({ away = [] }: Person): PersonMistake[] {
  return away.flatMap(({ from, until }, index): PersonMistake[] => {
    const path = ["away", index];
    if (until < from)
      return [{ path: [...path, "until"], message: bilingual("error.ends-before", { from, until }) }];
    const other = away.slice(0, index).find((each) => each.from <= until && from <= each.until);
    return other
      ? [
          {
            path: [...path, "from"],
            message: bilingual("error.away-overlaps", { from, until, ...named(other) }),
          },
        ]
      : [];
  });
}

const named = ({ from, until }: { readonly from: string; readonly until: string }) => ({
  otherFrom: from,
  otherUntil: until,
});
