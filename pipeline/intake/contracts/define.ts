/** Chinese first, English as the second language setting. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** How long a period of a report is (报告期). */
export type PeriodKind = "day" | "week" | "month" | "quarter" | "year";

interface ColumnBase {
  /** Title of the column, in the words of an office. */
  readonly title: Text;
  /** A cell may be blank, and a mapping may leave the column out. */
  readonly optional?: boolean;
  /** An accepted value, shown in refusals and checked by a test. */
  readonly example: string | number;
}

/** Columns of a report, by what their cells may hold. */
export type Column =
  | (ColumnBase & { readonly type: "area" | "period" | "text" | "date" | "flag" })
  /** Whole and not negative: persons, posts, reports. Without a unit it is a number of a list (表号). */
  | (ColumnBase & { readonly type: "count"; readonly unit?: "none" })
  /** A sum of money in 万元, or a share in per cent, with up to four decimals. */
  | (ColumnBase & { readonly type: "amount"; readonly unit?: "percent" })
  /** One of a closed list of words. */
  | (ColumnBase & { readonly type: "word"; readonly words: Readonly<Record<string, readonly string[]>> });

/** A condition between the columns of one row. It is written in SQL and holds when a value is missing. */
export interface RowCheck {
  readonly id: string;
  readonly holds: string;
  /** The column whose cell is shown in the refusal. */
  readonly column: string;
  readonly message: Text;
  /** A row that breaks it is still accepted, with a remark on the receipt. */
  readonly doubt?: true;
}

/** Selects rows of a report by the values of their columns; a column that is not named matches every row. */
export type RowsWhere = Readonly<Record<string, readonly (string | number)[]>>;

/**
 * A condition between groups of rows of one area and period (表间平衡): the figures of `parts` sum to those of `whole`. It is checked where
 * both groups exist; where it does not hold, the rows of `refuses` are refused with both figures.
 */
export interface GroupBalance {
  readonly id: string;
  readonly whole: RowsWhere;
  readonly parts: RowsWhere;
  readonly refuses: RowsWhere;
  /** The figures compared; each is compared only where every row has it. */
  readonly figures: readonly string[];
  readonly message: Text;
}

/** The meaning of one report kind (报表规范). A mapping describes how a sender's file carries it. */
export interface Contract {
  readonly id: string;
  readonly title: Text;
  /** The law, form or standard it follows. */
  readonly source: string;
  /** A `period` report covers an area and a period as a whole; an `event` report covers one event. */
  readonly grain: "period" | "event";
  readonly periods: readonly PeriodKind[];
  /** Columns that make a row unique within its area; for an event, the first key whose columns are all filled is used. */
  readonly keys: readonly (readonly string[])[];
  /** The flag column by which an office reports that there was nothing to report (零报告). */
  readonly nil?: string;
  /** Dates of an event: a report dated after it became known, or more than a year from the start of its event, is asked about. */
  readonly dates?: {
    readonly dated: string;
    readonly starts: string;
    /** Column and word by which `dated` is another date than that of the report. */
    readonly unless: { readonly column: string; readonly word: string };
  };
  /** Rows may name a period that has not ended; they do not count as the report of that period. Refused when not given. */
  readonly openPeriods?: true;
  /** Columns that count from the beginning of the year (累计数): a fall within a year is taken in and asked about. */
  readonly cumulative?: readonly string[];
  /**
   * Counts at the end of the period (存量), each with the column that repeats it at the beginning of the next, where the form has one: the two
   * must agree, and a stock that jumps from one period to the next is asked about.
   */
  readonly stocks?: readonly { readonly closing: string; readonly opening?: string }[];
  /** Levels of areas that the report may cover; every level when not given. */
  readonly levels?: readonly ("region" | "league" | "banner")[];
  /** A detail report whose rows must sum to another report's figures of the same area and period. */
  readonly sumsTo?: { readonly contract: string; readonly columns: readonly string[] };
  readonly columns: Readonly<Record<string, Column>>;
  readonly checks: readonly RowCheck[];
  /** Conditions between groups of rows, in order: rows refused by one condition are not used by the next. */
  readonly balances?: readonly GroupBalance[];
}

/** Type a contract and check that it is consistent. @throws Error when it names a column it does not have */
export function defineContract(contract: Contract): Contract {
  const named = [
    ...contract.keys.flat(),
    ...contract.checks.map((check) => check.column),
    contract.nil ?? [],
    contract.dates ? [contract.dates.dated, contract.dates.starts, contract.dates.unless.column] : [],
    contract.cumulative ?? [],
    (contract.stocks ?? []).flatMap(({ closing, opening }) => [closing, opening ?? []].flat()),
    ...(contract.balances ?? []).flatMap((balance) => [
      ...balance.figures,
      ...[balance.whole, balance.parts, balance.refuses].flatMap(Object.keys),
    ]),
  ].flat();
  const unknown = named.find((name) => !Object.hasOwn(contract.columns, name));
  if (unknown) throw new Error(`contract ${contract.id} names a column it does not have: ${unknown}`);
  const flag = Object.entries(contract.columns).find(
    ([name, { type }]) => type === "flag" && name !== contract.nil,
  );
  if (flag) throw new Error(`contract ${contract.id} has a flag without a meaning: ${flag[0]}`);
  return contract;
}
