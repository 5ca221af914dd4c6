import { type DocBlock, exampleOf, ROOMS } from "./doc-blocks.ts";

const ROOM_TITLES: Record<(typeof ROOMS)[number], string> = {
  surveillance: "监测 · Surveillance",
  season: "季节 · Season",
  delay: "迟报 · Delay",
  "turning-points": "转折点 · Turning points",
  change: "结构变化 · Change",
  distributions: "分布 · Distributions",
};

const SECTIONS = [
  ["when", "何时使用 · When"],
  ["whenNot", "何时不用 · When not"],
  ["minimumSample", "最小样本 · Minimum sample"],
  ["units", "单位 · Units"],
  ["throws", "出错 · Errors"],
  ["source", "出处 · Source"],
] as const;

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ");

/** Chinese and English name of a function, from its first sentence. */
export function titleOf(block: DocBlock): { zh: string; en: string } {
  const found = /^([\s\S]+?)\s*\(([^()]*[\u4e00-\u9fff][^()]*)\)/.exec(block.what);
  return { en: oneLine(found?.[1] ?? block.name), zh: found?.[2] ?? block.name };
}

/** What a function is, without the bracket that holds its Chinese name. */
function whatOf(block: DocBlock): string {
  const paragraphs = block.what.split(/\n\n+/).map(oneLine);
  return paragraphs
    .map((text, i) => (i === 0 ? text.replace(/\s*\([^()]*[\u4e00-\u9fff][^()]*\)/, "") : text))
    .join("\n\n");
}

function entryOf(block: DocBlock): string {
  const { zh, en } = titleOf(block);
  const example = exampleOf(block);
  return [
    `## ${zh} · ${en}`,
    `\`${block.name}\` (${block.file})`,
    whatOf(block),
    SECTIONS.map(([tag, title]) => `- **${title}**: ${oneLine(block.tags[tag] ?? "")}`).join("\n"),
    `\`\`\`text\n${example?.code} // => ${example?.value}\n\`\`\``,
  ].join("\n\n");
}

/** One page a room, and an index of all functions. */
export function pagesOf(blocks: readonly DocBlock[]): Map<string, string> {
  const pages = new Map<string, string>();
  const index = [
    "# 检测方法 · Detectors",
    "由各函数的说明生成,请勿手改。Generated from the functions' own documentation; do not edit.",
  ];
  for (const room of ROOMS) {
    const roomBlocks = blocks.filter((block) => block.room === room);
    pages.set(`${room}.md`, `${[`# ${ROOM_TITLES[room]}`, ...roomBlocks.map(entryOf)].join("\n\n")}\n`);
    const rows = roomBlocks.map((block) => {
      const { zh, en } = titleOf(block);
      return `- \`${block.name}\`: ${zh} · ${en}`;
    });
    index.push(`## [${ROOM_TITLES[room]}](${room}.md)`, rows.join("\n"));
  }
  pages.set("index.md", `${index.join("\n\n")}\n`);
  return pages;
}
