import { readFileSync } from "node:fs";

/**
 * A mark of a process of this machine that no later process bears: its number, and when it started by the kernel's count, since numbers
 * are used again. Where the kernel does not show that, the number alone.
 *
 * @example
 * processMark(812) // "812-40213", or "812-0"
 */
export const processMark = (pid: number): string => `${pid}-${startOf(pid)}`;

/** Whether the process of a mark lives. */
export function isMarkAlive(mark: string): boolean {
  const pid = Number(/^(\d+)-\d+$/.exec(mark)?.[1] ?? Number.NaN);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) && processMark(pid) === mark;
}

/** Field 22 of /proc/PID/stat, counted after the name, which may hold spaces and brackets. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^\d+$/.exec(text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "")?.[0] ?? "0";
  } catch {
    return "0";
  }
}

/** Whether a process of this machine lives; an account that may not signal it knows that it does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
