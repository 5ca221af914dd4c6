import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { makeSmallRegion } from "../../../bench/sim/small-region.ts";
import { noteArrivals } from "../../../pipeline/night/intake.ts";
import { openForLook } from "../../../pipeline/night/open-deployment.ts";
import type { ServiceEffects } from "../../../pipeline/service/place.ts";
import { Service } from "../../../pipeline/service/service.ts";
import type { Message, Sent, Transport } from "../../../reports/delivery/transport.ts";

const HEADER =
  "行政区划代码,报送月份,零报告,报告编号,企业名称,统一社会信用代码,裁减地点,报告日期,拟裁减日期,裁减人数,职工总数,减员类型";

/** A layoff report of a banner: one enterprise, one day. */
export const layoffReport = (area: string, persons: number, date: string, number = "L1"): string =>
  `${HEADER}\n${area},,否,${number},样例${area}煤业有限公司,,一号矿,${date},${date},${persons},${persons},关闭破产\n`;

/** A mail server that answers by a function of the message and the instant. */
export class AnsweringPeer implements Transport {
  readonly name = "peer";
  readonly isLocal = false;
  readonly taken: Message[] = [];

  constructor(public answer: (message: Message) => Sent | "sent" = () => "sent") {}

  async send(message: Message): Promise<Sent> {
    const end = this.answer(message);
    if (end !== "sent" && end.outcome !== "sent") return end;
    this.taken.push(message);
    return { outcome: "sent", detail: "250 accepted", stage: "text" };
  }

  close(): void {}
}

/** A service over a deployment of six offices, with a clock, a mail server and a disk of the test. */
export class ServiceDeployment {
  readonly dir = join(mkdtempSync(join(tmpdir(), "fengsui-service-")), "region");
  readonly peer = new AnsweringPeer();
  readonly printed: string[] = [];
  now: number;
  elapsed = 0;
  stopping = new AbortController();
  effects: Partial<ServiceEffects> = {};
  #service: Service | undefined;

  /** @param now the clock, in the zone of Shanghai, such as `2026-03-12 02:31` */
  constructor(now: string) {
    this.now = instant(now);
    makeSmallRegion(this.dir);
    onTestFinished(() => rmSync(join(this.dir, ".."), { recursive: true, force: true }));
  }

  /** Set the clock forward as time passes, or with `set` as a hand would. */
  at(now: string, { set = false } = {}): this {
    if (!set) this.elapsed += Math.max(0, instant(now) - this.now);
    this.now = instant(now);
    return this;
  }

  /** A file that arrives now. */
  put(office: string, name: string, content: string): this {
    mkdirSync(join(this.dir, "inbox", office), { recursive: true });
    writeFileSync(join(this.dir, "inbox", office, name), content);
    noteArrivals(this.dir, new Date(this.now).toISOString());
    return this;
  }

  /** End the process and begin a new one. */
  restart(): this {
    this.#service = undefined;
    this.stopping = new AbortController();
    return this;
  }

  service(): Service {
    this.#service ??= new Service(this.dir, {
      now: () => new Date(this.now),
      elapsed: () => this.elapsed,
      wait: async (milliseconds) => {
        this.now += milliseconds;
        this.elapsed += milliseconds;
      },
      out: (text) => void this.printed.push(text),
      err: (text) => void this.printed.push(text),
      environment: {},
      signal: this.stopping.signal,
      transport: this.peer,
      ...this.effects,
    });
    return this.#service;
  }

  /** One round; returns what was printed in it. */
  async round(now?: string): Promise<string> {
    if (now) this.at(now);
    const before = this.printed.length;
    await this.service().round();
    return this.printed.slice(before).join("\n");
  }

  async rows<Row>(sql: string): Promise<Row[]> {
    const opened = await openForLook(this.dir);
    try {
      return await opened.warehouse.rows<Row>(sql);
    } finally {
      opened.close();
    }
  }
}

const instant = (local: string): number => Date.parse(`${local.replace(" ", "T")}:00+08:00`);
