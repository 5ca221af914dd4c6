import { countSent } from "../../../reports/delivery/mail-counts.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { dateText, inLanguage, type Language, translate } from "../../../reports/language/index.ts";
import { type PlayedCase, playedCases } from "../../../reports/views/played-cases.ts";
import type { Tier } from "../../../rules/policy/tiers.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import type { Expectation, Scenario } from "../../simulate/scenario.ts";
import { demoDocuments } from "./demo-documents.ts";

/** The nights that a demo played, what was planted, and where its mails lie. */
export interface DemoRun extends Pick<Scenario, "shocks" | "expect"> {
  readonly days: readonly string[];
  readonly outbox: string;
  readonly dir: string;
}

/** The result of a demo: each planted shock, every other case, and where the mails are. */
export async function demoReport(opened: OpenDeployment, run: DemoRun): Promise<string> {
  const { language } = opened.noticeSetting;
  const cases = await playedCases(opened.warehouse);
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
    heading("demo.documents"),
    ...(await demoDocuments(opened, run.dir)),
    "",
    translate(language, "demo.mail", { count: await countSent(opened.warehouse), folder: run.outbox }),
    translate(language, "demo.next", {
      commands: [`npx fengsui status ${run.dir}`, `npx fengsui trace ${run.dir}`].join(" · "),
    }),
  ].join("\n");
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
