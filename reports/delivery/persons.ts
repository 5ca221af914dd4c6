import type { DirectoryContact, DirectoryOffice, OfficeRole } from "./office.ts";

/** Days from one to another, both included. */
export interface Absence {
  readonly from: string;
  readonly until: string;
}

/** A person who sits in one office or several (人员). */
export interface DirectoryPerson {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly telephone?: string | undefined;
  /** Id of the person who acts while this one is away. */
  readonly deputy?: string | undefined;
  /** First and last day in the office. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly away?: readonly Absence[] | undefined;
}

/** A contact as `offices.yaml` has it: an address, or a person. */
export interface WrittenContact {
  readonly role: OfficeRole;
  readonly address?: string | undefined;
  readonly person?: string | undefined;
  readonly telephone?: string | undefined;
}

/** An office as `offices.yaml` has it. */
export interface WrittenOffice extends Omit<DirectoryOffice, "contacts"> {
  readonly contacts: readonly WrittenContact[];
}

/** Roles in the order in which an office is reached. */
export const ROLES = ["duty", "head", "leadership"] as const;

/** Whose seats take the mail of a vacant one, the nearest first: leadership is disturbed last. */
const NEXT_ROLES: Readonly<Record<OfficeRole, readonly OfficeRole[]>> = {
  duty: ["head", "leadership"],
  head: ["duty", "leadership"],
  leadership: ["head", "duty"],
};

/** Whether a person works on a day: within the days in the office, and not away. */
export const worksOn = ({ from, until, away = [] }: DirectoryPerson, day: string): boolean =>
  (from === undefined || from <= day) &&
  (until === undefined || day <= until) &&
  !away.some((absence) => absence.from <= day && day <= absence.until);

/**
 * Who acts for a person on a day: the person, or the first of the chain of deputies who works. Null where nobody of the chain does.
 *
 * @param day null for whoever holds the seat, present or not
 */
export function actingPerson(
  id: string,
  persons: ReadonlyMap<string, DirectoryPerson>,
  day: string | null,
): DirectoryPerson | null {
  const seen = new Set<string>();
  for (let at = persons.get(id); at && !seen.has(at.id); at = persons.get(at.deputy ?? "")) {
    if (day === null || worksOn(at, day)) return at;
    seen.add(at.id);
  }
  return null;
}

/** A seat of an office on a day: who reads its mail; null where neither its person nor a deputy works. */
interface Seat {
  readonly role: OfficeRole;
  readonly contact: DirectoryContact | null;
  readonly holder: string | undefined;
}

/**
 * The contacts of an office on a day. A deputy stands for who is away; the mail of a seat that stays vacant goes to the next role of the
 * office that works, so that none is lost.
 */
export function contactsOn(
  { contacts }: WrittenOffice,
  persons: ReadonlyMap<string, DirectoryPerson>,
  day: string | null,
): DirectoryContact[] {
  const seats = contacts.map((contact) => seatOf(contact, persons, day));
  return seats.flatMap(({ role, contact, holder }) => {
    if (contact) return [contact];
    const other = NEXT_ROLES[role].flatMap((next) =>
      seats.flatMap((seat) => (seat.role === next && seat.contact ? [seat.contact] : [])),
    )[0];
    return other ? [{ ...other, role, ...(holder ? { standsFor: holder } : {}) }] : [];
  });
}

function seatOf(
  { role, address, person, telephone }: WrittenContact,
  persons: ReadonlyMap<string, DirectoryPerson>,
  day: string | null,
): Seat {
  if (person === undefined)
    return { role, holder: undefined, contact: address === undefined ? null : { role, address, telephone } };
  const holder = persons.get(person)?.name;
  const acting = actingPerson(person, persons, day);
  if (!acting) return { role, holder, contact: null };
  const isDeputy = acting.id !== person;
  return {
    role,
    holder,
    contact: {
      ...{ role, address: acting.address, person: acting.name },
      // The number of the seat rings at the desk of who is away.
      telephone: acting.telephone ?? telephone,
      ...(isDeputy && holder ? { standsFor: holder } : {}),
    },
  };
}

/** The seats of an office that are vacant on a day: neither their persons nor a deputy works. */
export const vacantSeats = (
  { contacts }: WrittenOffice,
  persons: ReadonlyMap<string, DirectoryPerson>,
  day: string,
): { readonly role: OfficeRole; readonly person: string }[] =>
  contacts.flatMap(({ role, person }) =>
    person !== undefined && actingPerson(person, persons, day) === null ? [{ role, person }] : [],
  );

/** The days from one to another, both included, on which anyone begins or ceases to work; the first day is always among them. */
export function turningDays(
  persons: readonly DirectoryPerson[],
  first: string,
  last: string,
  nextDay: (day: string) => string,
): string[] {
  const turns = persons.flatMap(({ from, until, away = [] }) => [
    ...(from ? [from] : []),
    ...(until ? [nextDay(until)] : []),
    ...away.flatMap((absence) => [absence.from, nextDay(absence.until)]),
  ]);
  return [...new Set([first, ...turns.filter((day) => first < day && day <= last)])].sort();
}
