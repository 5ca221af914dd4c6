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
    "error.series-without-values": "{file} 的列 value 全部为空，没有可供检测的数值",
    "error.date-twice": "{file} 第{line}行，列 date：{found} 重复，每个日期只能有一行",
    "error.dates-unsorted": "{file} 第{line}行，列 date：{found} 早于上一行的 {before}；请按日期由早到晚排列",
    "error.period-skipped":
      "{file} 第{line}行，列 date：{before} 之后直接是 {found}，中间缺少时段；请补上缺少的行，没有数值的请留空",
    "error.series-with-gaps":
      "{method}，序列 {file}：有{count}行没有数值（第{lines}行等）；本方法逐期累计，不能有空缺，请补齐数值或从空缺之后开始",
    "error.series-constant":
      "{method}，序列 {file}：所有数值都是 {found}，没有波动，无法计算控制限；请给出有波动的序列",
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
    "error.series-without-values": "{file} has no value in its column value: nothing to detect",
    "error.date-twice": "{file} line {line}, column date: {found} stands twice; give one row for each date",
    "error.dates-unsorted":
      "{file} line {line}, column date: {found} is earlier than {before} on the row above; sort the rows by date, earliest first",
    "error.period-skipped":
      "{file} line {line}, column date: {before} is followed by {found}, with a period missing between; write a row for it and leave its value empty",
    "error.series-with-gaps":
      "{method} on {file}: the series has {count} missing values (line {lines}); this method adds up from one value to the next, so fill them, or begin after them",
    "error.series-constant":
      "{method} on {file}: all values are {found}; a constant series has no spread to set limits by",
  },
} as const;
