import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Act } from "../../../pipeline/acts/act.ts";
import { ActsFolder } from "../../../pipeline/acts/acts-folder.ts";
import { takeActs } from "../../../pipeline/acts/take-acts.ts";
import { addDays, shiftPeriod } from "../../../rules/calendar/periods.ts";
import { SmallDeployment } from "../../small-deployment.ts";
import { BANNERS, keepTwoLeagues } from "./two-leagues.ts";

const LAYOFFS =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** A line of a table with another value in a column. */
function withCell(table: string, line: string, column: string, value: string): string {
  const at = table.split("\n")[0]!.split(",").indexOf(column);
  const cells = line.split(",");
  while (cells.length <= at) cells.push("");
  cells[at] = value;
  return cells.join(",");
}
const CLAIMS =
  "行政区划代码,报告期,期初参保人数,本期新增参保人数,本期减少参保人数,期末参保人数,期末领取失业保险金人数,本期新增领取人数";

/** A layoff report as a story tells it. */
export interface StoryReport {
  readonly persons: number;
  /** Day on which the workers leave; the day of the report unless said. */
  readonly starts?: string;
  readonly dated?: string;
  readonly number?: string;
  readonly staff?: number;
  readonly closure?: boolean;
  readonly employer?: string;
  /** The month whose statement the report stands in; a report by itself unless said. */
  readonly month?: string;
}

/**
 * A deployment of two leagues in which stories are played with short waits, unless told otherwise: a case is lowered after two nights and is over
 * after three, and layoff cases live until the end of the month in which the workers leave. Statements of layoffs come in by themselves.
 */
export class StoryDeployment extends SmallDeployment {
  #stated = "";
  readonly #read = new Set<string>();
  #acts = 0;

  constructor({ waits = "short" }: { readonly waits?: "short" | "shipped" } = {}) {
    super("inner-mongolia");
    keepTwoLeagues(this);
    if (waits === "short") this.#shorten();
  }

  #shorten(): void {
    this.edit((policy) =>
      policy
        .replace("lowerAfterDays: 7\nliftAfterDays: 30", "lowerAfterDays: 2\nliftAfterDays: 3")
        .replace("\nbudget:", "\nepisodes: { claimsMonths: 0, reopenDays: 10 }\nbudget:"),
    );
  }

  /** Write down who sits as the head of 152921: 局长甲, away from 3 to 5 April, with 副局长乙 as deputy. */
  seat(): void {
    this.edit((offices) => {
      const indented = offices.replace(/^(?!#)/gm, "  ").replace(/ +$/gm, "");
      const seat = "{ role: head, address: head.152921@fengsui.example.org, telephone: 0470-0000-0228 }";
      return `persons:
  - { id: head, name: 局长甲, address: head@example.org, deputy: vice, away: [{ from: 2026-04-03, until: 2026-04-05 }] }
  - { id: vice, name: 副局长乙, address: vice@example.org }
offices:
${indented.replace(seat, "{ role: head, person: head }")}`;
    }, "offices.yaml");
  }

  /** Change the policy as a bureau would, between two nights. */
  edit(change: (policy: string) => string, file = "policy.yaml"): void {
    this.close();
    const before = readFileSync(join(this.dir, file), "utf8");
    const after = change(before);
    if (after === before) throw new Error(`nothing of ${file} was changed`);
    this.put(file, after);
  }

  /** Put a layoff report of a banner into its office's inbox. */
  report(area: string, day: string, report: StoryReport): void {
    const { persons, dated = day, starts = dated, number = "L1", staff = 2000 } = report;
    const { month = "", closure = false, employer = `样例${area}煤业有限公司` } = report;
    const kind = closure ? "关闭破产" : "";
    const row = `${area},${month},否,${number},${employer},,一号矿,${dated},${starts},${persons},${staff},${kind}`;
    this.put(`inbox/${area}/裁减人员报告_${day}_${number}.csv`, `${LAYOFFS}\n${row}\n`);
  }

  /** Put a table of insured persons and new claims: three years of usual months, then the counts given for the last months. */
  claims(area: string, last: string, counts: readonly number[], usual = 40): void {
    const months = Array.from({ length: 40 }, (_, back) => shiftPeriod(last, "month", -back)).reverse();
    const rows = months.map((month, at) => {
      const count = counts[at - (months.length - counts.length)] ?? usual + (at % 5);
      return [area, month.slice(0, 7), 30000, 100, 100, 30000, 300, count].join(",");
    });
    this.put(
      `inbox/${area}/失业保险月报_${last}_${counts.join("_")}.csv`,
      `${[CLAIMS, ...rows].join("\n")}\n`,
    );
  }

  /** An area bears another code from a day on, with an office of its own. */
  recode(code: string, fresh: string, day: string): void {
    this.end(code, addDays(day, -1));
    this.#add(code, fresh, day);
    this.#change(`${day},recoded,${fresh},${code}`);
  }

  /** An area becomes part of another. */
  merge(code: string, into: string, day: string): void {
    this.end(code, addDays(day, -1));
    this.#change(`${day},merged,${into},${code}`);
  }

  /** An area is split into others. */
  split(code: string, into: readonly string[], day: string): void {
    this.end(code, addDays(day, -1));
    for (const fresh of into) {
      this.#add(code, fresh, day);
      this.#change(`${day},split,${fresh},${code}`);
    }
  }

  /** An area ends on a day. */
  end(code: string, last: string): void {
    this.stating = this.stating.filter((banner) => banner !== code);
    this.edit(
      (areas) =>
        areas
          .split("\n")
          .map((line) => (line.startsWith(`${code},`) ? withCell(areas, line, "valid_to", last) : line))
          .join("\n"),
      "areas.csv",
    );
  }

  #add(code: string, fresh: string, day: string): void {
    this.stating = [...this.stating, fresh];
    this.edit((areas) => {
      const line = areas.split("\n").find((text) => text.startsWith(`${code},`))!;
      const begun = withCell(areas, withCell(areas, line, "valid_to", ""), "valid_from", day);
      const [, name = ""] = line.split(",");
      return `${areas.trimEnd()}\n${begun.replace(code, fresh).replace(name, `${name}${fresh.slice(-1)}`)}\n`;
    }, "areas.csv");
    this.edit((offices) => {
      const office = offices.split(/^(?=- id:)/m).find((text) => text.includes(`- id: "${code}"`))!;
      return `${offices.trimEnd()}\n${office.replaceAll(code, fresh)}`;
    }, "offices.yaml");
  }

  #change(line: string): void {
    this.#changes.push(line);
    this.put("area-changes.csv", `day,kind,code,former\n${this.#changes.join("\n")}\n`);
  }

  readonly #changes: string[] = [];

  /** Put the table of insured persons and new claims of one month, after those that `claims` put. */
  month(area: string, month: string, claims: number): void {
    const row = [area, month, 30000, 100, 100, 30000, 300, claims].join(",");
    this.put(`inbox/${area}/失业保险月报_${month}.csv`, `${CLAIMS}\n${row}\n`);
  }

  /** Run the nights of some days; returns each change as `date area kind tier`. */
  async nights(from: string, to = from): Promise<string[]> {
    const changes: string[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      this.#stateDue(date);
      for (const { area, kind, tierTo, reason } of (await this.night(date)).events)
        changes.push(`${date.slice(5)} ${area} ${kind} ${tierTo ?? "-"} ${reason}`);
    }
    return changes;
  }

  /** Statements of the month before, from the day by which they are due. */
  #stateDue(date: string): void {
    const month = shiftPeriod(date, "month", -1).slice(0, 7);
    if (Number(date.slice(8)) < 5 || this.#stated === month) return;
    this.#stated = month;
    if (this.isStating) this.state(month);
  }

  /** The nil statements of every banner for a month. */
  state(month: string): void {
    for (const area of this.stating)
      this.put(`inbox/${area}/裁减人员报告_零_${month}.csv`, `${LAYOFFS}\n${area},${month},是,,,,,,,,,\n`);
  }

  /** Whether the banners make their statements. */
  isStating = true;
  /** Banners that make their statements. */
  stating: readonly string[] = BANNERS;

  /** Do what a person does between nights, with the clock at noon of a day. */
  async act(day: string, act: Pick<Act, "kind"> & Readonly<Record<string, unknown>>): Promise<void> {
    const at = new Date(`${day}T04:00:0${this.#acts++ % 10}Z`);
    const opened = await this.open();
    new ActsFolder(this.dir).drop({ ...act, at: at.toISOString() } as unknown as Act, at);
    await takeActs(opened, at.toISOString());
    const [answer] = await this.rows<{ outcome: string; detail: string }>(
      "SELECT outcome, CAST(detail AS VARCHAR) AS detail FROM act ORDER BY taken_at DESC, id DESC LIMIT 1",
    );
    if (answer?.outcome !== "done") throw new Error(answer?.detail ?? "not taken");
  }

  /** The mails written since the last call: `office roles: subject`, in the order of writing. */
  async mails(): Promise<string[]> {
    const rows = await this.rows<{ id: string; office: string; recipient: string; subject: string }>(
      `SELECT delivery.id, outgoing.office, recipient, outgoing.subject FROM delivery JOIN outgoing ON outgoing.id = delivery.notice
       ORDER BY written_at, outgoing.kind DESC, outgoing.id, recipient`,
    );
    const fresh = rows.filter(({ id }) => !this.#read.has(id));
    for (const { id } of fresh) this.#read.add(id);
    const mails = new Map<string, string[]>();
    for (const { office, recipient, subject } of fresh) {
      const key = `${subject}\n${office}`;
      mails.set(key, [...(mails.get(key) ?? []), recipient.split(".")[0]!]);
    }
    return [...mails].map(([key, roles]) => {
      const [subject, office] = key.split("\n");
      return `${office} ${roles.join(",")}: ${subject}`;
    });
  }

  /** The text of the last notice about a case to an office. */
  async notice(caseId: string, office: string): Promise<string> {
    const rows = await this.rows<{ text: string; office: string; case: string }>(
      `SELECT body_text AS text, office, case_id AS "case" FROM notice ORDER BY seq DESC, night DESC`,
    );
    return rows.find((row) => row.case === caseId && row.office === office)?.text ?? "";
  }
}
