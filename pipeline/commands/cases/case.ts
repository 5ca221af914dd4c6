import type { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { storyOfCase } from "../../../reports/views/cases/case-story.ts";
import type { Effects } from "../console/effects.ts";
import { storyCommand } from "./story-command.ts";

/** `fengsui case DIR ID`: the whole story of a case: changes, figures, who was told, what was answered and decided. */
export const caseCommand = (effects: Effects): Command =>
  storyCommand(
    "case",
    {
      storyOf: storyOfCase,
      example: "2026-0001",
      unknown: (id) => bilingual("error.case-unknown", { case: id }),
    },
    effects,
  );
