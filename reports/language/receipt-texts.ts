/** Texts of receipts (回执): why a file is refused or deserves a look, in both languages. */
export const receiptTexts = {
  zh: {
    "file.empty-file": "文件为空",
    "file.no-rows":
      "文件只有表头，没有数据行；请补全数据后重新报送。设“零报告”列的报表确无情况的，该列填“是”",
    "file.nul-bytes": "第{line}行含有非文本内容；请报送 CSV 文件",
    "file.open-quote": "第{line}行的引号没有结束；请检查该行后重新报送",
    "file.truncated": "文件在第{line}行中断，不完整；请重新导出并报送全部内容",
    "file.too-large": "文件大小{bytes}字节，超过上限{largest}字节",
    "file.too-large-for-its-kind":
      "压缩包、工作簿、网页和 JSON 文件不得超过{largest}字节（本文件{bytes}字节）；更大的数据请以 CSV 报送",
    "file.too-many-refused":
      "超过{most}行不能接收（已有{refused}行），整个文件退回；请更正导出方式后重新报送",
    "file.credit-codes-doubtful":
      "{count}个统一社会信用代码的格式或校验位不符（如第{lines}行：{codes}），已接收，请核对",
    "file.another-kind": "文件名属于“{expected}”，内容却是“{really}”；请核对后重新报送",
    "file.missing-columns": "缺少必需的列：{missing}；文件的表头为：{found}",
    "file.duplicate": "与第{submission}号报送内容完全相同，未重复入库",
    "file.no-row-accepted": "没有一行可以接收，{refused}行被退回",
    "file.no-final-newline": "最后一行没有换行符，请确认文件没有被截断",
    "file.details-differ": "已收到的分单位明细合计与本表不一致：{areas}；请核对明细或本表",
    "file.not-text":
      "不是文本文件，或编码无法识别（可用 UTF-8、UTF-16、GB18030）；请另存为 CSV 或 XLSX 后重新报送",
    "file.unreconciled": "文件的行数无法核对一致（{problem}）；请检查引号和换行后重新报送",
    "file.too-many-rows": "工作表超过{most}行",
    "file.too-many-columns": "工作表超过{most}列；请删除右侧多余的内容",
    "file.misshapen-too-large":
      "到第{line}行，列数与表头不符的已有{rows}行、{cells}个单元格、{bytes}字节，超过可逐行退回的上限（{mostCells}个单元格、{mostBytes}字节），整个文件退回；请检查分隔符和引号后重新报送",
    "file.too-many-cells-in-file":
      "文件的单元格超过{most}个，与文件大小不相称，已停止读取；请删除空行、空列，或改报 CSV",
    "file.too-many-tags":
      "工作簿的内部标记超过{most}个，与文件大小不相称，已停止读取；请重新另存为 XLSX，或改报 CSV",
    "file.too-much-text":
      "表内文字展开后超过{most}字节，与文件大小不相称，已停止读取；请删除重复的长文字，或改报 CSV",
    "file.too-many-worksheets": "工作簿的工作表超过{most}个；请只保留要报送的工作表",
    "file.too-many-entries": "工作簿的样式、格式或关联超过{most}项；请把数据复制到新工作簿后重新报送",
    "file.member-too-large": "压缩包内的文件大小{bytes}字节，超过上限{largest}字节；请不要压缩，直接报送",
    "file.too-many-records": "JSON 超过{most}行；请改报 CSV",
    "file.too-many-keys": "到第{line}行，JSON 各行的键合计超过{most}个；同一列各行应使用同一个键",
    "file.too-wide": "第{line}行在第{most}列以后仍有内容；一张表最多{most}列，请删除右侧多余的内容",
    "file.cell-too-long": "有单元格超过{most}个字符；请删除过长的文字后重新报送",
    "file.token-too-long": "工作簿内有超过{most}字节的单个标记或文字，已停止读取；请重新另存为 XLSX",
    "file.line-too-long": "第{line}行过长，超过{most}字节；请检查引号和换行后重新报送",
    "file.nested-too-deep": "内容嵌套超过{most}层，已停止读取；报表每行的单元格应为文字或数字",
    "file.bad-row-number":
      "工作表第{after}行之后的行号“{found}”有误，应为整数，且不小于{next}；请重新另存为 XLSX",
    "file.bad-cell-reference":
      "工作表第{line}行的单元格位置“{found}”有误，应在本行内从左到右排列，如 A{line}、B{line}；请重新另存为 XLSX",
    "file.bad-string-number":
      "工作表第{line}行引用的文字编号“{found}”不存在，最大编号为{most}；请重新另存为 XLSX",
    "file.bad-style-number":
      "工作表第{line}行引用的样式编号“{found}”不存在，最大编号为{most}；请重新另存为 XLSX",
    "file.too-many-members": "压缩包内有{members}个文件，超过上限{most}个",
    "file.expands-too-far": "解压后过大（{bytes}字节），已拒绝打开",
    "file.bad-member-name": "压缩包内的文件名不可接受：{name}",
    "file.has-doctype": "工作簿含有不允许的外部定义（DOCTYPE），已拒绝打开",
    "file.broken-archive": "压缩包或工作簿已损坏（{problem}）；请重新导出",
    "file.broken-workbook": "工作簿已损坏（{problem}）；请重新另存为 XLSX",
    "file.encrypted": "文件已加密；请去除密码后重新报送",
    "file.workbook-password": "文件设有打开密码，无法读取；请取消密码后另存为 XLSX 重新报送",
    "file.spreadsheet-format": "文件为 {format} 格式，本系统不接收；请在制表软件中另存为 XLSX 后重新报送",
    "file.document-format": "文件为 {format} 格式，不是数据表；请将报表填入 XLSX 或 CSV 文件后重新报送",
    "file.picture-format": "文件为 {format} 图片，无法读取数据；请将报表填入 XLSX 或 CSV 文件后重新报送",
    "file.archive-format":
      "文件为 {format} 压缩格式，本系统不接收；请解压后直接报送，或改用 ZIP 压缩后重新报送",
    "file.not-json": "不是有效的 JSON（{problem}）",
    "file.json-shape": "JSON 应为对象的列表，每个对象是一行",
    "file.json-several-lists":
      "JSON 中有{count}个对象列表（{lists}），无法确定哪一个是报表；请只保留一个列表后重新报送",
    "file.json-duplicate-key": "JSON 的键“{key}”在同一对象中出现两次；请只保留一个后重新报送",
    "file.duplicate-key":
      "第{line}行（第{record}条记录）的键“{key}”出现两次，无法确定以哪一个为准；请只保留一个后重新报送",
    "file.no-table": "其中没有可以读取的报表；请不要把压缩包放在压缩包内",
    "file.could-not-be-read":
      "文件无法读取（{problem}），已原样保存。报送单位请用其他程序重新导出后再报；运维人员请查看夜间日志和 archive/unread/",
    "file.reader-gave-up": "旧版 XLS 文件无法读取；请另存为 XLSX 后重新报送",
    "file.encoding-found": "文件编码识别为 {encoding}",
    "file.columns-not-read": "以下列不在报表规范内，未入库：{headers}",
    "file.total-differs": "第{line}行合计与各行之和不一致：“{header}”填写 {found}，各行之和 {sum}",
    "file.replaces": "第{line}行替换第{submission}号报送的同期数据：{changes}；原报送保留备查",
    "file.replaces-unchanged": "第{line}行替换第{submission}号报送的同期数据，内容没有变化",
    "file.replaces-more": "另有{count}行与所替换的报送不同",
    "file.amends": "第{line}行更正第{submission}号报送的同一裁员报告：{changes}；原报送保留备查",
    "file.probable-amendment":
      "第{line}行与第{submission}号报送第{earlierLine}行疑为同一裁员报告（现报{found}人，前报{before}人）；如系更正请填写原报告编号“{number}”，现暂按两份计",
    "file.probable-amendment-unnumbered":
      "第{line}行与第{submission}号报送第{earlierLine}行疑为同一裁员报告（现报{found}人，前报{before}人），前报没有填写报告编号；请告知接收单位是更正还是另一次裁员，答复之前按两份计",
    "file.doubt": "第{line}行：{message}（填写值：“{found}”）；已接收，请核实",
    "file.copied-forward":
      "第{line}行（{area}）与上期完全相同，请确认是否为本期实际数；如沿用上期数，请更正后重新报送",
    "file.far-from-the-past": "第{line}行“{header}”为 {found}，与近一年的中位数 {usual} 相差很大，请核实",
    "file.nil-beside-events":
      "第{line}行为零报告，第{other}行却是同一地区同月的裁减人员报告，整个文件退回；请核对后重新报送",
    "file.explained": "第{line}行附有更正说明（{text}），疑问视为已答复，已接收",
    "file.explained-more": "另有{count}行附有更正说明，已接收",
    "file.answered": "本件为对疑点{finding}号的答复（{by}）：原报送第{submission}号第{lines}行经说明后入库",
    "file.period-open": "{count}行的报送月份尚未结束，已接收，但不作为该月的完整报送；该月结束后请再次报送",
    "file.corrects-nil": "第{line}行更正第{submission}号报送的零报告；原报送保留备查",
    "file.corrects-nil-more": "另有{count}行更正零报告",
    "file.dated-late": "{count}行的报告日期晚于拟裁减日期（如第{lines}行），已接收，按迟报记录",
    "receipt.accepted": "接收",
    "receipt.partial": "部分接收",
    "receipt.refused": "退回",
    "receipt.duplicate": "重复",
    "receipt.line": "{file}：{state}，接收{accepted}行，退回{refused}行",
    "receipt.line-held": "{file}：{state}，接收{accepted}行，退回{refused}行，待说明{held}行",
    "receipt.row": "第{line}行 {reasons}",
    "receipt.kind": "{problem}（{count}行：{examples}）",
    "receipt.kind-such-as": "{problem}（{count}行，如{examples}）",
    "receipt.kind-line": "第{line}行",
    "receipt.reason": "退回原因",
    "receipt.held-row": "第{line}行待说明 {reasons}",
    "receipt.held-how":
      "待说明的行暂未入库：数据无误的，增加“更正说明”一列，填写说明后重新报送该行（同一地区同一报告期有多行的，一并报送）；有误的，更正后重新报送",
    "receipt.more": "另有{count}行",
    "receipt.heading": "报送回执",
    "receipt.subject-remarks": "【回执】{count}份报表已接收，有提示请核对",
    "receipt.subject-whole": "【回执】{count}份报表全部接收",
    "receipt.subject-mend": "【回执】{what}，请更正",
    "receipt.subject-ask": "【回执】{what}",
    "receipt.subject-count": "已全部接收报表{count}份",
    "receipt.part-refused": "整份退回{refused}份",
    "receipt.part-rows": "退回{rows}行（{problems}个问题）",
    "receipt.part-questions": "{questions}项待核实",
    "receipt.accepted-all": "已全部接收报表{count}份：{list}",
    "receipt.accepted-more": "已全部接收报表{count}份：{list}等",
    "receipt.in-question": "疑点{id}号：{message}。{question}",
    "receipt.in-question-how": "存疑数据已照常计入；有误的，请更正后重新报送，无误的请向上级说明原因",
    "receipt.lead":
      "收到贵单位报送{count}份：接收{accepted}份，部分接收{partial}份，退回{refused}份，重复{duplicate}份。",
    "receipt.what-to-do": "请按上列原因更正，只重新报送被退回的行，或重新报送全部内容；已接收的行不受影响。",
    "receipt.attached": "附件为被退回和待说明的行，表头与原文件相同，更正或填写说明后可直接报送。",
    "receipt.explanation": "更正说明",
    "receipt.question": "待说明问题",
    "receipt.attached-too-large": "附件过大，只附一部分；全部被退回和待说明的行见本单位的回执文件夹。",
    "receipt.attached-in-part": "附件只含前{count}行；全部被退回的行见本单位的回执文件夹。",
    "letter.charts": "各地状态和走势",
    "letter.automatic": "本邮件由系统自动发出，请勿直接回复；如有疑问，请联系上级人社部门统计值班人员。",
  },
  en: {
    "file.empty-file": "the file is empty",
    "file.nil-beside-events":
      "line {line} says nil, and line {other} reports a layoff of the same area and month, so the file goes back as a whole; check and send it again",
    "file.explained":
      "line {line} comes with an explanation ({text}): the question counts as answered; accepted",
    "file.explained-more": "{count} more lines come with an explanation; accepted",
    "file.answered":
      "this is the answer to finding {finding} ({by}): lines {lines} of submission {submission} are loaded as explained",
    "file.period-open":
      "{count} row(s) name a month that has not ended; accepted, but not as the complete list of that month: send it again when the month has ended",
    "file.corrects-nil":
      "line {line} corrects the nil report of submission {submission}; the earlier one is kept",
    "file.corrects-nil-more": "{count} more lines correct a nil report",
    "file.dated-late":
      "{count} report(s) are dated after their start (such as on lines {lines}); accepted, and recorded as late",
    "file.no-rows":
      "the file has a header and no rows; complete it and send it again. Where the form has a nil column and nothing happened, write yes there",
    "file.nul-bytes": "line {line} is not text; send a CSV file",
    "file.open-quote":
      "the quotation that begins on line {line} never ends; mend the line and send the file again",
    "file.truncated": "the file breaks off on line {line}; export it again and send it whole",
    "file.too-large": "{bytes} bytes, more than the {largest} allowed",
    "file.too-large-for-its-kind":
      "an archive, a workbook, a web page or JSON may have {largest} bytes, this has {bytes}; send more data as CSV",
    "file.too-many-refused":
      "more than {most} rows cannot be accepted ({refused} so far), so the file goes back as a whole; mend the export and send it again",
    "file.credit-codes-doubtful":
      "{count} unified social credit codes have a form or check character that does not hold (such as on lines {lines}: {codes}); accepted, please check",
    "file.another-kind": "named as “{expected}”, but it holds “{really}”; check and send again",
    "file.missing-columns": "required columns are missing: {missing}; the file's header is: {found}",
    "file.duplicate": "the same content as submission {submission}; not loaded again",
    "file.no-row-accepted": "no row could be accepted; {refused} refused",
    "file.no-final-newline": "the last line has no line end: make sure the file was not cut",
    "file.details-differ":
      "the employer details received do not sum to this table: {areas}; check one or the other",
    "file.not-text":
      "not a text file, or its encoding is not known (UTF-8, UTF-16 and GB18030 are); save it as CSV or XLSX and send it again",
    "file.unreconciled":
      "the file's lines do not add up ({problem}); check quotes and line breaks and send it again",
    "file.too-many-rows": "the worksheet has more than {most} rows",
    "file.too-many-columns":
      "the worksheet has more than {most} columns; remove what stands far to the right",
    "file.misshapen-too-large":
      "by line {line}, {rows} rows do not have the header's columns: {cells} cells, {bytes} bytes, more than are sent back one by one ({mostCells} cells, {mostBytes} bytes), so the file goes back as a whole; check separators and quotes and send it again",
    "file.too-many-cells-in-file":
      "more than {most} cells, too many for a file of this size, so reading was stopped; remove empty rows and columns, or send CSV",
    "file.too-many-tags":
      "the workbook has more than {most} tags inside, too many for a file of this size, so reading was stopped; save it as XLSX again, or send CSV",
    "file.too-much-text":
      "the table's text unfolds to more than {most} bytes, too much for a file of this size, so reading was stopped; remove long text that repeats, or send CSV",
    "file.too-many-worksheets":
      "the workbook has more than {most} worksheets; leave only those to be reported",
    "file.too-many-entries":
      "the workbook has more than {most} styles, formats or relations; copy the data into a new workbook and send that",
    "file.member-too-large":
      "a file in the archive has {bytes} bytes, more than the {largest} allowed; send it without an archive",
    "file.too-many-records": "the JSON has more than {most} rows; send CSV",
    "file.too-many-keys":
      "by line {line}, the rows of the JSON have more than {most} different keys; a column has the same key in every row",
    "file.too-wide":
      "line {line} has content beyond column {most}; a table may have {most} columns, remove what stands far to the right",
    "file.cell-too-long": "a cell has more than {most} characters; remove the long text and send it again",
    "file.token-too-long":
      "the workbook holds a single tag or text of more than {most} bytes, so reading was stopped; save it as XLSX again",
    "file.line-too-long":
      "line {line} has more than the {most} bytes allowed; check quotes and line breaks and send it again",
    "file.nested-too-deep":
      "the content is nested deeper than the {most} levels allowed, so reading was stopped; the cells of a row are text or numbers",
    "file.bad-row-number":
      "the row behind row {after} of the worksheet has the number “{found}”; it must be a whole number, {next} or more; save it as XLSX again",
    "file.bad-cell-reference":
      "a cell in row {line} of the worksheet has the reference “{found}”; cells of a row go from left to right, such as A{line}, B{line}; save it as XLSX again",
    "file.bad-string-number":
      "row {line} of the worksheet uses the text number “{found}”, and the last there is {most}; save it as XLSX again",
    "file.bad-style-number":
      "row {line} of the worksheet uses the style number “{found}”, and the last there is {most}; save it as XLSX again",
    "file.too-many-members": "the archive holds {members} files, more than {most}",
    "file.expands-too-far": "it would unfold too far ({bytes} bytes) and was not opened",
    "file.bad-member-name": "a file name in the archive is not acceptable: {name}",
    "file.has-doctype": "the workbook carries a DOCTYPE, which is not allowed",
    "file.broken-archive": "the archive or workbook is broken ({problem}); export it again",
    "file.broken-workbook": "the workbook is broken ({problem}); save it as XLSX again",
    "file.encrypted": "the file is encrypted; remove the password and send it again",
    "file.workbook-password":
      "the file has a password and cannot be opened; remove the password, save it as XLSX and send it again",
    "file.spreadsheet-format":
      "the file is in the format {format}, which is not accepted; save it as XLSX in your spreadsheet program and send it again",
    "file.document-format":
      "the file is in the format {format}, which is no table of data; enter the report in an XLSX or CSV file and send that",
    "file.picture-format":
      "the file is a {format} picture, from which no data can be read; enter the report in an XLSX or CSV file and send that",
    "file.archive-format":
      "the file is packed as {format}, which is not accepted; unpack it and send what is inside, or pack it as ZIP",
    "file.not-json": "not valid JSON ({problem})",
    "file.json-shape": "JSON must be a list of objects, one for each row",
    "file.json-several-lists":
      "the JSON has {count} lists of objects ({lists}), and any of them may be the report; leave one list and send it again",
    "file.json-duplicate-key":
      "the key “{key}” stands twice in an object of the JSON; leave one and send it again",
    "file.duplicate-key":
      "line {line} (record {record}) has the key “{key}” twice, and either may be meant; leave one and send it again",
    "file.no-table": "no report can be read in it; do not put an archive into an archive",
    "file.could-not-be-read":
      "the file could not be read ({problem}) and is kept as it came. Sender: export it anew with another program and send it again. Operator: see the night's log and archive/unread/",
    "file.reader-gave-up": "the legacy XLS file could not be read; save it as XLSX and send it again",
    "file.encoding-found": "the encoding was found to be {encoding}",
    "file.columns-not-read": "columns that are no part of the report were not loaded: {headers}",
    "file.total-differs":
      "the total on line {line} differs from the rows: “{header}” says {found}, the rows sum to {sum}",
    "file.replaces":
      "line {line} replaces what submission {submission} said of the same period: {changes}; the earlier one is kept",
    "file.replaces-unchanged":
      "line {line} replaces what submission {submission} said of the same period, and says the same",
    "file.replaces-more": "{count} more lines differ from the report that was replaced",
    "file.amends":
      "line {line} amends the report of submission {submission}: {changes}; the earlier one is kept",
    "file.probable-amendment":
      "line {line} is probably the layoff of line {earlierLine} of submission {submission} (now {found} workers, {before} before); if it amends that one, give its number “{number}”; for the time being both count",
    "file.probable-amendment-unnumbered":
      "line {line} is probably the layoff of line {earlierLine} of submission {submission} (now {found} workers, {before} before), which has no report number; tell the receiving office whether it amends that one or is another layoff, until then both count",
    "file.doubt": "line {line}: {message} (found “{found}”); accepted, please check",
    "file.copied-forward":
      "line {line} ({area}) equals the period before in every figure: please make sure it was not copied",
    "file.far-from-the-past":
      "line {line}, “{header}” is {found}, far from the median {usual} of the last year: please check",
    "receipt.accepted": "accepted",
    "receipt.partial": "accepted in part",
    "receipt.refused": "refused",
    "receipt.duplicate": "duplicate",
    "receipt.line": "{file}: {state}, {accepted} rows accepted, {refused} refused",
    "receipt.line-held":
      "{file}: {state}, {accepted} rows accepted, {refused} refused, {held} waiting for an explanation",
    "receipt.row": "line {line} {reasons}",
    "receipt.kind": "{problem} ({count} rows: {examples})",
    "receipt.kind-such-as": "{problem} ({count} rows, such as {examples})",
    "receipt.kind-line": "line {line}",
    "receipt.reason": "reason",
    "receipt.held-row": "line {line} waits for an explanation: {reasons}",
    "receipt.held-how":
      "rows that wait are not loaded yet: if a row is right, add a column “explanation”, fill it in and send the row again (with the other rows of its area and period, if there are several); if it is wrong, correct it and send it again",
    "receipt.more": "{count} more rows",
    "receipt.heading": "Receipt",
    "receipt.subject-remarks": "[Receipt] {count} report(s) accepted, with remarks to check",
    "receipt.subject-whole": "[Receipt] {count} report(s), all accepted",
    "receipt.subject-mend": "[Receipt] {what}: please correct",
    "receipt.subject-ask": "[Receipt] {what}",
    "receipt.subject-count": "{count} report(s) accepted as a whole",
    "receipt.part-refused": "{refused} report(s) refused",
    "receipt.part-rows": "{rows} row(s) sent back for {problems} reason(s)",
    "receipt.part-questions": "{questions} question(s)",
    "receipt.accepted-all": "{count} report(s) accepted as a whole: {list}",
    "receipt.accepted-more": "{count} report(s) accepted as a whole: {list} and others",
    "receipt.in-question": "question {id}: {message}. {question}",
    "receipt.in-question-how":
      "Figures in question count as reported; if they are wrong, please send a corrected report, else give the reason to your superior",
    "receipt.lead":
      "We received {count} report(s) of yours: {accepted} accepted, {partial} accepted in part, {refused} refused, {duplicate} received before.",
    "receipt.what-to-do":
      "Please correct what is listed above and send the refused rows again, or the whole report; accepted rows are not affected.",
    "receipt.attached":
      "Attached are the refused rows and those that wait for an explanation, under your file's own header: correct or explain them and send them as they are.",
    "receipt.explanation": "explanation",
    "receipt.question": "question",
    "receipt.attached-too-large":
      "The attachments would be too large and hold a part only; your receipts folder holds all rows that came back or wait.",
    "receipt.attached-in-part":
      "The attachment holds the first {count} rows only; your receipts folder holds all refused rows.",
    "letter.charts": "Where the areas stand, and the figures",
    "letter.automatic":
      "This message was sent automatically; please do not reply to it. With questions, turn to the statistics desk of the office above.",
  },
} as const;
