import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";

/** Insured at the beginning of every month of a banner that neither grows nor shrinks. */
export const OPENING = 60_000;

/** Figures of a month that differ from the usual ones. */
export type Figures = Partial<Record<"opening" | "removed" | "claims" | "beneficiaries", number>>;

/** A month of the banner's insurance table. */
export function month(period: string, figures: Figures = {}): string {
  const wobble = (Number(period.slice(2, 4)) + Number(period.slice(5)) * 7) % 5;
  const { opening = OPENING, removed = 600, claims = 38 + wobble, beneficiaries = 450 } = figures;
  return ["150203", period, opening, 600, removed, opening + 600 - removed, beneficiaries, claims].join(",");
}

/** Months in a row, the last one not included. */
export const monthsFrom = (first: string, end: string): string[] => {
  const indexOf = (period: string) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
  return Array.from({ length: indexOf(end) - indexOf(first) }, (_, at) => {
    const index = indexOf(first) + at;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  });
};

/** A small deployment in which one banner has sent three usual years of its insurance table. */
export class InsuranceBanner extends SmallDeployment {
  async begin(): Promise<void> {
    const rows = monthsFrom("2023-06", "2026-06").map((period) => month(period));
    this.put("inbox/150203/失业保险月报_往年.csv", `${HEADER}\n${rows.join("\n")}\n`);
    await this.night("2026-06-10");
  }

  /** Send months, and run the night of that date. */
  async send(date: string, ...rows: readonly string[]): Promise<void> {
    this.put(`inbox/150203/失业保险月报_${date}.csv`, `${HEADER}\n${rows.join("\n")}\n`);
    await this.night(date);
  }

  /** Findings, as `KIND PERIOD ANSWER`. */
  async findings(): Promise<string[]> {
    const rows = await this.rows<{ text: string }>(
      `SELECT concat_ws(' ', kind, strftime(period, '%Y-%m'), coalesce(verdict, 'open')) AS text FROM finding_state ORDER BY id`,
    );
    return rows.map(({ text }) => text);
  }

  /** The verdict of a rule in an area on a date: its tier, and the questions it says to rest on. */
  async verdict(date: string, rule: string, area = "150203"): Promise<{ tier: string; questions: string[] }> {
    const [row] = await this.rows<{ tier: string; questions: string[] | null }>(
      `SELECT tier, CAST(json_extract_string(facts, '$.inQuestion[*].kind') AS VARCHAR[]) AS questions
       FROM verdict WHERE date = DATE '${date}' AND rule = '${rule}' AND area = '${area}' AND occasion IS NULL`,
    );
    return { tier: row!.tier, questions: row!.questions ?? [] };
  }
}
