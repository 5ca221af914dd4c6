import { expect, it } from "vitest";
import { randomGroups, TABLES, takeInGrouped } from "../pipeline/intake/grouped-waves.ts";
import { SmallDeployment } from "../small-deployment.ts";

const seed = Number(process.env.SEED ?? 20261128);

it(`the corpus gives the same in twelve random groupings (seed ${seed})`, async () => {
  const deployments = Array.from({ length: 13 }, () => new SmallDeployment());
  const { known } = await takeInGrouped(deployments[0]!, seed, () => ({ files: 1, wave: 1 }));
  for (const [round, deployment] of deployments.slice(1).entries()) {
    const grouped = await takeInGrouped(deployment, seed, randomGroups(seed + round));
    for (const name of Object.keys(TABLES))
      expect(grouped.known[name], `${name}, round ${round}`).toEqual(known[name]);
  }
  for (const deployment of deployments) deployment.remove();
});
