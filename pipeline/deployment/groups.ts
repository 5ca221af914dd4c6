import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The number of a group of this machine, by its name or by the number itself; undefined where there is none. */
export function groupNumber(group: string): number | undefined {
  if (/^\d+$/.test(group)) return Number(group);
  return numberIn(localGroups(), group) ?? numberIn(directoryAnswer(group), group);
}

/** `name:password:number:members`, a group a line. */
function numberIn(text: string, group: string): number | undefined {
  for (const line of text.split("\n")) {
    const [name, , number = ""] = line.split(":");
    if (name === group && /^\d+$/.test(number)) return Number(number);
  }
  return undefined;
}

function localGroups(): string {
  try {
    return readFileSync("/etc/group", "utf8");
  } catch {
    return "";
  }
}

/** What the system answers from a directory of accounts; nothing where it has none. */
function directoryAnswer(group: string): string {
  try {
    return execFileSync("getent", ["group", group], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return "";
  }
}
