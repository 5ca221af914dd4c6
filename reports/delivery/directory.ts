import type { DirectoryContact, DirectoryOffice, OfficeKind, OfficeRole } from "./office.ts";
import { contactsOn, type DirectoryPerson, ROLES, type WrittenOffice } from "./persons.ts";

export type { DirectoryContact, DirectoryOffice, OfficeKind, OfficeRole } from "./office.ts";

/** An area as named in notices. */
export interface DirectoryArea {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly reportsTo: string | null;
  /** First and last day on which it exists; null where it has none. */
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
}

/** Areas and the offices that act for them, as they are reached on a day; finds the offices to notify. */
export class Directory {
  readonly #areas: ReadonlyMap<string, DirectoryArea>;
  readonly #offices: ReadonlyMap<string, DirectoryOffice>;
  readonly #byId: ReadonlyMap<string, DirectoryOffice>;
  readonly #written: readonly WrittenOffice[];
  readonly #persons: ReadonlyMap<string, DirectoryPerson>;
  readonly #days = new Map<string, Directory>();

  /** @param day the day on which offices are reached; null for whoever holds a seat, present or not */
  constructor(
    areas: readonly DirectoryArea[],
    offices: readonly WrittenOffice[],
    persons: readonly DirectoryPerson[] = [],
    day: string | null = null,
  ) {
    this.#areas = new Map(areas.map((area) => [area.code, area]));
    this.#persons = new Map(persons.map((person) => [person.id, person]));
    this.#written = offices;
    const reached = offices.map((office) => ({
      ...office,
      contacts: contactsOn(office, this.#persons, day),
    }));
    this.#byId = new Map(reached.map((office) => [office.id, office]));
    const acting = reached.filter(({ kind = "bureau" }) => kind === "bureau");
    const zones = reached.filter(({ kind }) => kind === "zone");
    this.#offices = new Map([...zones.reverse(), ...acting].map((office) => [office.area, office]));
  }

  /** The same areas and offices as they are reached on a day. */
  on(day: string): Directory {
    if (this.#persons.size === 0) return this;
    const known =
      this.#days.get(day) ??
      new Directory([...this.#areas.values()], this.#written, [...this.#persons.values()], day);
    this.#days.set(day, known);
    return known;
  }

  area(code: string): DirectoryArea | undefined {
    return this.#areas.get(code);
  }

  /** Name of an area, or its code where the register no longer has it. */
  areaName(code: string): string {
    return this.#areas.get(code)?.name ?? code;
  }

  /** The office that acts for an area: its bureau; the committee of a zone that has none. */
  officeFor(area: string): DirectoryOffice | undefined {
    return this.#offices.get(area);
  }

  /** The offices of a kind in an area. */
  officesOf(area: string, kind: OfficeKind): DirectoryOffice[] {
    return [...this.#byId.values()].filter(
      (office) => office.area === area && (office.kind ?? "bureau") === kind,
    );
  }

  /** Every office, as it is reached on the day. */
  offices(): DirectoryOffice[] {
    return [...this.#byId.values()];
  }

  /** The office with this id. */
  office(id: string): DirectoryOffice | undefined {
    return this.#byId.get(id);
  }

  /** The office that acts for an area, or that of the nearest superior area with an office. */
  officeActingFor(area: string): DirectoryOffice | undefined {
    return [area, ...this.superiors(area)].flatMap((code) => this.officeFor(code) ?? [])[0];
  }

  /** Mail addresses of an office's contacts with one of these roles; of all contacts when none has such a role. */
  addresses(office: DirectoryOffice, roles: readonly OfficeRole[]): string[] {
    const matching = office.contacts.filter(({ role }) => roles.includes(role));
    return [...new Set((matching.length > 0 ? matching : office.contacts).map(({ address }) => address))];
  }

  /** The first contact of an office that is not among these addresses, duty before head before leadership. */
  otherContact(office: string, known: readonly string[]): DirectoryContact | undefined {
    const lower = new Set(known.map((address) => address.toLowerCase()));
    const contacts = this.#byId.get(office)?.contacts ?? [];
    return ROLES.flatMap((role) => contacts.filter((contact) => contact.role === role)).find(
      ({ address }) => !lower.has(address.toLowerCase()),
    );
  }

  /** The telephone numbers of an office: those of its contacts by role, then its general number. */
  telephones(office: string): { role: OfficeRole | "office"; telephone: string }[] {
    const { contacts = [], telephone } = this.#byId.get(office) ?? {};
    const byRole = ROLES.flatMap((role) => contacts.filter((contact) => contact.role === role));
    return [...byRole, { role: "office" as const, telephone }].flatMap(({ role, telephone }) =>
      telephone ? [{ role, telephone }] : [],
    );
  }

  /** The superior areas along `reportsTo`, nearest first. */
  superiors(code: string): string[] {
    const chain: string[] = [];
    let at = this.#areas.get(code)?.reportsTo ?? null;
    while (at !== null && !chain.includes(at)) {
      chain.push(at);
      at = this.#areas.get(at)?.reportsTo ?? null;
    }
    return chain;
  }

  /** Every area that an area is part of or reports to, nearest first. */
  above(code: string): string[] {
    const found: string[] = [];
    const add = (from: string): void => {
      const { parent = null, reportsTo = null } = this.#areas.get(from) ?? {};
      for (const next of [reportsTo, parent]) {
        if (next === null || next === code || found.includes(next)) continue;
        found.push(next);
        add(next);
      }
    };
    add(code);
    return found;
  }

  /** The area directly below an area that another one is, or lies in, along `parent`; the other one itself where it lies elsewhere. */
  childTowards(above: string, code: string): string {
    const seen = new Set<string>();
    for (let at = code; !seen.has(at); ) {
      const parent = this.#areas.get(at)?.parent ?? null;
      if (parent === above) return at;
      if (parent === null) break;
      seen.add(at);
      at = parent;
    }
    return code;
  }

  /** Whether an area is another or lies below it, along `parent`. */
  isWithin(area: string, around: string): boolean {
    return (
      area === around || this.childTowards(around, area) !== area || this.#areas.get(area)?.parent === around
    );
  }

  /** The areas directly below, along `parent`; on a day those that exist on it. */
  below(code: string, day?: string): string[] {
    return [...this.#areas.values()]
      .filter((area) => area.parent === code && (day === undefined || existsOn(area, day)))
      .map((area) => area.code);
  }

  /** Codes of the areas that exist on a day. */
  areasOn(day: string): string[] {
    return [...this.#areas.values()].filter((area) => existsOn(area, day)).map((area) => area.code);
  }
}

const existsOn = ({ validFrom = null, validTo = null }: DirectoryArea, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
