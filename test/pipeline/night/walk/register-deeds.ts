import { addDays } from "../../../../rules/calendar/periods.ts";
import type { Deed, Walking } from "./walk-deeds.ts";
import type { WalkArea } from "./walk-register.ts";

/** Areas stay enough for cases to meet. */
const FEWEST = 4;

const standing = ({ register, date }: Walking): WalkArea[] => register.banners(addDays(date, 1));

/** Areas that end tonight stood until yesterday at the latest: none that began tomorrow. */
const mayEnd = (walking: Walking): WalkArea[] =>
  standing(walking).filter(({ from = "" }) => from <= walking.date);

/** A banner gets another code, and its office goes on under it. */
const recode: Deed = (walking) => {
  const banner = walking.random.pick(mayEnd(walking));
  return recoded(walking, banner, addDays(walking.date, 1));
};

function recoded({ register, date, ...walking }: Walking, banner: WalkArea, day: string): string {
  const code = freshCode(register.areas, banner);
  if ((banner.to ?? "9999") >= day) register.end(banner.code, addDays(day, -1));
  const { to: _to, ...area } = banner;
  register.areas = [...register.areas, { ...area, code, from: day }];
  register.changes = [...register.changes, { day, kind: "recoded", code, former: banner.code }];
  register.offices = register.offices.map((office) =>
    office.area === banner.code
      ? { ...office, area: code, id: office.id.replace(banner.code, code) }
      : office,
  );
  for (const firm of [...walking.firms]) if (firm[1] === banner.code) walking.firms.set(firm[0], code);
  return `${banner.code} recoded ${code} from ${day}`;
}

/** A banner becomes part of another; its offices are given up. */
const merge: Deed = (walking) => {
  const { register, random, date } = walking;
  if (standing(walking).length <= FEWEST) return splitOff(walking);
  const ended = random.pick(mayEnd(walking));
  const kept = random.pick(standing(walking).filter(({ code }) => code !== ended.code));
  const day = addDays(date, 1);
  register.end(ended.code, date);
  register.changes = [...register.changes, { day, kind: "merged", code: kept.code, former: ended.code }];
  register.offices = register.offices.filter(({ area }) => area !== ended.code);
  return `${ended.code} merged into ${kept.code} from ${day}`;
};

/** A new banner is split off from one that goes on. */
const splitOff: Deed = (walking) => {
  const { register, random, date } = walking;
  const banner = random.pick(mayEnd(walking));
  const code = freshCode(register.areas, banner);
  const day = addDays(date, 1);
  register.areas = [...register.areas, { ...banner, code, name: `新区${code}`, from: day }];
  register.changes = [...register.changes, { day, kind: "split", code, former: banner.code }];
  register.found(code, `新区${code}`);
  return `${code} split from ${banner.code}`;
};

/** Banners that ended and of which nobody has said what became. */
const lost = ({ register, date }: Walking): WalkArea[] =>
  register.areas.filter(
    ({ code, level, to }) =>
      level === "banner" &&
      to !== undefined &&
      to <= date &&
      !register.changes.some(({ former, kind }) => former === code && kind !== "split"),
  );

/** A banner ends without a word on what became of it; a later deed puts that right. */
const remove: Deed = (walking) => {
  const { register, random, date } = walking;
  const [gone] = lost(walking);
  if (gone) return recoded(walking, gone, addDays(gone.to!, 1));
  if (standing(walking).length <= FEWEST) return splitOff(walking);
  const banner = random.pick(mayEnd(walking));
  register.end(banner.code, date);
  return `${banner.code} removed`;
};

/** An office gets another address. */
const readdress: Deed = ({ register, random, serial }) => {
  const person = random.pick(register.persons);
  const address = `${random.integer(100, 999)}x${serial}.${person.id}@walk.example.org`;
  register.person(person.id, { address });
  return `${person.id} is ${address}`;
};

/** A person is away for some days; now and then a whole office is. */
const leave: Deed = ({ register, random, date }) => {
  const away = [{ from: addDays(date, 1), until: addDays(date, random.integer(1, 12)) }];
  const office = random.pick(register.offices);
  const all = office.contacts.map(({ person }) => person);
  const leaving = random.chance(0.15) ? all : [all[0]!];
  for (const person of leaving) register.person(person, { away });
  return `away until ${away[0]!.until}: ${leaving}`;
};

const freshCode = (areas: readonly WalkArea[], { parent }: WalkArea): string =>
  `${Number(`${parent!.slice(0, 4)}80`) + areas.filter((area) => area.parent === parent).length}`;

const KINDS: readonly Deed[] = [recode, merge, merge, splitOff, remove, readdress, readdress, leave, leave];

/** A change of areas, offices or persons, written down for the next night. */
export const registerDeed: Deed = async (walking) => {
  const done = await walking.random.pick(KINDS)(walking);
  walking.register.write(walking.deployment);
  return done;
};
