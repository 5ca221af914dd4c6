import { yearsEarlier } from "../../rules/calendar/periods.ts";
import type { EventFacts } from "../../rules/cases/case-event.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";

/** A notice as it was sent, with the change it is about. */
interface SentNotice {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly subject: string;
  readonly body: string;
  readonly area: string;
  readonly rule: string;
  readonly kind: string;
  readonly period: string;
  readonly asOf: string;
  readonly facts: string;
}

/** What reading notices back found: figures that differ from the warehouse's, and how many were compared, by rule. */
export interface ReadBack {
  readonly differing: readonly string[];
  readonly compared: Readonly<Record<string, number>>;
}

const INDICATORS: Readonly<Record<string, string>> = {
  ...{
    "new-claims-surge": "new-claims",
    "claims-unusual": "new-claims",
    "claims-small-counts": "new-claims",
  },
  ...{ "insured-drift": "insured-persons", "insured-decline": "insured-persons" },
};

/** Every notice of a warehouse, each with its change. */
export async function sentNotices(warehouse: Warehouse): Promise<SentNotice[]> {
  const event = `case_id AS "caseId", seq, subject, body_text AS body, area, rule, kind, period, CAST(as_of AS VARCHAR) AS "asOf", CAST(facts AS VARCHAR) AS facts`;
  const notices = await warehouse.rows<SentNotice>(
    `SELECT notice.id, ${event}
     FROM notice JOIN case_event USING (case_id, seq) JOIN risk_case ON risk_case.id = case_id JOIN night ON night.id = notice.night
     ORDER BY notice.id`,
  );
  const gathered = await warehouse.rows<SentNotice>(
    `SELECT letter.id, ${event.replace("kind", "case_event.kind AS kind")}
     FROM letter JOIN gathered_change ON gathered_change.letter = letter.id AND in_full JOIN case_event USING (case_id, seq)
     JOIN risk_case ON risk_case.id = case_id JOIN night ON night.id = letter.night ORDER BY letter.id, case_id, seq`,
  );
  return [...notices, ...gathered.map(ofItsBlock)];
}

/** A change in a letter of several, with the subject and the lines of its own block. */
function ofItsBlock(notice: SentNotice): SentNotice {
  const which = notice.seq === 1 ? "首次提示" : `第${notice.seq}次提示`;
  const block = notice.body
    .split("\n\n")
    .find((text) => text.startsWith("【") && text.includes(`预警事项：${notice.caseId}号，${which}`));
  const lines = (block ?? "").split("\n").map((line) => line.trim());
  return { ...notice, subject: lines[0] ?? "", body: lines.join("\n") };
}

/** Hold the sentence of each notice against the figures that the warehouse had that night, each under the name printed beside it. */
export async function readBack(warehouse: Warehouse, notices: readonly SentNotice[]): Promise<ReadBack> {
  const differing: string[] = [];
  const compared: Record<string, number> = {};
  for (const notice of notices) {
    const printed = /^警示事项：(.*)$/mu.exec(notice.body)?.[1] ?? "";
    for (const { name, figure, known, atMost } of await figuresOf(warehouse, notice, printed)) {
      compared[notice.rule] = (compared[notice.rule] ?? 0) + 1;
      const agrees = atMost
        ? figure <= known && printed.includes("只计各期均有数据的地区")
        : figure === known;
      if (!agrees) differing.push(`${notice.id} ${name}: ${figure} printed, ${known} known; ${printed}`);
    }
  }
  return { differing, compared };
}

/** Cases whose title changed at a notice that raised nothing: a title is that of the rule that opened the case, or by which it rose. */
export function retitled(notices: readonly SentNotice[]): string[] {
  const titles = new Map<string, { readonly seq: number; readonly title: string }>();
  return notices
    .map((notice) => ({
      ...notice,
      title: /^.* · (.*?)。/mu.exec(notice.body)?.[1] ?? notice.subject,
    }))
    .sort((a, b) => a.caseId.localeCompare(b.caseId) || a.seq - b.seq)
    .flatMap(({ caseId, seq, kind, title, subject }) => {
      const before = titles.get(caseId);
      titles.set(caseId, { seq, title });
      return before && before.title !== title && kind !== "raised" ? [subject] : [];
    });
}

interface Compared {
  readonly name: string;
  readonly figure: number;
  readonly known: number;
  /** The figure is of some places only, and says so. */
  readonly atMost?: boolean;
}

const numberOf = (text: string | undefined): number => Number((text ?? "").replaceAll(",", ""));

async function figuresOf(warehouse: Warehouse, notice: SentNotice, printed: string): Promise<Compared[]> {
  if (notice.rule === "single-layoff") return layoffFigures(warehouse, notice, printed);
  const indicator = INDICATORS[notice.rule];
  if (!indicator) return [];
  const { shown } = JSON.parse(notice.facts) as EventFacts;
  const periods = shown?.periods ?? [notice.period];
  const sum = (some: readonly string[]) => sumOf(warehouse, notice, indicator, some);
  const atMost = shown?.base.samePlaces === true;
  const count = /(?:新增领取失业保险金|参保人数(?:平均)?约?)([\d,]+)人/u.exec(printed);
  const now = (await sum(periods)) / (notice.rule === "insured-decline" ? periods.length : 1);
  const found: Compared[] = [
    { name: "figure", figure: numberOf(count?.[1]), known: Math.round(now), atMost },
  ];
  const lastYear = /(?:，上年同期(?:（[^）]*）)?|；上年同期为)([\d,]+)人/u.exec(printed);
  const before = await sum(periods.map((period) => yearsEarlier(period, "month", 1)));
  if (lastYear) found.push({ name: "last year's", figure: numberOf(lastYear[1]), known: before, atMost });
  const change = /，(增长|下降)([\d.]+)%/u.exec(printed);
  if (change && shown?.expected && notice.rule !== "insured-drift" && !atMost) {
    const percent = (100 * (now - shown.expected)) / Math.max(shown.expected, 1);
    const decimals = change[2]!.split(".")[1]?.length ?? 0;
    const known = Number(Math.abs(percent).toFixed(decimals));
    found.push({
      name: "change",
      figure: Number(change[2]) * (change[1] === "增长" ? 1 : -1),
      known: Math.sign(percent) * known,
    });
  }
  return found;
}

async function sumOf(
  warehouse: Warehouse,
  { area, asOf }: SentNotice,
  indicator: string,
  periods: readonly string[],
): Promise<number> {
  const [row] = await warehouse.rows<{ total: number | null }>(
    `SELECT sum(numerator) AS total FROM observation_as_of(CAST($as_of AS TIMESTAMP))
     WHERE indicator = $indicator AND area = $area AND period_kind = 'month' AND CAST(period AS VARCHAR) IN (SELECT unnest($periods))`,
    { as_of: asOf, indicator, area, periods: [...periods] },
  );
  return row?.total ?? Number.NaN;
}

async function layoffFigures(warehouse: Warehouse, notice: SentNotice, printed: string): Promise<Compared[]> {
  const persons = /(?:拟裁减|涉及职工)([\d,]+)人/u.exec(printed);
  const employer = /^(.*?)近30日内/u.exec(printed)?.[1];
  if (!persons || !employer || employer === "某企业") return [];
  const [row] = await warehouse.rows<{ persons: number; staff: number | null }>(
    `SELECT sum(workers_affected) AS persons, max(workers_employed) AS staff FROM layoff_report_as_of(CAST($as_of AS TIMESTAMP))
     WHERE area = $area AND employer = $employer AND received_on > CAST($period AS DATE) - 30 AND received_on <= CAST($period AS DATE)`,
    { as_of: notice.asOf, area: notice.area, employer, period: notice.period },
  );
  const staff = /(?:（职工|职工总数)([\d,]+)人/u.exec(printed);
  return [
    { name: "persons", figure: numberOf(persons[1]), known: row?.persons ?? Number.NaN },
    ...(staff ? [{ name: "staff", figure: numberOf(staff[1]), known: row?.staff ?? Number.NaN }] : []),
  ];
}
