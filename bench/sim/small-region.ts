import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const EXAMPLE = resolve(import.meta.dirname, "../../examples/inner-mongolia");

/** The six offices of the simulated region: itself, two leagues, three banners. */
export const OFFICES = ["150000", "150800", "152900", "150802", "152921", "152922"];
export const BANNERS = OFFICES.slice(3);
export const ZONE = "Asia/Shanghai";
export const OPERATOR = "operator@fengsui.example.org";
const OTHER = "other@fengsui.example.org";

/** Make a deployment of six offices in a folder, after the example of Inner Mongolia. */
export function makeSmallRegion(dir: string): void {
  mkdirSync(dir, { recursive: true });
  cpSync(EXAMPLE, dir, { recursive: true });
  // What speaks of areas that are not kept, or is not read by a service.
  for (const name of [
    "targets.yaml",
    "map.csv",
    "policy-tests",
    "walk",
    "scenario.yaml",
    "notebooks",
    "reading",
  ])
    rmSync(join(dir, name), { recursive: true, force: true });
  const areas = readFileSync(join(dir, "areas.csv"), "utf8").trimEnd().split("\n");
  const kept = areas.filter((line, at) => at === 0 || OFFICES.includes(line.split(",")[0]!));
  writeFileSync(join(dir, "areas.csv"), `${kept.join("\n")}\n`);
  const offices = readFileSync(join(dir, "offices.yaml"), "utf8").split(/^(?=- id:)/m);
  const named = offices.filter((text) => OFFICES.includes(/^- id: "?(\w+)"?/.exec(text)?.[1] ?? ""));
  writeFileSync(join(dir, "offices.yaml"), named.join(""));
  const settings = readFileSync(join(dir, "fengsui.yaml"), "utf8").replace(/^operations:\n( .*\n)+/m, "");
  writeFileSync(join(dir, "fengsui.yaml"), settings);
  appendFileSync(
    join(dir, "fengsui.yaml"),
    `\noperations: { operator: ${OPERATOR}, other: ${OTHER} }\nreminders: off\n`,
  );
}
