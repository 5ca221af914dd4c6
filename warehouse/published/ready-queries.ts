import { readdirSync, readFileSync } from "node:fs";
import type { Meaning } from "./meanings.ts";

const FOLDER = new URL("./queries/", import.meta.url);

/** Names of the ready queries (现成查询): one file each, beginning with its question in Chinese and English. */
export const readyQueryNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.slice(0, -".sql".length))
    .sort();

/** The whole text of a ready query, its questions included. */
export const readyQuery = (name: string): string => readFileSync(new URL(`${name}.sql`, FOLDER), "utf8");

/** The question that a ready query answers: its first two lines. */
export function questionOf(name: string): Meaning {
  const [zh = "", en = ""] = readyQuery(name).split("\n");
  return { zh: zh.replace(/^-- /, ""), en: en.replace(/^-- /, "") };
}
