import type { ComparedReport } from "../../warehouse/review/compared-report.ts";
import { defineFinding } from "./define.ts";

/** A question as stored with a held row. */
interface StoredQuestion {
  readonly found: string | null;
  readonly where: {
    readonly header: string;
    readonly message?: { readonly zh: string; readonly en: string };
  } | null;
}

/** Rows of a report that can be read in two ways, and are not loaded until someone says which (待说明). */
export const heldRow = defineFinding({
  id: "held-row",
  title: { zh: "报表有待说明的行，暂未入库", en: "Rows of a report wait for an explanation" },
  message: {
    zh: "第{submission}号报送的{report}第{lines}行（{cells}）：{questions}",
    en: "{report}, submission {submission}, line {lines} ({cells}): {questions}",
  },
  question: {
    zh: "数据是否无误？无误的，答复“有合理原因”，自答复之时入库；有误的，答复“确有差错，待更正”，不入库，请报送单位更正后重新报送",
    en: "Is the row right? If so it is loaded as of the answer; if not it stays out until the office sends a corrected one",
  },
  limitations: {
    zh: "答复之前，该表按已收到计，数据按未报计；报送单位填写“更正说明”重新报送的，视为已答复",
    en: "Until then the report counts as received and its figures as missing; a row sent again with an explanation counts as answered",
  },
  basis: "一行数据有两种读法：报告日期与收到之日或拟裁减日期不符、年份与文件名不符、同月既有裁员又报零",
  looksAt: "held",

  async find(warehouse, { reports, since }) {
    const rows = await warehouse.rows<{
      submission: number;
      contract: string;
      area: string;
      period: string | null;
      lines: string[];
      questions: string;
      values: string;
    }>(
      // A period report is replaced as a whole, so all its rows are asked about together; an event alone.
      `SELECT submission, contract, area, period, list(CAST(line AS VARCHAR) ORDER BY line) AS lines, first(questions ORDER BY line) AS questions,
              first(fact_values ORDER BY line) AS "values"
       FROM held_row WHERE submission > $since AND verdict IS NULL
       GROUP BY submission, contract, area, period, CASE WHEN grain = 'event' THEN line END ORDER BY submission, min(line)`,
      { since },
    );
    return rows.map(({ submission, contract, area, period, lines, questions, values }) => {
      const report = reports.find((candidate) => candidate.contract === contract);
      return {
        key: `${submission} ${area} ${lines[0]}`,
        ...{ area, contract, period, pValue: null },
        evidence: {
          ...{ submission, lines: lines.join("、") },
          report: report?.title ?? contract,
          cells: { zh: cellsOf(report, period, values, "zh"), en: cellsOf(report, period, values, "en") },
          questions: {
            zh: inWords(questions, "zh").join("；"),
            en: inWords(questions, "en").join("; "),
          },
        },
      };
    });
  },
});

/** The period, figures and dates of the first row; no text of the sender, which may be an enterprise's name. */
function cellsOf(
  report: ComparedReport | undefined,
  period: string | null,
  values: string,
  language: "zh" | "en",
): string {
  const row = JSON.parse(values) as Record<string, string | null>;
  const cells = (report?.columns ?? []).flatMap(({ name, title, closed }) =>
    closed && row[name]
      ? [`${title[language]} ${row[name].replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")}`]
      : [],
  );
  const month = period === null ? [] : [period.slice(0, 7)];
  return [...month, ...cells].join(language === "zh" ? "、" : ", ");
}

const inWords = (questions: string, language: "zh" | "en"): string[] =>
  (JSON.parse(questions) as StoredQuestion[]).map(({ found, where }) => {
    const message = (where?.message?.[language] ?? "").replaceAll("{found}", found ?? "");
    return language === "zh" ? `“${where?.header}”，${message}` : `“${where?.header}”, ${message}`;
  });
