import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Effects } from "../../../../pipeline/commands/console/effects.ts";
import { main } from "../../../../pipeline/main.ts";
import { ServiceDeployment } from "../../service/service-deployment.ts";

/** A port that nothing listens on. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A service on a port, until it is stopped; `printed` is what it prints. */
function serve(dir: string) {
  const stopping = new AbortController();
  const printed: string[] = [];
  let onPrinted: () => void = () => undefined;
  const print = (text: string) => {
    printed.push(text);
    onPrinted();
  };
  const effects: Effects = {
    ...{ now: () => new Date("2026-03-12T00:00:00Z"), out: print, err: print, wait: async () => undefined },
    stopSignal: () => stopping.signal,
  };
  const ended = main(["serve", dir], effects);
  const until = (text: string) =>
    new Promise<void>((resolve) => {
      onPrinted = () => printed.some((line) => line.includes(text)) && resolve();
      onPrinted();
    });
  return { stopping, printed, ended, until };
}

async function withPort(port: number): Promise<string> {
  const { dir } = new ServiceDeployment("2026-03-12 08:00");
  appendFileSync(join(dir, "fengsui.yaml"), `service: { port: ${port} }\n`);
  return dir;
}

describe("fengsui serve with a port", () => {
  it("answers on it while it runs, and no longer when it has stopped", async () => {
    const port = await freePort();
    const dir = await withPort(port);
    const { stopping, printed, ended, until } = serve(dir);
    await until("值守服务已启动");
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    const written = readFileSync(join(dir, "service", "health.json"), "utf8");
    expect([answer.status, await answer.text()]).toEqual([200, written]);
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain("fengsui_trouble 0\n");
    const health = JSON.parse(written);
    writeFileSync(
      join(dir, "service", "health.json"),
      JSON.stringify({ ...health, at: "2026-03-11T23:00:00Z" }),
    );
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(503);
    stopping.abort();
    expect(await ended, printed.join("\n")).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });

  it("a port that is taken is named, and the service runs without", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const { stopping, printed, ended, until } = serve(await withPort(port));
    await until("值守服务已启动");
    stopping.abort();
    expect(await ended).toBe(0);
    other.close();
    expect(printed.join("\n")).toMatch(new RegExp(`端口 ${port} 不能使用.*EADDRINUSE`));
    expect(printed.join("\n")).toContain("夜间处理完成");
  });
});
