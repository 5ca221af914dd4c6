import { SmallDeployment } from "../../small-deployment.ts";
import { monthsFrom } from "./insurance-banner.ts";

const HEADER =
  "行政区划代码,报告期,新增就业口径,城镇新增就业人数,失业人员再就业人数,就业困难人员就业人数,农牧民转移就业人次,期末登记失业人数,期末城镇就业人数";

/** Figures of a month that differ from the usual ones. */
export type Figures = Partial<Record<"jobs" | "unemployed" | "employed", number>>;

/** A month of a banner's employment statistics: 95 new jobs a month. */
export function month(period: string, figures: Figures = {}, area = "150203"): string {
  const of = Number(period.slice(5));
  const wobble = (Number(period.slice(2, 4)) + of * 7) % 5;
  const { jobs = 95 * of, unemployed = 880 + wobble, employed = 24_000 + 10 * wobble } = figures;
  return [area, period, "来源口径", jobs, 30 * of, 12 * of, 40 * of, unemployed, employed].join(",");
}

/** A small deployment in which one banner, or the banners of a league, have sent their employment statistics. */
export class EmploymentBanner extends SmallDeployment {
  readonly #sender: string;
  readonly #areas: readonly string[];

  constructor(sender = "150203", areas: readonly string[] = [sender]) {
    super();
    this.#sender = sender;
    this.#areas = areas;
  }

  /** The months up to one, which is not included. */
  async begin(end: string): Promise<void> {
    const rows = monthsFrom("2024-01", end).flatMap((period) =>
      this.#areas.map((area) => month(period, {}, area)),
    );
    this.put(`inbox/${this.#sender}/就业统计月报_往年.csv`, `${HEADER}\n${rows.join("\n")}\n`);
    await this.night(`${end}-10`);
  }

  /** Send a month with an explanation beside it, and run the night of that date. */
  async explain(date: string, row: string, words: string): Promise<void> {
    this.put(`inbox/${this.#sender}/就业统计月报_${date}.csv`, `${HEADER},更正说明\n${row},${words}\n`);
    await this.night(date);
  }

  /** Send months, and run the night of that date. */
  async send(date: string, ...rows: readonly string[]): Promise<void> {
    this.put(`inbox/${this.#sender}/就业统计月报_${date}.csv`, `${HEADER}\n${rows.join("\n")}\n`);
    await this.night(date);
  }

  /** Findings, as `KIND PERIOD ANSWER`. */
  async findings(): Promise<string[]> {
    const rows = await this.rows<{ text: string }>(
      `SELECT concat_ws(' ', kind, strftime(period, '%Y-%m'), coalesce(verdict, 'open')) AS text FROM finding_state ORDER BY id`,
    );
    return rows.map(({ text }) => text);
  }
}
