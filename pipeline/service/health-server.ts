import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { bilingual } from "../../reports/language/bilingual.ts";
import type { Text } from "../../rules/indicators/define.ts";
import { clockIn } from "../deployment/clock.ts";
import { type Health, healthPath, metricsPath } from "./health.ts";

/** How the state of a service is answered for. */
export interface HealthServing {
  /** Folder of the deployment. */
  readonly dir: string;
  readonly port: number;
  readonly zone: string;
  now(): Date;
  /** Minutes after which a round should have ended again: while one is under way that is long, else a few rounds. */
  patience(): number;
}

/** Addresses of this machine alone: the figures are for nobody outside. */
const LOOPBACK = "127.0.0.1";
const OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Answer `/health` (200, or 503 with the reasons) and `/metrics` on the loopback port, from the files that the last round wrote; the
 * database is never opened, and nothing but the path is read of a request.
 *
 * @throws where the port is taken
 */
export function serveHealth(serving: HealthServing): Promise<Server> {
  const listener: RequestListener = (request, response) => {
    const { status, type, body } = answerTo(request.method, request.url, serving);
    response.writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
      connection: "close",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000 }, listener);
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(serving.port, LOOPBACK, () => resolve(server));
  });
}

function answerTo(method: string | undefined, url: string | undefined, serving: HealthServing): Answer {
  if (method === "GET" || method === "HEAD") {
    if (url === "/health") return healthAnswer(serving);
    if (url === "/metrics") return metricsAnswer(serving);
  }
  return { status: 404, type: "text/plain; charset=utf-8", body: "not found\n" };
}

function healthAnswer(serving: HealthServing): Answer {
  const text = textOf(healthPath(serving.dir));
  const health = text === null ? null : parsed(text);
  const missed = missedRound(health, serving);
  if (missed === null && health !== null && text !== null)
    return { status: health.state === "ok" ? 200 : 503, type: JSON_TYPE, body: text };
  const reasons = [...(missed ? [missed] : []), ...(health?.reasons ?? [])];
  const body = { ...health, state: "trouble", reasons } satisfies Partial<Health>;
  return { status: 503, type: JSON_TYPE, body: `${JSON.stringify(body, null, 1)}\n` };
}

/** That no round has ended as it should have, since what a stopped service wrote last is no state of today; null where one has. */
function missedRound(health: Health | null, { now, patience, zone }: HealthServing): Text | null {
  if (health === null) return bilingual("health.no-file");
  const minutes = (now().getTime() - Date.parse(health.at)) / 60_000;
  return minutes > patience()
    ? bilingual("health.no-round", { at: clockIn(zone, new Date(health.at)) })
    : null;
}

function metricsAnswer({ dir }: HealthServing): Answer {
  const body = textOf(metricsPath(dir));
  return body === null
    ? { status: 503, type: OPEN_METRICS, body: "# EOF\n" }
    : { status: 200, type: OPEN_METRICS, body };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parsed(text: string): Health | null {
  try {
    return JSON.parse(text) as Health;
  } catch {
    return null;
  }
}
