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

/** One case of the played nights: when it opened, which tiers it reached and when, and when it was lifted. */
interface PlayedCase {
  readonly id: string;
  readonly area: string;
  readonly cause: string;
  readonly opened: string;
  readonly lifted: string | null;
  readonly highest: Tier;
  /** First date at each tier or above. */
  readonly reached: ReadonlyMap<Tier, string>;
}

/** The result of a demo: each planted shock, every other case, and where the mails are. */
export async function demoReport(opened: OpenDeployment, run: DemoRun): Promise<string> {
  const { language } = opened.noticeSetting;
  const cases = await playedCases(opened);
  const planted = run.expect.filter((expectation) => expectation.by <= run.days.at(-1)!);
  const near = cases.filter((playedCase) => isConsequence(playedCase, run, opened));
  const others = cases.filter((playedCase) => !near.includes(playedCase));
  const expected = new Set(planted.map((expectation) => `${expectation.area} ${expectation.cause}`));
  const echoes = near.filter((playedCase) => !expected.has(`${playedCase.area} ${playedCase.cause}`));
  const heading = (key: TextKey, count?: number) =>
    `\n== ${translate(language, key, count === undefined ? {} : { count })} ==`;
  return [
    `\n${translate(language, "demo.title", { from: run.days[0]!, to: run.days.at(-1)!, nights: run.days.length })}`,
    heading("demo.planted"),
    ...planted.map((expectation) => expectationLine(expectation, cases, run, opened)),
    heading("demo.consequences", echoes.length),
    ...echoes.map((playedCase) => caseLine(playedCase, opened)),
    heading("demo.others", others.length),
    ...others.map((playedCase) => caseLine(playedCase, opened)),
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
  expectation: Expectation,
  cases: readonly PlayedCase[],
  { shocks }: DemoRun,
  opened: OpenDeployment,
): string {
  const { language, directory } = opened.noticeSetting;
  const dates = cases
    .filter((playedCase) => playedCase.area === expectation.area && playedCase.cause === expectation.cause)
    .flatMap((playedCase) => playedCase.reached.get(expectation.tier) ?? []);
  const date = [...dates].sort()[0];
  const fillings = {
    title: inLanguage(shocks.find((shock) => shock.id === expectation.shock)!.title, language),
    area: directory.areaName(expectation.area),
    risk: translate(language, `cause.${expectation.cause}`),
    tier: translate(language, `tier.${expectation.tier}`),
    from: expectation.from,
    by: expectation.by,
  };
  if (date !== undefined && date >= expectation.from && date <= expectation.by)
    return translate(language, "demo.found", { ...fillings, date });
  return translate(language, "demo.missed", {
    ...fillings,
    reached: date ?? translate(language, "demo.not-reached"),
  });
}

function caseLine(playedCase: PlayedCase, opened: OpenDeployment): string {
  const { language, directory } = opened.noticeSetting;
  return translate(language, "demo.case", {
    case: playedCase.id,
    area: directory.areaName(playedCase.area),
    risk: translate(language, `cause.${playedCase.cause}` as TextKey),
    opened: playedCase.opened,
    tier: translate(language, `tier.${playedCase.highest}`),
    lifted: playedCase.lifted
      ? translate(language, "demo.lifted", { date: dateText(playedCase.lifted, language) })
      : "",
  });
}

/** Which risks a kind of shock leads to. */
const LEADS_TO: Readonly<Record<Scenario["shocks"][number]["kind"], readonly string[]>> = {
  closure: ["layoffs", "claims", "insured"],
  "layoff-wave": ["layoffs", "claims"],
  "claims-surge": ["claims"],
  "insured-decline": ["insured", "claims"],
};

/** Whether a case follows from a planted shock: its risk, its area (or one above or below) and its date all fit. */
function isConsequence(playedCase: PlayedCase, { shocks }: DemoRun, opened: OpenDeployment): boolean {
  const lineage = (code: string): string[] => {
    const parent = opened.noticeSetting.directory.area(code)?.parent ?? null;
    return parent === null ? [code] : [code, ...lineage(parent)];
  };
  return shocks.some(
    (shock) =>
      LEADS_TO[shock.kind].includes(playedCase.cause) &&
      placesOf(shock).some(
        ({ area, begins }) =>
          playedCase.opened >= begins &&
          (lineage(playedCase.area).includes(area) || lineage(area).includes(playedCase.area)),
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
  const of = (tier: Tier) => others.filter((playedCase) => playedCase.highest === tier);
  const months = of("III").map((playedCase) => playedCase.opened.slice(0, 7));
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
