import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { storyOfEpisode } from "../../../reports/views/cases/case-story.ts";
import { loadDeployment } from "../../deployment/load.ts";
import type { Effects } from "../console/effects.ts";
import { languageOption } from "../console/options.ts";
import { performAct, WAIT_OPTION } from "../console/perform-act.ts";
import { storyCommand } from "./story-command.ts";

/** `fengsui episode DIR ID`: the whole story of one risk; `episode link` and `episode unlink` say which cases are of it. */
export const episodeCommand = (effects: Effects): Command =>
  storyCommand(
    "episode",
    {
      storyOf: storyOfEpisode,
      example: "2026-E001",
      unknown: (id) => bilingual("error.episode-unknown", { episode: id }),
    },
    effects,
  )
    .addCommand(linkCommand("link", "say that a case is of the episode, or confirm it", effects))
    .addCommand(linkCommand("unlink", "cut a case from the episode", effects));

interface LinkOptions {
  readonly by: string;
  readonly note: string;
  readonly wait?: string;
  readonly lang?: string;
}

const linkCommand = (name: "link" | "unlink", summary: string, effects: Effects): Command =>
  new Command(name)
    .summary(summary)
    .argument("<dir>", "folder of the deployment")
    .argument("<episode>", "number of the episode, such as 2026-E001")
    .argument("<case>", "number of the case, such as 2026-0001")
    .requiredOption("--by <name>", "who decides")
    .option("--note <words>", "what it rests on", "")
    .option(...WAIT_OPTION)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, episode: string, id: string, { by, note, wait, lang }: LinkOptions) => {
      const language = languageOption(lang) ?? loadDeployment(dir).settings.language;
      const at = effects.now().toISOString();
      const act = { kind: `episode-${name}`, at, by, episode, case: id, note } as const;
      await performAct(dir, act, effects, { language, wait });
    });
