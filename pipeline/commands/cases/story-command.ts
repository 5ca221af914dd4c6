import { Command } from "commander";
import type { Story } from "../../../reports/views/cases/case-story.ts";
import { storyText } from "../../../reports/views/cases/story-text.ts";
import type { Text } from "../../../rules/indicators/define.ts";
import type { Warehouse } from "../../../warehouse/engine/warehouse.ts";
import { UserError } from "../../deployment/user-error.ts";
import { openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption } from "../console/options.ts";
import { refuseReader } from "../console/refuse-reader.ts";

interface StoryKind {
  /** The number it goes by, such as 2026-0001. */
  readonly example: string;
  readonly storyOf: (warehouse: Warehouse, id: string, zone: string) => Promise<Story | null>;
  /** The refusal of a number that names nothing. */
  readonly unknown: (id: string) => Text;
}

/** A command that tells the story of what a number names. */
export function storyCommand(
  name: string,
  { example, storyOf, unknown }: StoryKind,
  effects: Effects,
): Command {
  return new Command(name)
    .argument("<dir>", "folder of the deployment")
    .argument(`<${name}>`, `number of the ${name}, such as ${example}`)
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, id: string, options: { readonly lang?: string }) => {
      const language = languageOption(options.lang);
      refuseReader(dir);
      const opened = await openForLook(dir, lookOptions(effects, language));
      try {
        const story = await storyOf(opened.warehouse, id, opened.deployment.settings.zone);
        if (!story) throw new UserError(unknown(id));
        effects.out(storyText(story, opened.noticeSetting));
      } finally {
        opened.close();
      }
    });
}
