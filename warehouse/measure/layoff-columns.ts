import { literal } from "../engine/literal.ts";
import { isPlaceholderSql } from "../load/cell-sql.ts";

/** SQL: the letters and digits of a name's normal form; brackets and dots are left out in some submissions. */
export const lettersOf = (column: string): string =>
  `regexp_replace(identity_text(${column}), '[^\\pL\\pN]+', '', 'g')`;

/** Words that name no industry and no group, beside those that say there is none. */
const EMPTY_NAMES = ["其他", "其它", "未知", "不清楚", "同上", "na", "other", "unknown"];
/** Letters of an industry or a group that are read; a longer text is a remark and no name. */
const LONGEST = 60;
/** Names of enterprises do not belong into the column of industries. */
const ENTERPRISE = "公司|集团|合作社|厂$|[0-9]{6}";

/** SQL: a text, blank where it says nothing or is longer than a name. */
const named = (text: string): string =>
  `CASE WHEN length(${text}) BETWEEN 1 AND ${LONGEST} AND NOT ${isPlaceholderSql(text)} AND ${text} NOT IN (${EMPTY_NAMES.map(literal).join(", ")}) THEN ${text} END`;

/** SQL: the letters of a text in its normal form. */
const lettersIn = (text: string): string => `regexp_replace(${text}, '[^\\pL\\pN]+', '', 'g')`;

/** SQL: the letters of an industry's name, without a code of the national classification (GB/T 4754) in front of it. */
const industryOf = (normal: string): string => {
  const text = `regexp_replace(regexp_replace(${normal}, '^([a-t][0-9]{2,4}|[0-9]{2,4}|[a-t][ .、-])', ''), '[^\\pL\\pN]+', '', 'g')`;
  return `CASE WHEN NOT regexp_matches(${text}, '${ENTERPRISE}') THEN ${named(text)} END`;
};

/** SQL: the letters of a group's name without its legal form, so that a group written with and without it is one. */
const groupOf = (normal: string): string =>
  named(
    `regexp_replace(${lettersIn(normal)}, '(有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|总公司|公司|控股|集团|股份)+$', '')`,
  );

/** SQL: a credit code, blank where it has not the form of one (GB 32100-2015). */
const codeOf = (normal: string): string =>
  `CASE WHEN regexp_full_match(upper(${normal}), '[0-9A-Z]{18}') THEN upper(${normal}) END`;

/**
 * SQL: layoff reports with the normal forms of their texts, each written once: its table of characters is long, and a statement in which it
 * stood some twenty times took a second to be prepared.
 *
 * @param source a table, or a statement in brackets
 */
export const withNormalTexts = (source: string): string => `(
       SELECT *, identity_text(employer) AS employer_normal, identity_text(industry) AS industry_normal,
              identity_text(group_name) AS group_normal, identity_text(controlling_code) AS controlling_normal
       FROM ${source})`;

/**
 * SQL: what rules read of a layoff report, over a table named `report` that `withNormalTexts` made.
 *
 * The enterprise is known by its credit code, else by its name; the group by the code of who controls it and by the group's name. Words such as 无
 * name neither an industry nor a group.
 */
export const LAYOFF_COLUMNS = `report.area, employer, coalesce(credit_code, employer_normal) AS "employerKey",
            credit_code AS code, ${lettersIn("employer_normal")} AS "nameKey", ${groupOf("employer_normal")} AS "stemKey", received_on AS "receivedOn", starts_on AS "startsOn",
            workers_affected AS persons, workers_employed AS staff, coalesce(action = 'closure', false) AS closure,
            ${industryOf("industry_normal")} AS "industryKey", left(industry, ${LONGEST}) AS industry, left(group_name, ${LONGEST}) AS "groupName",
            ${codeOf("controlling_normal")} AS controller, ${groupOf("group_normal")} AS "groupKey"`;
