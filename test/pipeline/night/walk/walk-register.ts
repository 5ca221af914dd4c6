import type { SmallDeployment } from "../../../small-deployment.ts";

/** An area of the register, and its days. */
export interface WalkArea {
  readonly code: string;
  readonly name: string;
  readonly level: "region" | "league" | "banner";
  readonly parent: string | null;
  readonly from?: string;
  readonly to?: string;
}

export type WalkRole = "duty" | "head" | "leadership";

/** An office: seats are held by persons. */
export interface WalkOffice {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly kind?: "leading-group" | "department" | "zone";
  readonly contacts: readonly { readonly role: WalkRole; readonly person: string }[];
}

export interface WalkPerson {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly deputy?: string;
  readonly away?: readonly { readonly from: string; readonly until: string }[];
}

const ROLES: readonly WalkRole[] = ["duty", "head", "leadership"];
const LEAGUES = { "150300": "乌海市", "152900": "阿拉善盟" };
const BANNERS: Readonly<Record<string, string>> = {
  "150302": "海勃湾区",
  "150303": "海南区",
  "150304": "乌达区",
  "152921": "阿拉善左旗",
  "152922": "阿拉善右旗",
  "152923": "额济纳旗",
  "152971": "阿拉善高新区",
};

/** The offices that have no duty towards enterprises, or have one without acting for the area. */
const BESIDES: readonly (readonly [kind: NonNullable<WalkOffice["kind"]>, area: string, name: string])[] = [
  ["department", "152921", "财政局"],
  ["leading-group", "152921", "就业工作领导小组办公室"],
  ["zone", "152921", "开发区管委会"],
  ["department", "150302", "工信局"],
  ["leading-group", "150300", "市就业工作领导小组办公室"],
];

/** What a bureau writes down about areas, offices and persons, kept by the walk and read by its checks: nothing here comes from the product. */
export class WalkRegister {
  areas: WalkArea[];
  offices: WalkOffice[];
  persons: WalkPerson[];
  changes: { day: string; kind: string; code: string; former: string }[] = [];

  constructor() {
    this.areas = [
      { code: "150000", name: "内蒙古自治区", level: "region", parent: null },
      ...Object.entries(LEAGUES).map(
        ([code, name]): WalkArea => ({ code, name, level: "league", parent: "150000" }),
      ),
      ...Object.entries(BANNERS).map(
        ([code, name]): WalkArea => ({ code, name, level: "banner", parent: `${code.slice(0, 4)}00` }),
      ),
    ];
    const bureaus = this.areas.map(({ code, name }) => this.#office(code, code, `${name}人社局`));
    const besides = BESIDES.map(([kind, area, name]) => ({
      ...this.#office(`${area}-${kind}`, area, name),
      kind,
    }));
    this.offices = [...bureaus, ...besides];
    // Each deputy sits in the same office, but for two banners: there the duty desk of the league stands in.
    this.persons = this.offices.flatMap(({ id }) => this.#seated(id));
  }

  #office(id: string, area: string, name: string): WalkOffice {
    return { id, area, name, contacts: ROLES.map((role) => ({ role, person: `${role}-${id}` })) };
  }

  #seated(id: string): WalkPerson[] {
    const abroad = { "152922": "duty-152900", "150303": "duty-150300" }[id];
    return ROLES.map((role) => ({
      ...{ id: `${role}-${id}`, name: `${id}${role}`, address: `${role}.${id}@walk.example.org` },
      ...(role === "duty" ? { deputy: abroad ?? `head-${id}` } : {}),
    }));
  }

  /** The banners that stand on a day. */
  banners(day: string): WalkArea[] {
    return this.areas.filter(
      ({ level, from = "", to = "9999" }) => level === "banner" && from <= day && day <= to,
    );
  }

  area(code: string): WalkArea | undefined {
    return this.areas.find((area) => area.code === code);
  }

  /** The codes of areas that an area is part of, the nearest first. */
  above(code: string): string[] {
    const parent = this.area(code)?.parent ?? null;
    return parent === null ? [] : [parent, ...this.above(parent)];
  }

  bureauOf(code: string): WalkOffice | undefined {
    return this.offices.find(({ area, kind }) => area === code && kind === undefined);
  }

  /** Where what was in an area goes on: the end of the chain of changes. */
  successor(code: string): string {
    const next = this.changes.find(
      ({ kind, former }) => former === code && (kind === "recoded" || kind === "merged"),
    );
    return next ? this.successor(next.code) : code;
  }

  /** Change an area, an office or a person in place. */
  end(code: string, to: string): void {
    this.areas = this.areas.map((area) => (area.code === code ? { ...area, to } : area));
  }

  /** Found a bureau with persons of its own. */
  found(code: string, name: string): void {
    this.offices = [...this.offices, this.#office(code, code, `${name}人社局`)];
    this.persons = [...this.persons, ...this.#seated(code)];
  }

  person(id: string, change: Partial<WalkPerson>): void {
    this.persons = this.persons.map((person) => (person.id === id ? { ...person, ...change } : person));
  }

  /** The addresses of an office's seats of some roles on a day; a seat that nobody holds has none. */
  addresses({ contacts }: WalkOffice, roles: readonly WalkRole[], day: string): string[] {
    const held = contacts.filter(({ role }) => roles.includes(role));
    return [...new Set(held.flatMap(({ person }) => this.#acting(person, day)?.address ?? []))];
  }

  #acting(id: string | undefined, day: string): WalkPerson | undefined {
    const person = this.persons.find((known) => known.id === id);
    if (!person) return undefined;
    const isAway = person.away?.some(({ from, until }) => from <= day && day <= until);
    return isAway ? this.#acting(person.deputy, day) : person;
  }

  /** Write everything into the deployment's folder. */
  write(deployment: SmallDeployment): void {
    deployment.close();
    const areas = this.areas.map(({ code, name, level, parent, from = "", to = "" }) =>
      [code, name, "", "", level, parent ?? "", "", level === "banner" ? 10000 : "", from, to].join(),
    );
    const header = "code,name,name_en,alias,level,parent,reports_to,weight,valid_from,valid_to";
    deployment.put("areas.csv", `${[header, ...areas].join("\n")}\n`);
    deployment.drop("map.csv");
    const changes = this.changes.map(({ day, kind, code, former }) => [day, kind, code, former].join());
    deployment.put("area-changes.csv", `${["day,kind,code,former", ...changes].join("\n")}\n`);
    deployment.put(
      "offices.yaml",
      `persons: ${JSON.stringify(this.persons)}\noffices: ${JSON.stringify(this.offices)}\n`,
    );
  }
}
