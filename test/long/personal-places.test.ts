import { holdPlaces } from "../pipeline/intake/personal/hold-places.ts";

holdPlaces(() => true);
