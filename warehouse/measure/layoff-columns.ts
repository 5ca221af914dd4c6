/** SQL: the letters and digits of a name's normal form; brackets and dots are left out in some submissions. */
export const lettersOf = (column: string): string =>
  `regexp_replace(identity_text(${column}), '[^\\pL\\pN]+', '', 'g')`;

/** SQL: the letters of an industry's name, without a code of the national classification (GB/T 4754) in front of it. */
const industryOf = (column: string): string =>
  `nullif(regexp_replace(${lettersOf(column)}, '^[a-t]?[0-9]*', ''), '')`;

/**
 * SQL: what rules read of a layoff report, over a table named `report`.
 *
 * The enterprise is known by its credit code, else by its name; the group by the code of who controls it, else by the group's name. The
 * enterprise that controls others is one of its group itself.
 */
export const LAYOFF_COLUMNS = `report.area, employer, coalesce(credit_code, identity_text(employer)) AS "employerKey",
            credit_code AS code, ${lettersOf("employer")} AS "nameKey", received_on AS "receivedOn",
            workers_affected AS persons, workers_employed AS staff, coalesce(action = 'closure', false) AS closure,
            ${industryOf("industry")} AS "industryKey", industry, group_name AS "groupName",
            upper(identity_text(controlling_code)) AS controller, ${lettersOf("group_name")} AS "groupKey"`;
