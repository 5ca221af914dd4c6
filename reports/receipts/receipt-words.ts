import { fitSubject } from "../language/fit-subject.ts";
import { type Language, translate } from "../language/index.ts";

/** What the receipts of one letter come to. */
export interface ReceiptCounts {
  /** Reports received, and of these such as were refused as a whole. */
  readonly reports: number;
  readonly refused: number;
  /** Rows sent back, and how many different problems they have. */
  readonly rows: number;
  readonly problems: number;
  /** Questions about figures that were loaded all the same. */
  readonly questions: number;
  /** Reports that were accepted with something that the sender should check. */
  readonly remarks?: number;
}

/**
 * The subject of a letter of receipts (回执标题): what was sent back and for how many reasons, so that nobody reads "0 refused" where rows were.
 *
 * @example
 * receiptSubject({ reports: 3, refused: 1, rows: 14, problems: 2, questions: 0 }, "zh-CN") // "【回执】整份退回1份，退回14行（2个问题），请更正"
 */
export function receiptSubject(counts: ReceiptCounts, language: Language): string {
  const { refused, rows, questions } = counts;
  const parts = [
    ...(refused > 0 ? [translate(language, "receipt.part-refused", { refused })] : []),
    ...(rows > 0 ? [translate(language, "receipt.part-rows", { ...counts })] : []),
  ];
  const subjectOf = (some: readonly string[], key: "receipt.subject-mend" | "receipt.subject-ask") =>
    translate(language, key, { what: some.join(translate(language, "list.comma")) });
  const asked = questions > 0 ? [translate(language, "receipt.part-questions", { questions })] : [];
  if (parts.length === 0)
    return asked.length > 0
      ? subjectOf(asked, "receipt.subject-ask")
      : translate(language, counts.remarks ? "receipt.subject-remarks" : "receipt.subject-whole", {
          count: counts.reports,
        });
  return fitSubject(
    [subjectOf([...parts, ...asked], "receipt.subject-mend"), subjectOf(parts, "receipt.subject-mend")],
    language,
  );
}

/**
 * Reports that were accepted as a whole, in one line of another letter (全部接收): their names, as many as fit into 60 characters.
 *
 * @param names titles of the reports with their periods, as people know them
 * @example
 * acceptedLine(["失业保险月报（2026年2月）"], "zh-CN") // "已全部接收报表1份：失业保险月报（2026年2月）"
 */
export function acceptedLine(names: readonly string[], language: Language): string {
  const lineOf = (some: readonly string[]) => {
    const list = some.join(translate(language, "list.separator"));
    const key = some.length < names.length ? "receipt.accepted-more" : "receipt.accepted-all";
    return translate(language, key, { count: names.length, list });
  };
  const shorter = names.map((_, at) => lineOf(names.slice(0, names.length - at)));
  return fitSubject(
    [
      shorter[0] ?? "",
      ...shorter.slice(1),
      translate(language, "receipt.subject-count", { count: names.length }),
    ],
    language,
    language === "en" ? 120 : 60,
  );
}
