import type { EpisodeView, Limb } from "../../rules/cases/episodes/episode.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import type { Policy } from "../../rules/policy/policy.ts";
import type { Directory } from "../delivery/directory.ts";
import type { AreaPlaces } from "../documents/area-places.ts";
import type { Language } from "../language/index.ts";
import type { CaseMoment } from "./case-moment.ts";
import type { Trend } from "./trends.ts";

/** What stands around a change: its episode, the open cases of its area, and the day on which its case opened. */
export interface Story {
  readonly episode: EpisodeView | null;
  readonly openInArea: readonly Limb[];
  /** Day on which the case opened. */
  readonly opened: string;
  /** The layoff reports of the area and all below it in the thirty days to the night, of a case of layoffs. */
  readonly reported?: readonly LayoffEvent[];
  /** The same over a year. */
  readonly layoffs?: readonly LayoffEvent[];
  /** The figures that the case is judged by, over the years. */
  readonly trend?: Trend;
  /** The changes of the case so far. */
  readonly moments?: readonly CaseMoment[];
}

/** What composing a notice reads besides the case change. */
export interface NoticeSetting {
  readonly language: Language;
  readonly policy: Policy;
  readonly directory: Directory;
  /** The episode of the case and what else is open in its area; without it the notice speaks of its case alone. */
  readonly story?: Story | null | undefined;
  /** The same for every case that a night speaks of, from which `story` is taken. */
  readonly stories?: ReadonlyMap<string, Story>;
  /** Where the deployment has its areas on maps; in the order of the register without it. */
  readonly map?: AreaPlaces;
  /** Names of the offices that get the notice, the reader among them; none where that is not known. */
  readonly informed?: readonly string[];
}

/** Name of the area that contains all others of the tree. */
export function regionName(code: string, directory: Directory): string {
  const above = directory.superiors(code).at(-1) ?? code;
  return directory.areaName(above);
}
