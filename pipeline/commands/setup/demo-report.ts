import type { TextKey } from "../../../reports/language/catalogue.ts";
import { dateText, inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { rank, TIERS, type Tier } from "../../../rules/policy/tiers.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import type { Expectation, Scenario } from "../../simulate/scenario.ts";

export interface DemoRun extends Pick<Scenario, "shocks" | "expect"> {
  readonly days: readonly string[];
  readonly outbox: string;
  readonly dir: string;
}

/** One case of the stretch: when it opened, how high it went and when, and when it was lifted. */
interface PlayedCase {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly opened: string;
  readonly lifted: string | null;
  readonly highest: Tier;
  /** First date at each rank or above. */
  readonly reached: ReadonlyMap<Tier, string>;
}

/** What a demo found: each planted shock, every other case, and where the mails lie. */
export async function demoReport(opened: OpenDeployment, run: DemoRun): Promise<string> {
  const { language } = opened.noticeSetting;
  const cases = await playedCases(opened);
  const planted = run.expect.filter((one) => one.by <= run.days.at(-1)!);
  const near = cases.filter((one) => isConsequence(one, run, opened));
  const others = cases.filter((one) => !near.includes(one));
  const expected = new Set(planted.map((one) => `${one.area} ${one.cause}`));
  const echoes = near.filter((one) => !expected.has(`${one.area} ${one.cause}`));
  const heading = (key: TextKey, count?: number) =>
    `\n== ${translate(language, key, count === undefined ? {} : { count })} ==`;
  return [
    `\n${translate(language, "demo.title", { from: run.days[0]!, to: run.days.at(-1)!, nights: run.days.length })}`,
    heading("demo.planted"),
    ...planted.map((one) => expectationLine(one, cases, run, opened)),
    heading("demo.consequences", echoes.length),
    ...echoes.map((one) => caseLine(one, opened)),
    heading("demo.others", others.length),
    ...others.map((one) => caseLine(one, opened)),
    "",
    tally(others, language),
    translate(language, "demo.mail", { count: await mails(opened), folder: run.outbox }),
    translate(language, "demo.next", {
      commands: [`npx fengsui status ${run.dir}`, `npx fengsui trace ${run.dir}`].join(" · "),
    }),
  ].join("\n");
}

async function playedCases(opened: OpenDeployment): Promise<PlayedCase[]> {
  const rows = await opened.warehouse.rows<{
    id: string;
    area: string;
    cause: string;
    date: string;
    kind: string;
    tier: Tier | null;
  }>(
    `SELECT id, area, cause, date, kind, tier_to AS tier FROM case_event JOIN risk_case ON id = case_id ORDER BY id, seq`,
  );
  const byId = new Map<string, typeof rows>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return [...byId.values()].map((events) => {
    const { id, area, cause, date } = events[0]!;
    const first = (tier: Tier) => events.find((event) => rank(event.tier) >= rank(tier))?.date;
    const reached = new Map(TIERS.flatMap((tier) => (first(tier) ? [[tier, first(tier)!] as const] : [])));
    const lifted = events.find((event) => event.kind === "lifted")?.date ?? null;
    return { id, area, cause, opened: date, lifted, highest: [...reached.keys()].at(-1)!, reached };
  });
}

function expectationLine(
  one: Expectation,
  cases: readonly PlayedCase[],
  { shocks }: DemoRun,
  opened: OpenDeployment,
): string {
  const { language, directory } = opened.noticeSetting;
  const dates = cases
    .filter((own) => own.area === one.area && own.cause === one.cause)
    .flatMap((own) => own.reached.get(one.tier) ?? []);
  const date = [...dates].sort()[0];
  const fillings = {
    title: inLanguage(shocks.find((shock) => shock.id === one.shock)!.title, language),
    area: directory.areaName(one.area),
    risk: translate(language, `cause.${one.cause}`),
    tier: translate(language, `tier.${one.tier}`),
    from: one.from,
    by: one.by,
  };
  if (date !== undefined && date >= one.from && date <= one.by)
    return translate(language, "demo.found", { ...fillings, date });
  return translate(language, "demo.missed", {
    ...fillings,
    reached: date ?? translate(language, "demo.not-reached"),
  });
}

function caseLine(one: PlayedCase, opened: OpenDeployment): string {
  const { language, directory } = opened.noticeSetting;
  return translate(language, "demo.case", {
    case: one.id,
    area: directory.areaName(one.area),
    risk: translate(language, `cause.${one.cause}` as TextKey),
    opened: one.opened,
    tier: translate(language, `tier.${one.highest}`),
    lifted: one.lifted ? translate(language, "demo.lifted", { date: dateText(one.lifted, language) }) : "",
  });
}

/** Which risks a kind of shock leads to. */
const LEADS_TO: Readonly<Record<Scenario["shocks"][number]["kind"], readonly string[]>> = {
  closure: ["layoffs", "claims", "insured"],
  "layoff-wave": ["layoffs", "claims"],
  "claims-surge": ["claims"],
  "insured-decline": ["insured", "claims"],
};

/** A case of a risk its shock leads to, in a planted place, above it or below it, from the day the shock began. */
function isConsequence(one: PlayedCase, { shocks }: DemoRun, opened: OpenDeployment): boolean {
  const lineage = (code: string): string[] => {
    const parent = opened.noticeSetting.directory.area(code)?.parent ?? null;
    return parent === null ? [code] : [code, ...lineage(parent)];
  };
  return shocks.some(
    (shock) =>
      LEADS_TO[shock.kind].includes(one.cause) &&
      placesOf(shock).some(
        ({ area, begins }) =>
          one.opened >= begins && (lineage(one.area).includes(area) || lineage(area).includes(one.area)),
      ),
  );
}

function placesOf(shock: Scenario["shocks"][number]): { area: string; begins: string }[] {
  if (shock.kind === "closure") return [{ area: shock.area, begins: shock.received }];
  if (shock.kind === "layoff-wave")
    return shock.reports.map(({ area, received }) => ({ area, begins: received }));
  const begins = shock.kind === "claims-surge" ? `${shock.months[0]}-01` : `${shock.from}-01`;
  return shock.areas.map((area) => ({ area, begins }));
}

function tally(others: readonly PlayedCase[], language: Language): string {
  const of = (tier: Tier) => others.filter((one) => one.highest === tier);
  const months = of("III").map((one) => one.opened.slice(0, 7));
  const most = Math.max(0, ...months.map((month) => months.filter((other) => other === month).length));
  return translate(language, "demo.tally", {
    I: of("I").length,
    II: of("II").length,
    III: of("III").length,
    IV: of("IV").length,
    most,
  });
}

async function mails(opened: OpenDeployment): Promise<number> {
  const [row] = await opened.warehouse.rows<{ mails: number }>("SELECT count(*) AS mails FROM sent_log");
  return row?.mails ?? 0;
}
