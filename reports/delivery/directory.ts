/** An area as named in notices. */
export interface DirectoryArea {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly reportsTo: string | null;
}

/** A person of an office: role, mail address and telephone. */
export interface DirectoryContact {
  readonly role: "duty" | "head" | "leadership";
  readonly address: string;
  readonly telephone?: string | undefined;
}

/** Roles in the order in which an office is reached. */
const ROLES = ["duty", "head", "leadership"] as const;

/** An office, its area and its contacts. */
export interface DirectoryOffice {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly contacts: readonly DirectoryContact[];
  readonly telephone?: string | undefined;
}

/** Areas and the offices that act for them; finds the offices to notify. */
export class Directory {
  readonly #areas: ReadonlyMap<string, DirectoryArea>;
  readonly #offices: ReadonlyMap<string, DirectoryOffice>;
  readonly #byId: ReadonlyMap<string, DirectoryOffice>;

  constructor(areas: readonly DirectoryArea[], offices: readonly DirectoryOffice[]) {
    this.#areas = new Map(areas.map((area) => [area.code, area]));
    this.#offices = new Map(offices.map((office) => [office.area, office]));
    this.#byId = new Map(offices.map((office) => [office.id, office]));
  }

  area(code: string): DirectoryArea | undefined {
    return this.#areas.get(code);
  }

  /** Name of an area, or its code where the register no longer has it. */
  areaName(code: string): string {
    return this.#areas.get(code)?.name ?? code;
  }

  officeFor(area: string): DirectoryOffice | undefined {
    return this.#offices.get(area);
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
  addresses(office: DirectoryOffice, roles: readonly DirectoryContact["role"][]): string[] {
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
  telephones(office: string): { role: DirectoryContact["role"] | "office"; telephone: string }[] {
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

  /** The areas directly below, along `parent`. */
  below(code: string): string[] {
    return [...this.#areas.values()].filter((area) => area.parent === code).map((area) => area.code);
  }
}
