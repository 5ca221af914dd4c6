import { holdPlaces } from "./hold-places.ts";

/** Every form in some places, every place with some forms. */
holdPlaces((form, place) => (form + place) % 12 === 0);
