import { performance } from "node:perf_hooks";
import type { ServiceEffects } from "../../service/place.ts";
import type { Effects } from "./effects.ts";

/** What the service uses of the outside world, by what its command may use. */
export const serviceEffects = (effects: Effects, signal?: AbortSignal): ServiceEffects => ({
  now: () => effects.now(),
  elapsed: () => performance.now(),
  wait: effects.wait ?? (async () => undefined),
  out: (text) => effects.out(text),
  err: (text) => effects.err(text),
  environment: effects.environment ?? {},
  ...(signal ? { signal } : {}),
});
