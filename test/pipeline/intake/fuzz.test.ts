import { expect, it } from "vitest";
import { fuzz } from "../../../bench/fuzz.ts";

const seed = Number(process.env.SEED ?? 20260315);

it(`150 spoilt files of seed ${seed} end in receipts, without a crash or a hang`, async () => {
  const count = await fuzz(150, seed);
  expect(count.troubles).toEqual([]);
  expect(count.files).toBe(150);
});
