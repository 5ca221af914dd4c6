import { holdPlaces } from "./hold-places.ts";

/** Every form in some places, every place with some forms; the long tests try all. */
holdPlaces((form, place) => (form + place) % 12 === 0);
