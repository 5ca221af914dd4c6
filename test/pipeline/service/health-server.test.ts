import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serveHealth } from "../../../pipeline/service/health-server.ts";

const AT = "2026-03-11T18:30:00.000Z";

describe("what answers on the loopback port", () => {
  let dir: string;
  let server: Server;
  let port: number;
  let now: string;
  let patience: number;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "fengsui-health-"));
    mkdirSync(join(dir, "service"));
    writeFileSync(join(dir, "fengsui.yaml"), "a secret");
    [now, patience] = ["2026-03-11T18:35:00.000Z", 15];
    const setting = { now: () => new Date(now), patience: () => patience, zone: "Asia/Shanghai" };
    server = await serveHealth({ dir, port: 0, ...setting });
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const put = (name: string, content: string) => writeFileSync(join(dir, "service", name), content);
  const state = (health: object) => put("health.json", JSON.stringify({ at: AT, ...health }));
  const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

  it("/health answers 200 while all is well", async () => {
    state({ state: "ok", reasons: [] });
    const answer = await get("/health");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await answer.json()).toEqual({ at: AT, state: "ok", reasons: [] });
    expect((await get("/health", { method: "HEAD" })).status).toBe(200);
  });

  it("/health answers 503 with the reasons in both languages where something is wrong", async () => {
    const reasons = [{ zh: "磁盘已满", en: "the disk is full" }];
    state({ state: "trouble", reasons });
    const answer = await get("/health");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ state: "trouble", reasons });
  });

  it("/health answers 503 where no round has ended for long, unless one is under way", async () => {
    state({ state: "ok", reasons: [] });
    now = "2026-03-11T18:46:00.000Z";
    const answer = await get("/health");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      state: "trouble",
      reasons: [{ en: "the service has not ended a round since 2026-03-12 02:30" }],
    });
    patience = 1440;
    expect((await get("/health")).status).toBe(200);
  });

  it.each([
    ["nothing was written yet", null],
    ["the file is broken", '{"state": "o'],
  ])("/health answers 503 where %s", async (_why, content) => {
    if (content !== null) put("health.json", content);
    const answer = await get("/health");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ state: "trouble" });
  });

  it("/metrics answers with the file as OpenMetrics, and 503 before there is one", async () => {
    expect((await get("/metrics")).status).toBe(503);
    put("metrics.prom", "# TYPE a gauge\na 1\n# EOF\n");
    const answer = await get("/metrics");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "application/openmetrics-text; version=1.0.0; charset=utf-8",
    ]);
    expect(await answer.text()).toBe("# TYPE a gauge\na 1\n# EOF\n");
  });

  /** A request as it is written here: fetch would tidy the path up first. */
  const raw = (request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(request));
      socket.on("data", (part) => {
        answer += part;
      });
      socket.on("end", () => resolve(answer)).on("error", reject);
    });

  it.each([
    "/",
    "/health/",
    "/health?all=1",
    "/../fengsui.yaml",
    "/health/../../fengsui.yaml",
    "/..%2ffengsui.yaml",
    "//127.0.0.1/health",
    "/service/health.json",
  ])("GET %s is answered with 404 and nothing of the deployment", async (path) => {
    state({ state: "ok", reasons: [] });
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer.split("\r\n\r\n")[1]).toBe("not found\n");
  });

  it("what would change something is answered with 404", async () => {
    state({ state: "ok", reasons: [] });
    expect((await get("/health", { method: "POST", body: "x" })).status).toBe(404);
    expect((await get("/metrics", { method: "DELETE" })).status).toBe(404);
  });

  it("listens on the loopback address alone", async () => {
    expect(server.address()).toMatchObject({ address: "127.0.0.1", family: "IPv4" });
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === "IPv4");
    // 127.0.0.2 is this machine too, and another address than the one listened on.
    for (const host of [outside?.address ?? "127.0.0.2", "127.0.0.2"])
      await expect(fetch(`http://${host}:${port}/health`)).rejects.toThrow();
  });

  it("a port that is taken is refused", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()));
    const taken = (other.address() as AddressInfo).port;
    const setting = { now: () => new Date(now), patience: () => 15, zone: "Asia/Shanghai" };
    await expect(serveHealth({ dir, port: taken, ...setting })).rejects.toThrow("EADDRINUSE");
    other.close();
  });
});
