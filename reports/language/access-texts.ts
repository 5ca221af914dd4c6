/** Texts on who may read what, on the audit of questions, and on files that an answer is written to (权限、审计), in both languages. */
export const accessTexts = {
  zh: {
    "ask.refused-function":
      "{place}不能调用 {name}：查询只能使用查询副本的表和宏、普通函数，以及规定的表函数（range、unnest、json_each、duckdb_tables() 等）。",
    "ask.refused-table": "{place}不能读取 {name}：查询只能读取查询副本的表、视图和数据字典视图。",
    "ask.refused-unguarded": "本系统无法限制查询所用的内存，不予执行。",
    "error.out-link": "--out {file}：该处是链接，不予写入：请改用其他文件名。",
    "error.out-no-plain-file":
      "--out {file}：该处不是普通文件（目录、管道或设备），不予写入：请改用其他文件名。",
    "error.out-exists": "--out {file}：文件已存在；需要替换的，请加 --force。",
    "error.out-exchanged": "--out {file}：写入期间有他人改动该目录，结果未写成：请写入只有本人可写的目录。",
    "error.out-closed": "--out {file}：无法写入（{code}）。",
    "error.no-spool":
      "审计暂存目录 {dir} 不能写入（{code}），查询不予执行：由运行本服务的账户在 fengsui.yaml 中写明 readers，并运行一次夜间处理。",
    "error.copy-closed":
      "本账户不能读取查询副本 {file}：请运行本服务的账户在 fengsui.yaml 中写明 readers（读者用户组），并将本账户加入该组。",
    "error.not-for-readers": "{dir} 属于另一账户：本账户只能使用 fengsui sql、describe 和 explain-number。",
    "error.readers-unknown": "readers：本机没有用户组 {group}：先建立该组，或改用组的编号，或删去 readers。",
    "error.readers-not-member":
      "readers：本账户不能把目录交给用户组 {group}（{code}）：请将运行本服务的账户加入该组。",
    "error.readers-form": "应为用户组的名称或编号，如 statisticians",
    "explain.of-the-operator": "以上出自查询副本；所依据的报送和数据行由运行本服务的账户查看。",
    "note.mode-open": "{path} 对{who}开放（{mode}）：fengsui doctor DIR --repair 可收紧。",
    "note.modes-more": "另有{count}处对外开放",
    "who.anyone": "任何账户",
    "who.readers": "读者用户组",
    "note.password-in-clear":
      "mail.security 为 none，而 passwordFrom 写明了密码：密码和邮件将不加密地传送；改用 tls 或 starttls。",
    "note.mail-in-clear":
      "mail.security 为 none：邮件不加密地传送，其中可能有企业名称；改用 tls 或 starttls。",
    "note.password-empty": "mail.user 没有密码：写明 passwordFrom，以环境变量给出密码。",
    "note.font-absent": "字体文件不存在：{file}（fengsui.yaml 的 documents）",
    "note.charts-undrawn":
      "本机无法绘制图表（{reason}）：邮件改用文字说明图中内容；请重新安装程序后再运行 doctor",
    "note.font-unreadable": "字体文件无法读取：{file}；应为 TTF 或 OTF 字体",
    "note.glyphs-missing":
      "字体缺字{count}个：{characters}（{file}）；图和 PDF 文件中这些字将显示不出，可在 fengsui.yaml 的 documents.fonts 中改用全字体",
    "note.small-cells-open":
      "policy.yaml 的 smallCells 宽于通常做法（firms {firms}，share {share}，p {p}）：建议不少于3个单位、一家占比不超过0.8、p 不小于10。",
    "note.certificates-unchecked":
      "环境变量 NODE_TLS_REJECT_UNAUTHORIZED 为 0：不核对邮件服务器的证书，密码和邮件可能落入他人之手。",
    "warning.line": "注意：{text}",
    "doctor.unfinished": "有{count}次查询只有开始、没有结束的记录（进程被强行终止，或仍在运行）：{examples}",
    "ailment.modes-open": "文件对不应读取的账户开放",
    "spool.strange": "审计暂存目录中有不是查询记录的文件：{name}（{kind}，账户编号 {uid}）",
    "spool.broken": "审计暂存目录 {dir} 未能整理：{cause}",
  },
  en: {
    "ask.refused-function":
      "{place}{name} may not be called: a question has the tables and macros of the copy, plain functions, and a list of table functions (range, unnest, json_each, duckdb_tables(), …).",
    "ask.refused-table":
      "{place}{name} may not be read: a question has the tables and views of the copy, and the views of the dictionary.",
    "ask.refused-unguarded": "this system gives no way to limit the memory of a question: it is not run.",
    "error.out-link": "--out {file}: a link stands there, and is not followed: choose another name.",
    "error.out-no-plain-file":
      "--out {file}: what stands there is no plain file (a folder, pipe or device): choose another name.",
    "error.out-exists": "--out {file}: the file exists; with --force it is replaced.",
    "error.out-exchanged":
      "--out {file}: somebody changed the folder meanwhile, and nothing was written: choose a folder that only you can write to.",
    "error.out-closed": "--out {file}: it cannot be written ({code}).",
    "error.no-spool":
      "the spool of the audit {dir} cannot be written to ({code}), so that nothing is asked: the service's account names the readers in fengsui.yaml and runs a night.",
    "error.copy-closed":
      "this account may not read the copy {file}: the service's account names a group as readers in fengsui.yaml, and this account must be in it.",
    "error.not-for-readers":
      "{dir} belongs to another account: this one may use fengsui sql, describe and explain-number.",
    "error.readers-unknown":
      "readers: this machine has no group {group}: make it, or give a group's number, or remove readers.",
    "error.readers-not-member":
      "readers: this account cannot give a folder to the group {group} ({code}): put the service's account into the group.",
    "error.readers-form": "expected the name or the number of a group, such as statisticians",
    "explain.of-the-operator":
      "This is from the readers' copy; the reports and rows behind it are for the service's account.",
    "note.mode-open": "{path} is open to {who} ({mode}): fengsui doctor DIR --repair closes it.",
    "note.modes-more": "{count} more are open",
    "who.anyone": "any account",
    "who.readers": "the readers' group",
    "note.password-in-clear":
      "mail.security is none and passwordFrom names a password: it is sent in clear, as the mails are; use tls or starttls.",
    "note.mail-in-clear":
      "mail.security is none: mails, which may name enterprises, are sent in clear; use tls or starttls.",
    "note.password-empty": "mail.user has no password: name the variable that holds it in passwordFrom.",
    "note.font-absent": "there is no font file {file} (documents in fengsui.yaml)",
    "note.charts-undrawn":
      "charts cannot be drawn on this machine ({reason}): mails say in words what they would show; install the program again, then run doctor",
    "note.font-unreadable": "the font file {file} cannot be read; it must be a TTF or OTF font",
    "note.glyphs-missing":
      "{count} characters are not in the font {file}: {characters}; pictures and PDF documents cannot show them, a full font can be set as documents.fonts in fengsui.yaml",
    "note.small-cells-open":
      "smallCells of policy.yaml hides less than is usual (firms {firms}, share {share}, p {p}): at least 3 firms, a share of at most 0.8 and a p of at least 10 are advised.",
    "note.certificates-unchecked":
      "the variable NODE_TLS_REJECT_UNAUTHORIZED is 0: nobody checks the mail server's certificate, and password and mails may go to anybody.",
    "warning.line": "warning: {text}",
    "doctor.unfinished":
      "{count} questions began and have no end in the audit (their process was killed, or still runs): {examples}",
    "ailment.modes-open": "files open to accounts that should not read them",
    "spool.strange": "the spool of the audit held what is no question: {name} ({kind}, account number {uid})",
    "spool.broken": "the spool of the audit {dir} could not be emptied: {cause}",
  },
} as const;
