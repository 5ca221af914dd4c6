import { expect, it } from "vitest";
import { filesIn, knownIn, NEXT, nightToBeKilled, survive } from "../pipeline/intake/killed-nights.ts";

const seed = Number(process.env.SEED ?? 20261128);

it(`sixty nights, each killed at a random statement, lose nothing and double nothing (seed ${seed})`, async () => {
  const whole = await nightToBeKilled();
  await whole.night(NEXT);
  const expected = await knownIn(whole);
  whole.remove();
  await survive({ times: 60, kills: 1, seed }, async (deployment, killed) => {
    expect(await knownIn(deployment), `killed at statement ${killed.join(", ")}`).toEqual(expected);
    expect(filesIn(deployment, "inbox")).toEqual([]);
  });
});
