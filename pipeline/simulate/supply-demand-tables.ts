import { stream } from "../../rules/detectors/random.ts";
import { allocate } from "./allocate.ts";
import type { Cells } from "./layout.ts";
import type { RecruitmentRow } from "./recruitment-table.ts";
import type { Scenario } from "./scenario.ts";

/** Figures of a row of the supply and demand tables; null where a table does not have them. */
const FIGURES = ["demand_carried", "demand_new", "seekers_carried", "seekers_new"] as const;
type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;
type Shares = Readonly<Record<string, number>>;

/** Usual shares of a market by industry, employer, occupation and kind of seeker; the shares of a league vary around them. */
const SECTIONS: Shares = {
  ...{
    A: 4,
    B: 7,
    C: 22,
    D: 4,
    E: 11,
    F: 13,
    G: 6,
    H: 11,
    I: 3,
    J: 2,
    K: 3,
    L: 4,
    M: 1,
    N: 1,
    O: 5,
    P: 1,
    Q: 1,
  },
  ...{ R: 1, S: 1 },
};
const EMPLOYERS: Shares = {
  ...{
    state: 8,
    collective: 1,
    joint: 1,
    limited: 34,
    joint_stock: 9,
    private: 30,
    other_domestic: 2,
    foreign: 2,
  },
  ...{ self_employed: 11, agency: 1, institution: 1 },
};
const OCCUPATIONS: Shares = {
  ...{
    推销展销人员: 14,
    餐厅服务员: 13,
    机械冷加工工: 9,
    矿山采掘工: 6,
    建筑工程施工人员: 10,
    保安员: 8,
    机动车驾驶员: 9,
  },
  ...{ 电工: 7, 财会人员: 8, 行政办公人员: 9, 计算机操作员: 4, 保洁员: 3 },
};
const SEEKERS: Shares = {
  ...{
    new_youth: 24,
    turned_unemployed: 26,
    other_unemployed: 16,
    in_work: 8,
    laid_off: 3,
    retired: 2,
    in_school: 2,
  },
  ...{ local_rural: 13, from_elsewhere: 6 },
};
const SECTOR_OF = (section: string) =>
  section === "A" ? "primary" : "BCDE".includes(section) ? "secondary" : "tertiary";
/** Number of rows in the tables of the largest gaps. */
const GAPS = 10;

/**
 * A quarter's tables of supply and demand of one area (职业供求状况表1至表8), from the months of the banners below it.
 *
 * New are the posts and seekers that its banners registered in three months; carried over are those left from the month before. Every
 * table sums to the first.
 *
 * @param before the banners' rows of the month before the quarter
 */
export function supplyDemandTables(
  area: string,
  quarter: string,
  before: readonly RecruitmentRow[],
  months: readonly RecruitmentRow[],
  { supplyDemand: { newShare } }: Scenario,
  seed: number,
): Cells[] {
  const sum = (rows: readonly RecruitmentRow[], what: "demand" | "seekers", share: number) =>
    Math.round(share * rows.reduce((total, row) => total + row[what], 0));
  const all: Figures = {
    demand_carried: sum(before, "demand", 1 - newShare),
    demand_new: sum(months, "demand", newShare),
    seekers_carried: sum(before, "seekers", 1 - newShare),
    seekers_new: sum(months, "seekers", newShare),
  };
  const split = (what: string, shares: Shares) => splitBy(all, variedShares(shares, area, what, seed));
  const sections = split("sections", SECTIONS);
  const occupations = split("occupations", OCCUPATIONS);
  const row = (table_no: number, category: string, figures: Figures, occupation: string | null = null) =>
    rowCells({ area, period: quarter, table_no, category, occupation }, figures);
  const jobs = (table: number, listed: readonly (readonly [string, Figures])[]) =>
    listed.map(([name, figures]) => row(table, "by_occupation", figures, name));
  const gap = ({ demand_carried, demand_new, seekers_carried, seekers_new }: Figures) =>
    demand_carried + demand_new - seekers_carried - seekers_new;
  const byGap = [...occupations].sort(([, a], [, b]) => gap(b) - gap(a));
  return [
    row(1, "total", all),
    ...sectors(sections).map(([name, figures]) => row(2, name, figures)),
    ...sections.map(([name, figures]) => row(3, name, figures)),
    ...split("employers", EMPLOYERS).map(([name, figures]) => without("seekers", row(4, name, figures))),
    ...jobs(5, occupations),
    ...jobs(6, byGap.filter(([, figures]) => gap(figures) > 0).slice(0, GAPS)),
    ...jobs(
      7,
      byGap
        .filter(([, figures]) => gap(figures) < 0)
        .reverse()
        .slice(0, GAPS),
    ),
    ...split("seeker-kinds", SEEKERS).map(([name, figures]) => without("demand", row(8, name, figures))),
  ];
}

/** The usual shares, each moved by up to a third for one area and figure. */
function variedShares(shares: Shares, area: string, what: string, seed: number) {
  return (figure: string): Shares => {
    const random = stream(seed, area, what, figure.split("_")[0]!);
    return Object.fromEntries(
      Object.entries(shares).map(([name, share]) => [name, share * random.between(0.67, 1.33)]),
    );
  };
}

function splitBy(all: Figures, sharesOf: (figure: string) => Shares): [string, Figures][] {
  const names = Object.keys(sharesOf(FIGURES[0]));
  const parts = FIGURES.map((figure) => allocate(all[figure], Object.values(sharesOf(figure))));
  return names.map((name, index) => [
    name,
    Object.fromEntries(FIGURES.map((figure, at) => [figure, parts[at]![index]!])) as Figures,
  ]);
}

function sectors(sections: readonly (readonly [string, Figures])[]): [string, Figures][] {
  return ["primary", "secondary", "tertiary"].map((sector) => {
    const members = sections.filter(([section]) => SECTOR_OF(section) === sector);
    const sum = (figure: keyof Figures) => members.reduce((total, [, figures]) => total + figures[figure], 0);
    return [sector, Object.fromEntries(FIGURES.map((figure) => [figure, sum(figure)])) as Figures];
  });
}

const rowCells = (place: Cells, figures: Figures): Cells => ({
  ...place,
  ...figures,
  demand: figures.demand_carried + figures.demand_new,
  seekers: figures.seekers_carried + figures.seekers_new,
});

const without = (what: "demand" | "seekers", cells: Cells): Cells => ({
  ...cells,
  ...{ [what]: null, [`${what}_carried`]: null, [`${what}_new`]: null },
});
