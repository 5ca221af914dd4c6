import { addDays, shiftPeriod } from "../../../../rules/calendar/periods.ts";
import type { Random } from "../../../../rules/detectors/random.ts";
import type { StoryDeployment } from "../story-deployment.ts";
import { answer, call, close, lift, link } from "./person-deeds.ts";
import { policyDeed } from "./policy-deeds.ts";
import { registerDeed } from "./register-deeds.ts";
import type { WalkRegister } from "./walk-register.ts";

/** Where a walk stands: the deployment, what the bureau wrote down, and what was reported. */
export interface Walking {
  readonly deployment: StoryDeployment;
  readonly register: WalkRegister;
  readonly random: Random;
  /** Draws who asks: what is done does not depend on it. */
  readonly actors: Random;
  /** The last day that a night covered; what is done is done on the day after. */
  date: string;
  /** The areas each firm reported from. */
  readonly firms: Map<string, string>;
  readonly reports: { area: string; number: string; persons: number; employer: string; dated: string }[];
  /** Banners whose statement is missing. */
  readonly missing: Set<string>;
  serial: number;
}

/** A deed returns what was done, for the log of the walk. */
export type Deed = (walking: Walking) => Promise<string> | string;

/** A firm's name that no other text of the walk contains. */
export const FIRM = /走访[0-9]+隐名矿业有限公司/g;

const report: Deed = (walking) => {
  const { random, firms } = walking;
  const area = pickBanner(walking);
  const serial = ++walking.serial;
  const known = [...firms].filter(([, of]) => of === area).map(([name]) => name);
  const employer =
    known.length > 0 && random.chance(0.4) ? random.pick(known) : `走访${1000 + serial}隐名矿业有限公司`;
  firms.set(employer, area);
  const persons = random.pick([15, 25, 30, 60, 60, 90, 120, 220, 350]);
  return send(walking, { area, number: `N${serial}`, persons, employer, far: random.chance(0.2) });
};

const closure: Deed = (walking) => {
  const area = pickBanner(walking);
  const employer = `走访${1000 + ++walking.serial}隐名矿业有限公司`;
  walking.firms.set(employer, area);
  const persons = walking.random.pick([210, 400, 700]);
  return send(walking, { area, number: `N${walking.serial}`, persons, employer, far: false, closure: true });
};

/** More workers than the firm has: the row is sent back, with the firm's name. */
const mistaken: Deed = (walking) => {
  const { deployment, date, firms } = walking;
  const area = pickBanner(walking);
  const number = `N${++walking.serial}`;
  const employer = `走访${1000 + walking.serial}隐名矿业有限公司`;
  firms.set(employer, area);
  deployment.report(area, addDays(date, 1), { number, employer, persons: 120, staff: 30 });
  return `mistaken report ${area} ${number}`;
};

/** The same number again, with more workers, fewer, or next to none. */
const correction: Deed = (walking) => {
  const { random, reports } = walking;
  const standing = reports.slice(-8).filter(({ area }) => isStanding(walking, area));
  if (standing.length === 0) return report(walking);
  const before = random.pick(standing);
  const persons = Math.max(1, Math.round(before.persons * random.pick([0.02, 0.3, 0.3, 0.5, 1.2, 3])));
  return send(walking, { ...before, persons, far: false });
};

interface Sent {
  readonly area: string;
  readonly number: string;
  readonly persons: number;
  readonly employer: string;
  /** The day of the report; the day on which it is sent unless said. */
  readonly dated?: string;
  readonly far: boolean;
  readonly closure?: boolean;
}

function send(walking: Walking, { far, closure = false, ...sent }: Sent): string {
  const { deployment, random, date, reports } = walking;
  const day = addDays(date, 1);
  const starts = addDays(day, far ? random.integer(40, 90) : random.integer(0, 30));
  const staff = closure || sent.persons > 300 ? Math.max(sent.persons, 400) : 2000;
  const { area, dated = day, ...content } = sent;
  deployment.report(area, day, { ...content, dated, starts, staff, closure });
  reports.push({ ...sent, dated });
  return `report ${area} ${sent.number} ${sent.persons}${closure ? " closure" : ""} from ${starts}`;
}

const claims: Deed = (walking) => {
  const { deployment, random, date } = walking;
  const area = pickBanner(walking);
  const last = shiftPeriod(`${date.slice(0, 7)}-01`, "month", -1);
  const counts = random.pick([[42], [44, 43], [130], [125, 135], [140, 141, 143], [300, 310]]);
  deployment.claims(area, last, counts);
  return `claims ${area} until ${last}: ${counts}`;
};

/** The statement of a banner stays out for some months, or comes in again. */
const statement: Deed = (walking) => {
  const { missing } = walking;
  const area = pickBanner(walking);
  if (!missing.delete(area)) missing.add(area);
  return `statement of ${area} ${missing.has(area) ? "missing" : "comes in"}`;
};

const isStanding = ({ register, date }: Walking, code: string): boolean =>
  register.banners(addDays(date, 1)).some((area) => area.code === code);

const pickBanner = ({ register, random, date }: Walking): string =>
  random.pick(register.banners(addDays(date, 1))).code;

/** Every deed with how often it is drawn; nights are drawn by the walk itself. */
export const DEEDS: readonly (readonly [weight: number, deed: Deed])[] = [
  [14, report],
  [9, correction],
  [3, closure],
  [2, mistaken],
  [5, claims],
  [2, statement],
  [9, lift],
  [4, close],
  [4, link],
  [1, call],
  [3, answer],
  [5, policyDeed],
  [10, registerDeed],
];
