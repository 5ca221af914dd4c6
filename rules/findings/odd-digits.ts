import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { defineFinding, type FindRequest, type Found } from "./define.ts";
import { atLeast, evenDigits } from "./digits.ts";
import { figureRows, freshScopes, tabular } from "./figures-sql.ts";

/** Fewest figures of three digits or more, months they are taken from, and probability below which a pattern is reported. */
const [FEWEST, MONTHS, CHANCE] = [60, 36, 1e-6];

interface Digits {
  readonly area: string;
  readonly figures: number;
  readonly tens: number;
  readonly large: number;
  readonly hundreds: number;
  readonly digits: readonly number[];
}

/** Last digits of an office's figures: each value once, because a closing stock is repeated as the next month's opening one. */
async function digitsOf(
  warehouse: Warehouse,
  report: FindRequest["reports"][number],
  { asOf, since, date }: FindRequest,
): Promise<Digits[]> {
  return warehouse.rows(
    `WITH figure AS (${figureRows(report, `period > CAST($date AS DATE) - to_months(${MONTHS})`)}),
     distinct_value AS (
       SELECT DISTINCT area, CAST(value AS BIGINT) AS value FROM figure
       WHERE value >= 100 AND area IN (SELECT area FROM (${freshScopes(report)}))
     ), counted AS (
       SELECT area, value % 10 AS digit, count(*) AS count FROM distinct_value GROUP BY ALL
     ), listed AS (
       SELECT area, list_transform(range(10), d -> coalesce(map_from_entries(list({'k': digit, 'v': count}))[d], 0)) AS digits
       FROM counted GROUP BY area
     )
     SELECT area, count(*) AS figures, count(*) FILTER (value % 10 = 0) AS tens, count(*) FILTER (value >= 1000) AS large,
            count(*) FILTER (value >= 1000 AND value % 100 = 0) AS hundreds, any_value(digits) AS digits
     FROM distinct_value JOIN listed USING (area) GROUP BY area HAVING count(*) >= ${FEWEST} ORDER BY area`,
    { since, as_of: asOf, date },
  );
}

async function overReports(
  warehouse: Warehouse,
  request: FindRequest,
  ask: (office: Digits) => Pick<Found, "pValue" | "evidence"> | null,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const report of tabular(request.reports)) {
    for (const office of await digitsOf(warehouse, report, request)) {
      const asked = ask(office);
      if (asked === null) continue;
      const { contract, title } = report;
      found.push({
        key: `${office.area} ${contract} ${request.date.slice(0, 4)}`,
        ...{ area: office.area, contract, period: null, pValue: asked.pValue },
        evidence: { report: title, ...asked.evidence },
      });
    }
  }
  return found;
}

/** Probability of so many round figures, the smaller of tens and hundreds; doubled for the two tests. */
function roundChance({ figures, tens, large, hundreds }: Digits): number {
  const byHundreds = large > 0 ? atLeast(hundreds, large, 0.01) : 1;
  return Math.min(1, 2 * Math.min(atLeast(tens, figures, 0.1), byHundreds));
}

/** An office rounds its figures (凑整): far more end in zeros than chance gives. */
export const roundFigures = defineFinding({
  id: "round-figures",
  title: { zh: "末位为零的数字偏多", en: "Too many round figures" },
  message: {
    zh: "{report}近三年{figures}个三位以上数字中，{tens}个是10的倍数；{large}个四位以上数字中，{hundreds}个是100的倍数",
    en: "{report}: of {figures} figures of three digits or more in three years {tens} are multiples of ten, and of {large} of four digits {hundreds} of a hundred",
  },
  question: {
    zh: "请说明数据来源（原始记录、统计台账）和汇总方法。",
    en: "Please say where the figures come from (records, ledgers) and how they are added up.",
  },
  limitations: {
    zh: "计划数、指标数本身可能是整数",
    en: "Planned and target figures are round by themselves",
  },
  basis: "末位为零的概率为十分之一，二项检验；每个数值只计一次",
  looksAt: "monthly",

  find: (warehouse, request) =>
    overReports(warehouse, request, (office) => {
      const pValue = roundChance(office);
      const { figures, tens, large, hundreds } = office;
      return pValue < CHANCE ? { pValue, evidence: { figures, tens, large, hundreds } } : null;
    }),
});

/** The last digits of an office's figures are not even (末位数字分布不均), and not because of zeros alone. */
export const unevenDigits = defineFinding({
  id: "uneven-digits",
  title: { zh: "末位数字分布不均", en: "Uneven last digits" },
  message: {
    zh: "{report}近三年{figures}个三位以上数字的末位，以{most}最多（{often}次），{least}最少（{seldom}次），平均应为{expected}次",
    en: "{report}: of {figures} figures of three digits or more in three years, {often} end in {most} and {seldom} in {least}, where {expected} each would be usual",
  },
  question: {
    zh: "请说明数据来源（原始记录、统计台账）和汇总方法。",
    en: "Please say where the figures come from (records, ledgers) and how they are added up.",
  },
  limitations: {
    zh: "变化很小的存量会重复末位数字",
    en: "Stocks that hardly change repeat their last digits",
  },
  basis: "末位数字应均匀分布，卡方检验（9个自由度）；每个数值只计一次",
  looksAt: "monthly",

  find: (warehouse, request) =>
    overReports(warehouse, request, (office) => {
      const pValue = evenDigits(office.digits);
      if (pValue >= CHANCE || roundChance(office) < CHANCE) return null;
      const [often, seldom] = [Math.max(...office.digits), Math.min(...office.digits)];
      const evidence = {
        ...{ figures: office.figures, expected: office.figures / 10, often, seldom },
        ...{ most: office.digits.indexOf(often), least: office.digits.indexOf(seldom) },
      };
      return { pValue, evidence };
    }),
});
