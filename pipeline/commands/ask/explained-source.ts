import type { Language } from "../../../reports/language/index.ts";
import {
  areasOf,
  type Contribution,
  contributionsTo,
  type NamedArea,
  type NumberAsked,
  type NumberReader,
} from "../../../reports/views/explain/explained-number.ts";
import {
  absentParts,
  type ReportBehind,
  reportsBehind,
} from "../../../reports/views/explain/reports-behind.ts";
import { readReaderSettings } from "../../deployment/reader-settings.ts";
import type { OpenDeployment } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { type Asker, openAsker } from "./ask.ts";

/** Where an explanation of a number is read: in the warehouse, or by a reader in the published copy. */
export interface ExplainedSource {
  readonly language: Language;
  readonly zone: string;
  /** What the numbers themselves are read from. */
  readonly numbers: NumberReader;
  areaName(code: string): string;
  /** The code of an area that is named by its code or one of its names. */
  areaCode(name: string): string | undefined;
  contributions(asked: NumberAsked): Promise<Contribution[]>;
  /** What stands behind the number; null where only the operator may see it. */
  readonly behind: {
    reports(asked: NumberAsked): Promise<ReportBehind[]>;
    absent(asked: NumberAsked): Promise<readonly { readonly area: string }[]>;
  } | null;
  close(): void;
}

const codeOf = (areas: readonly NamedArea[], wanted: string): string | undefined =>
  areas.find(({ code, name, nameEn, alias }) => [code, name, nameEn, alias].includes(wanted))?.code;

/** The warehouse of an opened deployment: with the reports behind each number. */
export function operatorSource(opened: OpenDeployment): ExplainedSource {
  const { warehouse, deployment, noticeSetting } = opened;
  return {
    language: noticeSetting.language,
    zone: deployment.settings.zone,
    numbers: warehouse,
    areaName: (code) => noticeSetting.directory.areaName(code),
    areaCode: (wanted) => codeOf(deployment.areas, wanted),
    contributions: (asked) => contributionsTo(warehouse, asked, "warehouse"),
    behind: {
      reports: (asked) => reportsBehind(warehouse, asked),
      absent: (asked) => absentParts(warehouse, asked),
    },
    close: () => opened.close(),
  };
}

/**
 * The published copy, for an account that is not the service's: values, parts, versions and coverage, without reports and rows. Each
 * look is a guarded question with its line in the audit.
 *
 * @throws UserError where there is no copy, or this account may not read it
 */
export async function readerSource(
  dir: string,
  effects: Effects,
  language: Language | undefined,
): Promise<ExplainedSource> {
  const asker = openAsker(dir, effects, language);
  try {
    const numbers = readerOf(asker);
    const areas = await areasOf(numbers);
    const names = new Map(areas.map(({ code, name }) => [code, name]));
    return {
      language: asker.language,
      zone: readReaderSettings(dir).zone,
      numbers,
      areaName: (code) => names.get(code) ?? code,
      areaCode: (wanted) => codeOf(areas, wanted),
      contributions: (asked) => contributionsTo(numbers, asked, "copy"),
      behind: null,
      close: () => asker.close(),
    };
  } catch (error) {
    asker.close();
    throw error;
  }
}

/** Most rows of a look into the copy. */
const MOST = 100_000;

/** Rows of guarded answers as objects: whole numbers come as texts, since they may be larger than a double holds. */
const readerOf = (asker: Asker): NumberReader => ({
  async rows<Row>(sql: string, values: Readonly<Record<string, string>>): Promise<Row[]> {
    const { columns, rows } = await asker.ask({ sql, values, rows: MOST });
    return rows.map((row) =>
      Object.fromEntries(
        columns.map(({ name, type }, index) => {
          const value = row[index];
          const isNumber = /^(BIGINT|HUGEINT|DECIMAL)/.test(type) && typeof value === "string";
          return [name, isNumber ? Number(value) : readerValue(type, value)];
        }),
      ),
    ) as Row[];
  },
});

/** An instant as the warehouse gives it. */
const readerValue = (type: string, value: unknown): unknown =>
  type === "TIMESTAMP" && typeof value === "string" ? `${value.replace(" ", "T").slice(0, 19)}.000Z` : value;
