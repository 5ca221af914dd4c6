import { stream } from "../../rules/detectors/random.ts";
import type { Area } from "../deployment/areas.ts";
import { normalised, seasonIndex } from "./months.ts";
import type { Scenario } from "./scenario.ts";

/** One row of the supply and demand table: an area and a month (its last day). */
export interface RecruitmentRow {
  readonly month: string;
  readonly demand: number;
  readonly seekers: number;
  readonly postings: number;
}

/**
 * The supply and demand table of one area over the months. The ratio and part of the noise are shared within its league, so that they do
 * not average out when banners are summed.
 */
export function recruitmentTable(
  area: Area,
  league: string,
  months: readonly string[],
  { recruitment }: Scenario,
  seed: number,
): RecruitmentRow[] {
  const season = normalised(recruitment.season);
  const ratio = stream(seed, league, "posts-per-seeker").between(...recruitment.ratio);
  return months.map((month) => {
    const ours = (what: string) => stream(seed, area.code, what, month);
    const shared = (what: string) => 1 + recruitment.noise * stream(seed, league, what, month).normal();
    const busy = area.weight * season[seasonIndex(month)]!;
    const seekers = ours("seekers").poisson(busy * recruitment.seekers);
    const demand = ours("demand").poisson(busy * recruitment.seekers * ratio * shared("demand"));
    const postings = ours("postings").poisson(busy * recruitment.postings * shared("postings"));
    return { month, demand, seekers, postings };
  });
}
