/** Texts on mistakes in what `fengsui detect` is given, in both languages. */
export const detectErrorTexts = {
  zh: {
    "error.cases-and-series": "--cases 与 --series 只能给出一项",
    "error.cases-without-folders":
      "使用 --cases 的，应同时给出 --series-root DIR（series_file 所在目录）和 --out DIR（output_file 写入目录）",
    "error.nothing-to-detect":
      "应给出 --cases FILE --series-root DIR --out DIR，或 --series FILE --method NAME",
    "error.series-without-method": "使用 --series 的，应同时给出 --method；可用：{known}",
    "error.no-such-method": "没有方法“{method}”；可用：{known}",
    "error.settings-not-json": "{where}：参数不是有效的 JSON（{reason}）；应如 {example}",
    "error.settings": "{method}：{problems}。可用参数：{known}",
    "error.unknown-settings": "没有参数 {names}",
    "error.setting-described": "{problem}（{description}）",
    "error.method-on-series": "{method}，序列 {file}：{reason}",
    "error.frequency": "{method} 需要参数 freq（每年数据个数：52、12 或 365）：{file} 没有日期，无法推定",
    "error.where-case": "{file}，{case} 号算例",
    "error.case-failed": "{case} 号算例：{reason}",
    "error.cases-lack-columns": "{file} 缺少列 {missing}；应有：{needed}（可另有 case_id）；现有：{found}",
    "error.output-outside": "output_file {file} 超出目录 {dir}",
    "error.unreadable-cases": "无法读取算例表 {file}（{reason}）",
    "error.unreadable-series": "无法读取时间序列文件 {file}（{reason}）",
    "error.cell-not-a-number": "{file} 第{line}行，列 {column}：“{found}”不是数字；没有数值的请留空",
    "error.cell-not-a-date": "{file} 第{line}行，列 date：“{found}”不是日期，应如 2026-03-15",
    "error.no-column-value": "{file} 没有列“value”（现有：{found}）；可用：{known}",
    "error.series-without-rows": "{file} 表头以下没有数据行",
  },
  en: {
    "error.cases-and-series": "give --cases or --series, not both",
    "error.cases-without-folders":
      "--cases needs --series-root DIR (where series_file is found) and --out DIR (where output_file is written)",
    "error.nothing-to-detect":
      "give --cases FILE --series-root DIR --out DIR, or --series FILE --method NAME",
    "error.series-without-method": "--series needs --method; allowed: {known}",
    "error.no-such-method": 'unknown method "{method}"; allowed: {known}',
    "error.settings-not-json": "{where}: the settings are not JSON ({reason}); write for example {example}",
    "error.settings": "{method}: {problems}. Allowed settings: {known}",
    "error.unknown-settings": "unknown setting {names}",
    "error.setting-described": "{problem} ({description})",
    "error.method-on-series": "{method} on {file}: {reason}",
    "error.frequency":
      "{method} needs the setting freq (values a year: 52, 12 or 365): {file} has no dates to tell it",
    "error.where-case": "{file}, case {case}",
    "error.case-failed": "case {case}: {reason}",
    "error.cases-lack-columns":
      "{file} lacks the columns {missing}; needed: {needed} (and case_id, if wanted); found: {found}",
    "error.output-outside": "output_file {file} leaves {dir}",
    "error.unreadable-cases": "the table of cases {file} cannot be read ({reason})",
    "error.unreadable-series": "the series file {file} cannot be read ({reason})",
    "error.cell-not-a-number":
      '{file} line {line}, column {column}: "{found}" is not a number; leave it empty if missing',
    "error.cell-not-a-date": '{file} line {line}, column date: "{found}" is not a date like 2026-03-15',
    "error.no-column-value": '{file} has no column "value" (columns found: {found}); allowed: {known}',
    "error.series-without-rows": "{file} has no rows below its header",
  },
} as const;
