import type { JudgedArea } from "../judge/view.ts";

/** A made-up area of a test. */
export interface TestArea extends JudgedArea {
  readonly name: string;
}

/** A region, its leagues, and the banners of each, by name. */
export type AreaNames = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The areas of tests that name none. */
export const DEFAULT_AREAS: AreaNames = { 某区: { 甲盟: ["甲一旗", "甲二旗", "甲三旗"] } };

const two = (count: number): string => String(count).padStart(2, "0");

/** Made-up areas with codes that no register has, in the order of their codes. */
export function testAreas(names: AreaNames = DEFAULT_AREAS): TestArea[] {
  return Object.entries(names).flatMap(([region, leagues], first) => {
    const root = `${99 - first}0000`;
    const below = Object.entries(leagues).flatMap(([league, banners], second) => {
      const code = `${root.slice(0, 2)}${two(second + 1)}00`;
      return [
        { code, name: league, level: "league", parent: root },
        ...banners.map((banner, third) => ({
          ...{ code: `${code.slice(0, 4)}${two(third + 1)}`, name: banner, level: "banner", parent: code },
        })),
      ];
    });
    return [{ code: root, name: region, level: "region", parent: null }, ...below];
  });
}

/** The code of an area by its name. @throws Error for a name that is none: files are checked first */
export function codeOf(areas: readonly TestArea[], name: string): string {
  const found = areas.find((area) => area.name === name);
  if (!found) throw new Error(`no such area: ${name}`);
  return found.code;
}
