/** Pattern of the labels of total rows (合计、本页小计、全旗合计), without spaces and colons and in small letters. */
export const TOTAL_LABEL =
  "(?:本页|全[区旗县市盟州省]|[本各][区旗县市盟页]|总)?(?:合计|总计|小计|共计|累计合计)|(?:sub|grand)?total";
