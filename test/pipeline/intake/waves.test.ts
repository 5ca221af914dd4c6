import { afterAll, describe, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";
import { CORPUS } from "./corpus/corpus.ts";
import { randomGroups, TABLES, takeInGrouped } from "./grouped-waves.ts";

const seed = Number(process.env.SEED ?? 20260315);

describe(`the corpus, in whatever waves it is judged (seed ${seed})`, () => {
  const deployments: SmallDeployment[] = [];
  const deployment = () => deployments[deployments.push(new SmallDeployment()) - 1]!;
  afterAll(() => {
    for (const each of deployments) each.remove();
  });
  const byOnes = takeInGrouped(deployment(), seed, () => ({ files: 1, wave: 1 }));

  it("judged file by file, every file has an answer", async () => {
    const { known, waves } = await byOnes;
    expect(known.submission!.length).toBeGreaterThan(CORPUS.length);
    expect(Math.max(...waves)).toBe(1);
  });

  it.each([1, 2])("gives the same in random groups (%i)", async (round) => {
    const { known, waves } = await takeInGrouped(deployment(), seed, randomGroups(seed + round));
    const expected = (await byOnes).known;
    for (const name of Object.keys(TABLES)) expect(known[name], name).toEqual(expected[name]);
    expect(Math.max(...waves)).toBeGreaterThan(3);
  });

  it("gives the same all at once", async () => {
    const { known, waves } = await takeInGrouped(deployment(), seed, () => ({ files: 10_000, wave: 200 }));
    const expected = (await byOnes).known;
    for (const name of Object.keys(TABLES)) expect(known[name], name).toEqual(expected[name]);
    expect(waves.length).toBeLessThan(known.submission!.length / 3);
  });
});
