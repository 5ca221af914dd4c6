import { bilingual } from "../../../reports/language/bilingual.ts";
import type { Text } from "../../../rules/indicators/define.ts";
import { readersGroup } from "../../deployment/access.ts";
import { type OpenMode, openModes } from "../../deployment/open-modes.ts";

/** Most entries that are named; of more, their number is given. */
const NAMED = 10;

/** What stands open in a deployment's folder (权限过宽): who can get at it, and its mode. */
export function openModeNotes(dir: string, readers: string | undefined): Text[] {
  const modes = openModes(dir, readersGroup(readers));
  const more = modes.length - NAMED;
  return [
    ...modes.slice(0, NAMED).map(openModeNote),
    ...(more > 0 ? [bilingual("note.modes-more", { count: more })] : []),
  ];
}

const openModeNote = ({ path, who, mode }: OpenMode): Text =>
  bilingual("note.mode-open", { path, mode, who: bilingual(`who.${who}`) });
