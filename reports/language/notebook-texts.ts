/** Texts of charts of answers (查询图表) and of notebook pages (分析页), in both languages. */
export const notebookTexts = {
  zh: {
    "chart-of.no-rows": "没有可画的数据：查询结果为空。",
    "chart-of.no-figures": "没有可画的数值列：结果中应有一列以上的数值。",
    "chart-of.no-areas": "没有可画的地区：应有一列地区代码或名称，例如 area 或 area_name。",
    "chart-of.below": "{value}以下",
    "chart-of.from": "{value}起",
    "chart-of.no-column": "没有名为“{name}”的列；可用的列：{known}。",
    "chart-of.too-many":
      "数据太多，画不清楚：{series}条线、{places}个位置；最多{most}条线、{mostPlaces}个位置，请在语句中缩小范围。",
    "prompt.first": "烽燧> ",
    "prompt.further": "  ...> ",
    "prompt.welcome": "语句以分号结束；Tab 补全，.help 列出命令，Ctrl-C 中断，Ctrl-D 退出。",
    "prompt.help":
      ".queries           现成查询\n.query 名称         运行一个现成查询或保存的查询\n.save 名称          保存上一条语句\n.chart bar|line|map [文件]  把上一个结果画成图，显示在终端或写成 .svg、.png\n.out 文件           把上一个结果写成 .csv、.xlsx、.parquet、.arrow、.json\n.explain           上一条语句的执行计划\n.quit              退出",
    "prompt.saved": "已保存为 {name}；.query {name} 或 fengsui sql --query {name} 再次运行",
    "error.question-name": "{name}：不能用作名称；请用字母、数字、汉字、“-”、“_”，至多60字，不与现成查询同名",
    "prompt.unknown": ".{name}：没有这个命令；.help 列出全部命令",
    "prompt.no-statement": "还没有执行过语句：请先执行一条",
    "prompt.out": "请写明文件，结尾为 {known} 之一",
    "ask.drawn": "已写出：{file}（{count}行）",
    "error.chart-option": "--chart {value}：没有这种图；可用：{known}",
    "error.chart-file": "{file}：图只能写成 .svg 或 .png 文件",
    "notebook.statement": "查询语句",
    "notebook.rows": "共{count}行",
    "notebook.rows-cut": "只显示前{shown}行，共{count}行以上；全部请用 fengsui sql --out 导出",
    "notebook.no-rows": "查询结果为空",
    "notebook.failed": "此处语句未执行：{reason}",
    "notebook.bad-option": "代码块说明中的“{word}”无法识别；可用：{known}。",
    "notebook.foot":
      "由 {file} 生成，{count}条语句，其中{failed}条未执行。数据截至 {date} 夜间处理（{asOf}）。暂定数据（完整性不足100%）不与上年比较。",
    "notebook.written": "已写出：{path}（{count}条语句，{failed}条未执行）",
    "error.notebook-failed": "有{failed}条语句未执行，原因写在页内相应位置",
    "error.notebook-large": "{file} 过大：分析文件最大1 MB",
  },
  en: {
    "chart-of.no-rows": "There is nothing to draw: the answer has no rows.",
    "chart-of.no-figures": "There is no column of figures to draw: the answer must have at least one.",
    "chart-of.no-areas":
      "No row is an area: there must be a column of codes or names, such as area or area_name.",
    "chart-of.below": "below {value}",
    "chart-of.from": "from {value}",
    "chart-of.no-column": "There is no column “{name}”; there are: {known}.",
    "chart-of.too-many":
      "Too much to be drawn: {series} lines, {places} places; at most {most} lines and {mostPlaces} places, so ask for less in the statement.",
    "prompt.first": "fengsui> ",
    "prompt.further": "    ...> ",
    "prompt.welcome":
      "A statement ends with a semicolon; Tab completes, .help lists commands, Ctrl-C interrupts, Ctrl-D leaves.",
    "prompt.help":
      ".queries                ready queries\n.query NAME             run a ready query or a saved question\n.save NAME              save the last statement\n.chart bar|line|map [FILE]  draw the last answer, on the terminal or as .svg, .png\n.out FILE               write the last answer as .csv, .xlsx, .parquet, .arrow, .json\n.explain                the plan of the last statement\n.quit                   leave",
    "prompt.saved": "Saved as {name}; .query {name} or fengsui sql --query {name} asks again",
    "error.question-name":
      "{name} cannot be a name: letters, digits, - and _, at most 60, and no name of a ready query",
    "prompt.unknown": ".{name}: there is no such command; .help lists them",
    "prompt.no-statement": "nothing has been asked yet: ask something first",
    "prompt.out": "name a file that ends with one of {known}",
    "ask.drawn": "Written: {file} ({count} rows)",
    "error.chart-option": "--chart {value}: there is no such chart; there are: {known}",
    "error.chart-file": "{file}: a chart is written as .svg or .png",
    "notebook.statement": "statement",
    "notebook.rows": "{count} row(s)",
    "notebook.rows-cut": "the first {shown} rows of {count} or more; fengsui sql --out writes all",
    "notebook.no-rows": "no rows",
    "notebook.failed": "This statement was not run: {reason}",
    "notebook.bad-option": "“{word}” beside the code block is not known; there are: {known}.",
    "notebook.foot":
      "Made from {file}: {count} statement(s), {failed} of them not run. Figures as of the night of {date} ({asOf}). Provisional figures (coverage below 100%) are compared with no year.",
    "notebook.written": "Written: {path} ({count} statement(s), {failed} not run)",
    "error.notebook-failed": "{failed} statement(s) were not run; the page says why at their place",
    "error.notebook-large": "{file} is too large: a notebook has at most 1 MB",
  },
} as const;
