import { bilingual } from "../../reports/language/bilingual.ts";
import type { Deployment } from "./load.ts";
import { type Problem, problemLine } from "./problems.ts";

/** A note for each file of maps that is left out, with its first mistake; `fengsui check` names them all. */
export const mapNotes = ({ mapProblems }: Pick<Deployment, "mapProblems">): Problem[] =>
  mapProblems
    .filter(({ file }, at) => mapProblems.findIndex((other) => other.file === file) === at)
    .map((problem) => ({
      ...problem,
      message: bilingual("note.map-left-out", { problem: problemLine(problem) }),
    }));
