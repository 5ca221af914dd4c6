import { it } from "vitest";
import { PROPERTIES } from "../rules/judging-properties.ts";
import { SEED } from "../rules/property.ts";

/** Five thousand random histories; a million or more with `npm run bench -- judging`. */
const seeds = Array.from({ length: 5000 }, (_, at) => SEED + 1_000_000 + at);

it.each(Object.entries(PROPERTIES))("%s", (_name, holds) => {
  for (const seed of seeds) holds(seed);
});
