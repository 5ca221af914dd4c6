import { DICTIONARIES } from "./dictionaries.ts";
import { FIGURES } from "./figures.ts";
import type { Meaning, PublishedView } from "./meanings.ts";
import { questionOf, readyQueryNames } from "./ready-queries.ts";
import { PUBLISHED_VIEWS } from "./views.ts";

/** The page of the readers' copy: tables, views, columns and ready queries, generated from their definitions. */
export function tablesPage(): string {
  return [
    "# The readers' copy 查询副本",
    "",
    "Made from `warehouse/published/`. The same stands as comments in `published/fengsui.duckdb` itself (`fengsui describe DIR`).",
    "Times are UTC.",
    "",
    "## Ready queries 现成查询",
    "",
    "`fengsui sql DIR --query NAME`; each is one file in `warehouse/published/queries/` and a row of `ready_query`.",
    "",
    "| name | 问题 | question |",
    "|---|---|---|",
    ...readyQueryNames().map((name) => {
      const { zh, en } = questionOf(name);
      return `| \`${name}\` | ${zh} | ${en} |`;
    }),
    "",
    "## Tables 表",
    ...FIGURES.flatMap((table) => section(table.name, table)),
    "",
    "## Views 视图",
    ...PUBLISHED_VIEWS.flatMap((view) => section(titleOf(view), view)),
    "",
    "## Dictionaries 字典",
    ...DICTIONARIES.flatMap((table) => section(table.name, table)),
    "",
  ].join("\n");
}

const titleOf = ({ name, arguments: given }: PublishedView): string =>
  given ? `${name}(${given.join(", ")})` : name;

const section = (
  title: string,
  { about, columns }: { about: Meaning; columns: Readonly<Record<string, Meaning>> },
): string[] => [
  "",
  `### ${title}`,
  "",
  `${about.zh} · ${about.en}`,
  "",
  "| column | 含义 | meaning |",
  "|---|---|---|",
  ...Object.entries(columns).map(([name, { zh, en }]) => `| \`${name}\` | ${zh} | ${en} |`),
];
