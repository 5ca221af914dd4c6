import { describe } from "vitest";
import { holdPlaces } from "../pipeline/intake/personal/hold-places.ts";

/** All pairs of forms and places, in as many deployments as one office's mail of a night can take. */
const PARTS = 6;

describe.each(Array.from({ length: PARTS }, (_, part) => part))("part %i", (part) => {
  holdPlaces((form, place) => (form + place) % PARTS === part);
});
