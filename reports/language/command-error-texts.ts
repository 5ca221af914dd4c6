/** Texts on mistakes on the command line, and on what stops a command (命令行中的错误), in both languages. */
export const commandErrorTexts = {
  zh: {
    "error.missing-argument": "缺少参数“{name}”；用 --help 查看用法。",
    "error.unknown-option": "没有选项“{name}”；用 --help 查看用法。",
    "error.unknown-command": "没有命令“{name}”；用 fengsui --help 查看全部命令。",
    "error.missing-option": "必须给出选项“{name}”。",
    "error.option-without-value": "选项“{name}”缺少值。",
    "error.too-many-arguments": "“{name}”的参数过多；用 --help 查看用法。",
    "error.did-you-mean": "是否想输入 {near}？",
    "error.not-a-language": "--lang {value}：语言为 zh-CN 或 en。",
    "error.not-a-day": "{option} {value}：应为日期，如 2026-03-31。",
    "error.not-a-month": "{option} {value}：应为月份，如 2026-03。",
    "error.not-a-whole-number": "{option} {value}：应为{least}至{most}之间的整数，如 {example}。",
    "error.not-a-share": "{option} {value}：应为大于0、不超过1的比例，如 0.2。",
    "error.not-a-choice": "{option} {value}：应为下列之一：{choices}。",
    "error.to-before-from-day": "--to {to} 早于 --from {from}。",
    "error.no-folder": "目录 {dir} 不存在；可用 fengsui init {dir} --example NAME 生成。",
    "error.folder-not-empty": "目录 {dir} 不是空的：请另选目录。",
    "error.not-an-earlier-demo": "{dir} 已存在，且不是以前的演示：请另选目录，如 fengsui demo other-folder",
    "error.no-such-office": "--office {office}：offices.yaml 中没有这个单位。",
    "error.no-such-kind": "--kind {kind}：没有这种报表；可用 {known}。",
    "error.template-level": "--office {office}：该单位所辖地区不报 {kind}；该表只报 {levels} 级。",
    "error.template-period": "--period {period}：应为年和月，如 2026-03；季报填季末月。",
    "error.not-a-file": "{file} 不是文件。",
    "error.changed-meanwhile": "{file} 在复制时有改动：夜间处理正在进行，请在结束后再试。",
    "error.budget-broken": "现行预警标准超出 policy.yaml 规定的虚警上限。",
    "error.night-in-the-past": "最近一次夜间处理为 {last}；夜间处理只能按日期顺序进行，{date} 不能再处理。",
    "error.night-in-the-future":
      "今天是 {today}，{date} 还没有到：若处理了以后的日期，其间每晚的夜间处理都不会再进行。仅供演练的部署可在 fengsui.yaml 中设 rehearsal: true。",
    "error.key-of-facts": "{file}：密钥应为64位十六进制数；删除该文件后将自动重新生成。",
    "error.warehouse-threads": "FENGSUI_THREADS={threads}：应为1至999之间的整数。",
    "error.warehouse-in-use": "{file} 正由另一进程使用：同一时间只能运行一项夜间处理。",
    "error.warehouse-in-use-by": "{file} 正由另一进程（PID {holder}）使用：同一时间只能运行一项夜间处理。",
    "error.warehouse-newer":
      "{file} 由较新版本的程序写成（数据库版本 {found}，本程序支持至 {known}）。请更新程序。",
    "error.no-such-finding": "answer：没有{id}号疑点。",
    "error.answer-settled":
      "answer：{id}号疑点已了结（{verdict}），同一行不能再次处理；如需改数，请报送单位重新报送。",
    "error.answer-sent-again":
      "answer：{id}号疑点所问的数据已由第{submission}号报送更新，不能再入库；请答复 wrong。",
    "error.answer-does-not-fit": "answer：{id}号疑点只能答复 {fitting}，不能答复 {verdict}。",
    "error.no-targets": "部署目录中没有 targets.yaml：该文件列明规划目标。",
    "error.no-submission": "没有第{id}号报送；fengsui status 可查看最近的报送。",
    "error.not-a-row": "{value}：应以“报送号:行号”指明一行，如 12:3。",
    "error.no-row-behind-a-case": "尚无预警事项以裁减人员报告为依据：请以“报送号:行号”指明一行，如 12:3。",
    "error.no-row-on-line": "第{submission}号报送第{line}行没有数据行（表头、重复行，或超出文件末尾）。",
    "error.no-history": "没有可供判定的历史数据；fengsui history DIR FILES 可导入。",
    "error.stretch-empty":
      "{from} 至 {to} 没有可判定的数据：报表的收到时间为 {first} 至 {last}；不填 --from 的，前三年只用于比较。",
    "error.no-copy": "尚无查询副本 {file}：fengsui night {dir} 在夜间处理结束时生成。",
    "error.indicator-option": "--indicator {value}：可用的指标：{known}。",
    "error.rule-option": "--rule {value}：方案使用的规则：{known}。",
    "error.explain-of-the-operator":
      "判定说明读取数据库和企业报告，只供运行本服务的账户使用；读者账户可用 fengsui explain-number 和查询副本。",
    "error.area-option": "--area {value}：areas.csv 中没有此代码或名称的地区。",
    "error.one-statement": "应给出一条语句，或 --file PATH，或 --query NAME，三者取一。",
    "error.query-option": "--query {value}：现成查询有 {known}。",
    "error.no-such-file": "{option} {file}：文件不存在。",
    "error.format-option": "--format {value}：可用的格式：{known}。",
    "error.format-missing":
      "--out {file}：扩展名不能识别；可用的扩展名：{known}，例如 figures.csv；其他名称须另给 --format。",
    "error.format-differs":
      "--out {file}：--format {format} 与扩展名不符：工作簿的扩展名须为 .xlsx，其他格式不得用 .xlsx。",
    "error.format-not-text": "{format} 不是文本格式：请用 --out 指定文件。",
    "error.value-option": "--with {value}：应写作 name=value，如 area=990101。",
    "error.no-folder-for-output": "--out {file}：目录 {dir} 不存在。",
    "error.office-without-area": "offices.yaml 中没有地区 {area} 的单位，无法确定由谁报送。",
    "error.duty-not-monthly": "fengsui.yaml 没有规定按月报送 {report}：模拟需要三种月报。",
    "error.duty-not-simulated":
      "fengsui.yaml 规定 {report} 的报告期为 {period}、由 {from} 级报送：模拟只能按 {wanted} 生成。",
    "error.duty-not-simulated-from":
      "fengsui.yaml 规定 {report} 的报告期为 {period}、由 {from} 级报送：模拟只能按 {wanted} 由 {level} 级生成，与失业保险月报一致。",
    "error.no-mapping-of-report": "没有读取 {report} 的映射（现有：{known}）：请在 mappings/ 中添加。",
    "error.mapping-without-known":
      "mappings/{mapping}：映射指明了收到日期所在的列，才能生成历史数据（known: { header, formats }）。",
    "error.foreign-files": "{dir} 中有不是由模拟生成的文件：请移走，或在另一部署目录中模拟。",
  },
  en: {
    "error.missing-argument": "missing required argument “{name}”; --help shows the usage.",
    "error.unknown-option": "unknown option “{name}”; --help shows the usage.",
    "error.unknown-command": "unknown command “{name}”; fengsui --help lists all commands.",
    "error.missing-option": "required option “{name}” is not given.",
    "error.option-without-value": "option “{name}” has no value.",
    "error.too-many-arguments": "too many arguments for “{name}”; --help shows the usage.",
    "error.did-you-mean": "Did you mean {near}?",
    "error.not-a-language": "--lang {value}: the languages are zh-CN and en.",
    "error.not-a-day": "{option} {value}: give a day as 2026-03-31.",
    "error.not-a-month": "{option} {value}: give a month as 2026-03.",
    "error.not-a-whole-number":
      "{option} {value}: give a whole number from {least} to {most}, such as {example}.",
    "error.not-a-share": "{option} {value}: give a share above 0 and up to 1, such as 0.2.",
    "error.not-a-choice": "{option} {value}: give one of {choices}.",
    "error.to-before-from-day": "--to {to} lies before --from {from}.",
    "error.no-folder": "{dir} does not exist; fengsui init {dir} --example NAME makes one.",
    "error.folder-not-empty": "{dir} is not empty: choose another folder.",
    "error.not-an-earlier-demo":
      "{dir} exists and is not an earlier demo: name another folder, as in: fengsui demo other-folder",
    "error.no-such-office": "--office {office}: offices.yaml has no such office.",
    "error.no-such-kind": "--kind {kind}: there is no such report; there are {known}.",
    "error.template-level":
      "--office {office}: no area of this office reports {kind}; it is of the levels {levels} only.",
    "error.template-period":
      "--period {period}: a year and a month, such as 2026-03; of a quarter its last month.",
    "error.not-a-file": "{file} is not a file.",
    "error.changed-meanwhile":
      "{file} changed while it was copied: a night is running; try again when it has ended.",
    "error.budget-broken": "The lines break the budget that policy.yaml declares.",
    "error.night-in-the-past":
      "the last night was {last}; nights run forward, so {date} cannot be run any more.",
    "error.night-in-the-future":
      "today is {today}, and {date} has not come: a night of a later date would silence every bell until then. A deployment for practice has rehearsal: true in fengsui.yaml.",
    "error.key-of-facts": "{file}: a key is 64 hexadecimal digits; remove the file to have a new one made.",
    "error.warehouse-threads": "FENGSUI_THREADS={threads}: give a whole number of threads, from 1 to 999.",
    "error.warehouse-in-use": "{file} is in use by another process: one night runs at a time.",
    "error.warehouse-in-use-by":
      "{file} is in use by another process (PID {holder}): one night runs at a time.",
    "error.warehouse-newer":
      "{file} was written by a newer version (schema {found}; this program knows {known}). Update the program.",
    "error.no-such-finding": "answer: there is no finding {id}.",
    "error.answer-settled":
      "answer: finding {id} is settled ({verdict}), and a row is settled once; to change its figures, the office sends it again.",
    "error.answer-sent-again":
      "answer: submission {submission} has replaced what finding {id} asks about, so it cannot be loaded; answer wrong.",
    "error.answer-does-not-fit": "answer: finding {id} can be answered by {fitting}, not by {verdict}.",
    "error.no-targets": "There is no targets.yaml in this deployment: it lists what the plans have set.",
    "error.no-submission": "there is no submission {id}; fengsui status shows the last ones.",
    "error.not-a-row": "{value}: name a row as SUBMISSION:LINE, such as 12:3.",
    "error.no-row-behind-a-case":
      "no case rests on a layoff report yet: name a row as SUBMISSION:LINE, such as 12:3.",
    "error.no-row-on-line":
      "line {line} of submission {submission} holds no row (a header, a repetition, or beyond the end).",
    "error.no-history": "There is no history here to judge; fengsui history DIR FILES takes one in.",
    "error.stretch-empty":
      "From {from} to {to} nothing can be judged: the reports are known from {first} to {last}, and without --from the first three years are left to the comparison.",
    "error.no-copy": "{file} is not there yet: fengsui night {dir} publishes it at the end of a night.",
    "error.indicator-option": "--indicator {value}: the indicators are {known}.",
    "error.rule-option": "--rule {value}: the rules of the policy are {known}.",
    "error.explain-of-the-operator":
      "an explanation reads the warehouse and reports of enterprises: it is for the account that runs the service; readers have fengsui explain-number and the readers' copy.",
    "error.area-option": "--area {value}: areas.csv has no area of that code or name.",
    "error.one-statement": "give one statement, or --file PATH, or --query NAME.",
    "error.query-option": "--query {value}: the ready queries are {known}.",
    "error.no-such-file": "{option} {file}: there is no such file.",
    "error.format-option": "--format {value}: the formats are {known}.",
    "error.format-missing":
      "--out {file}: this ending says no format; allowed are {known}, such as figures.csv, and any other name with --format.",
    "error.format-differs":
      "--out {file}: --format {format} does not go with this ending: a workbook ends in .xlsx, and nothing else does.",
    "error.format-not-text": "{format} is not text: name a file with --out.",
    "error.value-option": "--with {value}: give it as name=value, such as area=990101.",
    "error.no-folder-for-output": "--out {file}: there is no folder {dir}.",
    "error.office-without-area": "offices.yaml has no office for area {area}: who would send its reports?",
    "error.duty-not-monthly":
      "fengsui.yaml owes no monthly {report}: simulate needs three kinds by the month.",
    "error.duty-not-simulated":
      "fengsui.yaml owes {report} by {period} from {from}: simulate writes it by {wanted}.",
    "error.duty-not-simulated-from":
      "fengsui.yaml owes {report} by {period} from {from}: simulate writes it by {wanted} from {level}, as the insurance table.",
    "error.no-mapping-of-report":
      "No mapping of this deployment reads {report} reports (it has {known}): add one to mappings/.",
    "error.mapping-without-known":
      "mappings/{mapping}: a past can only be written where the mapping says which column holds the day a figure became known (known: { header, formats }).",
    "error.foreign-files":
      "{dir} holds files that no simulation wrote: move them away, or simulate in another deployment.",
  },
} as const;
