/** Texts on the layout of a file: its header, units, hidden parts, and what was passed over, in both languages. */
export const layoutTexts = {
  zh: {
    "file.header-too-deep": "表头超过{most}行，无法确定各列含义；请将表头合并为不超过{most}行后重新报送",
    "file.header-changes":
      "第{line}行又出现一个表头，且各列与前一表头不同；请将两张表分为两个文件或两个工作表报送",
    "file.units-change": "第{line}行所写的计量单位与前面不同；一张表只能使用一套计量单位，请统一后重新报送",
    "file.no-sheet-left":
      "没有可读取的工作表：{sheets}是隐藏的，或名称表明是底稿、示例；请取消隐藏或改名后重新报送",
    "file.columns-alike":
      "“{wanted}”有几列都可能是：第{columns}列，无法确定取哪一列；请只保留一列，或在表头注明“本月”“合计”后重新报送",
    "file.units-contradict": "“{header}”写明的计量单位相互矛盾：{units}；请只保留一个后重新报送",
    "file.unit-not-possible": "“{header}”不能以“{units}”为计量单位；请核对该列内容和单位后重新报送",
    "file.unit-of-no-column": "表中写明单位为“{units}”，但本表没有以此计量的数据；请核对后重新报送",
    "file.units-converted": "已按所写计量单位换算：{columns}",
    "file.hidden-columns-read": "下列各列在表中是隐藏的，已一并读取：{headers}；如不应报送，请删除后重新报送",
    "file.hidden-rows":
      "有{count}行是隐藏或被筛选的（第{lines}行等），且没有内容相应的可见行，无法确定哪些行有效；请取消筛选和隐藏，删除不报的行后重新报送",
    "file.hidden-rows-passed": "隐藏的{count}行（第{lines}行等）另有可见的同一地区、报告期的行，未读取",
    "file.display-contradicts":
      "“{header}”第{line}行的数字格式（按万、千显示）与所写计量单位矛盾；请将该列设为常规格式后重新报送",
    "file.display-converted": "已按显示的数值读取（数字格式按万、千显示）：{headers}",
    "file.figures-rounded": "{count}个计算得出的数值已四舍五入（如“{header}”{old} 读作 {new}）",
    "file.rows-passed-over": "已略过{kinds}，共{count}行（第{lines}行）",
    "file.rows-passed-over-above": "已略过表头下的{kinds}",
    "file.beside-table": "表格以外的文字（{count}行右侧）未读取",
    "file.sheets-passed-over": "未读取的工作表（隐藏、底稿、示例或汇总）：{sheets}",
    "file.unknown-kind": "文件名和表头都不属于已知报表；报表的文件名如 {kinds} 等，共{count}种",
    "file.unknown-kind-like":
      "文件名不属于已知报表；表头最接近“{nearest}”（文件名如 {name}），但缺少：{missing}；文件的表头为：{found}",
    "file.kind-not-decided":
      "文件名不属于已知报表，表头同时符合几种报表，无法确定是否为“{nearest}”；请按 {name} 命名后重新报送",
    "file.duplicate-amended":
      "与第{submission}号报送内容完全相同，未入库；其后第{later}号报送已作更正。如应以本文件为准，请增加“更正说明”一列并填写后重新报送",
    "file.duplicate-held":
      "与第{submission}号报送内容完全相同，未重复入库；其中有行待说明，请增加“更正说明”一列并填写后重新报送",
    "file.completed": "第{submission}号报送中已接收的其余{count}行继续有效",
    "file.no-data-rows":
      "文件有表头，但表头以下只有示例、注释等（第{lines}行），没有数据行；请填写数据后重新报送",
    "file.struck-out": "第{line}行有整格删除线，无法确定该内容是否作废；请删除该行，或取消删除线后重新报送",
    "file.unit-unread": "计量单位写作“{text}”，无法确定含义；请写明如“{example}”后重新报送",
    "file.units-partial":
      "部分列写明了计量单位，“{header}”没有写明，无法确定是否同一单位；请逐列写明后重新报送",
    "file.tables-of-a-place":
      "本文件中有几张表都报送同一地区、同一报告期（{place}）：{parts}，无法确定以哪一张为准；请只保留一张后重新报送",
    "file.cell-left-out": "第{line}行“{header}”的“{found}”无法识别，该项按空白处理，其余已接收；请核对",
    "file.cells-left-out": "另有{count}个选填项无法识别，按空白处理",
    "file.periods-stated": "标题中写有几个不同的报告期（{periods}），未作核对；请确认报告期无误",
  },
  en: {
    "file.header-too-deep":
      "the header has more than {most} rows, so it is not clear what the columns are; put it into {most} rows and send the file again",
    "file.header-changes":
      "line {line} is another header, with other columns; send the two tables as two files or two worksheets",
    "file.units-change":
      "line {line} states other units than the rows above it; a table has one set of units, please send it so",
    "file.no-sheet-left":
      "no worksheet can be read: {sheets} are hidden, or named as drafts or samples; show or rename them and send the file again",
    "file.columns-alike":
      "several columns may be “{wanted}”: columns {columns}; leave one, or say in the header which is of this month or the total, and send the file again",
    "file.units-contradict":
      "the units stated for “{header}” contradict each other: {units}; leave one of them",
    "file.unit-not-possible": "“{header}” cannot be counted in “{units}”; check the column and its unit",
    "file.unit-of-no-column":
      "the unit is stated to be “{units}”, but the report has no figures in it; check and send the file again",
    "file.units-converted": "converted by the units stated: {columns}",
    "file.hidden-columns-read":
      "these columns are hidden and were read: {headers}; if they are not to be reported, remove them and send the file again",
    "file.hidden-rows":
      "{count} rows are hidden or filtered (such as lines {lines}) and have no visible row for the same place, period and event, so it is not clear which rows count; show all rows, remove those not to be reported, and send the file again",
    "file.hidden-rows-passed":
      "{count} hidden rows (such as lines {lines}) have a visible row for the same place and period, and were not read",
    "file.display-contradicts":
      "the number format of “{header}” on line {line} shows thousands or ten thousands and contradicts the unit stated; give the column the general format and send the file again",
    "file.display-converted": "read as shown (number formats in thousands or ten thousands): {headers}",
    "file.figures-rounded": "{count} computed figures were rounded (such as “{header}”, {old} read as {new})",
    "file.rows-passed-over": "passed over {count} rows: {kinds} (lines {lines})",
    "file.rows-passed-over-above": "passed over below the header: {kinds}",
    "file.beside-table": "text beside the table ({count} rows) was not read",
    "file.sheets-passed-over": "worksheets not read (hidden, drafts, samples, summaries): {sheets}",
    "file.unknown-kind":
      "neither name nor header belongs to a known report; names of reports are such as {kinds}, {count} kinds in all",
    "file.unknown-kind-like":
      "the file's name belongs to no known report; its header is nearest to “{nearest}” (named such as {name}) and lacks: {missing}; the header is: {found}",
    "file.kind-not-decided":
      "the file's name belongs to no known report, and its header fits several, such as “{nearest}”; name it as {name} and send it again",
    "file.duplicate-amended":
      "the same content as submission {submission}, not loaded; submission {later} has amended it since. If this file is to hold, add a column “explanation”, fill it in and send it again",
    "file.duplicate-held":
      "the same content as submission {submission}, not loaded again; rows of it wait for an explanation: add a column “explanation”, fill it in and send it again",
    "file.completed": "the other {count} rows accepted with submission {submission} still hold",
    "file.no-data-rows":
      "the file has a header, and below it only samples, notes and the like (lines {lines}), but no row of data",
    "file.struck-out":
      "line {line} has cells that are struck out, and it is not clear whether they count; remove the row or the strike-through and send the file again",
    "file.unit-unread":
      "the unit is written as “{text}”, which cannot be read; write it such as “{example}” and send the file again",
    "file.units-partial":
      "some columns state their unit and “{header}” does not, so it is not clear whether it has the same one; state it for each column",
    "file.tables-of-a-place":
      "several tables of this file report the same place and period ({place}): {parts}; leave one and send the file again",
    "file.cell-left-out":
      "line {line}, “{header}”: “{found}” cannot be read and counts as blank; the rest was accepted, please check",
    "file.cells-left-out": "{count} more optional cells cannot be read and count as blank",
    "file.periods-stated":
      "the title states several periods ({periods}) and was not compared; please make sure that the period is right",
  },
} as const;
