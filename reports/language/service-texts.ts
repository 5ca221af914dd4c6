/** Texts of the service between nights (值守服务): who holds the warehouse, what is due, what was done and why nothing was. */
export const serviceTexts = {
  zh: {
    "error.warehouse-in-use-since": "{file} 自 {since} 起由进程 {holder}（{work}）占用，稍后再试。",
    "error.warehouse-memory": "FENGSUI_MEMORY={memory}：应为内存大小，如 2GB 或 512MB。",
    "error.warehouse-damaged":
      "{file} 已损坏：{what}。未写入任何内容；请从备份恢复数据库，原始报表仍在 archive/ 中。",
    "damage.gone": "数据库文件不存在，而此前曾正常关闭",
    "damage.no-database": "不是数据库文件（开头字节不符）",
    "damage.cut": "文件比上次关闭时短，且不能完整读出",
    "damage.changed": "内容与上次关闭时不同，且有数据块读不出",
    "damage.foreign-log": "数据库已正常关闭，旁边却有一个不属于它的日志文件",
    "damage.broken-log": "日志文件的内容不是数据库日志",
    "error.no-lookup": "{dir} 还没有可供查看的副本：请先运行一次夜间作业。",
    "error.time-of-day": "应为一天中的时刻，如 07:00",
    "publish.failed": "查询副本没有更新：{cause}。本次夜间作业已完成，副本稍后再更新（fengsui publish）。",
    "lookup.older": "显示的是 {at} 的查看副本：{holder}",
  },
  en: {
    "error.warehouse-in-use-since":
      "{file} has been in use since {since} by process {holder} ({work}); try again later.",
    "error.warehouse-memory": "FENGSUI_MEMORY={memory}: give a size, such as 2GB or 512MB.",
    "error.warehouse-damaged":
      "{file} is damaged: {what}. Nothing was written; restore the database from a backup. The original reports are in archive/.",
    "damage.gone": "the database's file is gone, and it was closed whole before",
    "damage.no-database": "it is no database file (its first bytes are others)",
    "damage.cut": "the file is shorter than when it was closed, and cannot be read to its end",
    "damage.changed": "it differs from what was closed, and a block of it cannot be read",
    "damage.foreign-log": "the database was closed whole, and a log that is not its own lies beside it",
    "damage.broken-log": "what stands in the log's file is not a log of the database",
    "error.no-lookup": "{dir} has no look-up copy yet: run a night first.",
    "error.time-of-day": "a time of day, such as 07:00",
    "publish.failed":
      "The readers' copy was not replaced: {cause}. The night stands; the copy is replaced later (fengsui publish).",
    "lookup.older": "This is the look-up copy of {at}: {holder}",
  },
} as const;
