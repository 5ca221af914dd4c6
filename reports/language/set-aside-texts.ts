/** Texts on what failed in a night and was set aside (搁置), and the plain form of letters, in both languages. */
export const setAsideTexts = {
  zh: {
    "summary.set-aside": "本次处理搁置下列内容，其余照常进行，请尽快排查：",
    "set-aside.rule": "规则 {name}：在{count}处执行出错，该处未判定，下次处理重试（{cause}）",
    "set-aside.indicator": "指标 {name}：未能计算，用到该指标的规则未判定，下次处理重试并补算（{cause}）",
    "set-aside.template": "文本 {name}：{count}份撰写出错，已以简式发出（{cause}）",
    "plain.subject": "【{about}】{date}：{count}项（简式）",
    "plain.lead": "本函正文撰写出错，现以简式发出，列明{date}的事实；详情请联系发函单位。",
    "plain.receipt": "报送回执",
    "plain.reminder": "报送提醒",
    "plain.finding": "报送数据核实",
    "plain.plan": "计划进度提醒",
    "plain.changes": "预警变动",
    "plain.notice": "本提示正文撰写出错，现以简式发出；依据和数据请联系发函单位。",
    "plain.change": "{tier} {area}：{title}，{change}（{case}，{date}）",
    "plain.firms": "{area}：依法报告裁员的企业{count}家",
    "plain.finding-line": "疑点{id}号 {area} {kind} {contract} {period}",
    "plain.receipt-line": "第{id}号 {file}：{state}，接收{accepted}行，退回{refused}行，待说明{held}行",
  },
  en: {
    "summary.set-aside": "Set aside this night, while the rest went on; please look into these soon:",
    "set-aside.rule":
      "rule {name}: failed in {count} place(s), which are not judged; the next night tries again ({cause})",
    "set-aside.indicator":
      "indicator {name}: could not be computed; rules that read this are not judged, and the next night tries again and catches up ({cause})",
    "set-aside.template": "text {name}: {count} could not be composed and went out in plain form ({cause})",
    "plain.subject": "[{about}] {date}: {count} item(s), plain form",
    "plain.lead":
      "The text of this letter could not be composed. This is its plain form, with the facts of {date}; ask the office that sent it for more.",
    "plain.receipt": "Receipt",
    "plain.reminder": "Reminder of reports",
    "plain.finding": "Reported figures to check",
    "plain.plan": "Progress of plans",
    "plain.changes": "Changes of warnings",
    "plain.notice":
      "The text of this notice could not be composed. This is its plain form; ask the office that sent it for grounds and figures.",
    "plain.change": "{tier} {area}: {title}, {change} ({case}, {date})",
    "plain.firms": "{area}: {count} enterprise(s) that report layoffs by law",
    "plain.finding-line": "finding {id} {area} {kind} {contract} {period}",
    "plain.receipt-line":
      "#{id} {file}: {state}, {accepted} rows accepted, {refused} refused, {held} asked about",
  },
} as const;
