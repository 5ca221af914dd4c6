/** An area as named in notices. */
export interface DirectoryArea {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly reportsTo: string | null;
}

/** A person of an office: role and mail address. */
export interface DirectoryContact {
  readonly role: "duty" | "head" | "leadership";
  readonly address: string;
}

/** An office, its area and its contacts. */
export interface DirectoryOffice {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly contacts: readonly DirectoryContact[];
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
