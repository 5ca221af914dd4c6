import { fstatSync, readFileSync, writeSync } from "node:fs";
import { ANSWERS, type ChildLine, FILE } from "./protocol.ts";

/** How often a process that nobody limits measures itself, in milliseconds. */
const EVERY = 10;

/** Whether the system limits the address space of this process. */
export function isLimited(limits: () => string = () => readFileSync("/proc/self/limits", "utf8")): boolean {
  try {
    return /^Max address space\s+\d/m.test(limits());
  } catch {
    return false;
  }
}

/**
 * Measure this process again and again, where the system does not limit it, and end it when it holds more memory or has written a larger
 * file than it may. What it can take in the time between two looks comes on top.
 */
export function watchMemory(
  most: { readonly bytes: number; readonly fileBytes: number },
  hasFile: boolean,
): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > most.bytes) end({ stopped: "memory" });
    if (hasFile && fstatSync(FILE).size > most.fileBytes) end({ stopped: "bytes" });
  }, EVERY).unref();
}

/** Answer at once and end, also while the engine computes. */
function end(line: ChildLine): void {
  try {
    writeSync(ANSWERS, `${JSON.stringify(line)}\n`);
  } finally {
    process.kill(process.pid, "SIGKILL");
  }
}
