import { ruleById } from "../../../rules/definitions/index.ts";
import { MOVES, type TradePoint, tradeRows } from "../../../rules/false-alarms/trade.ts";
import type { Policy } from "../../../rules/policy/policy.ts";
import { inLanguage, type Language, numberText, translate } from "../../language/index.ts";
import { figure, type LevelName, type TableText } from "./rows.ts";

/** One row for each rule, level and tier, a column for each move of its lines: predictive value, shocks found, median delay. */
export function tradeTable(
  points: readonly TradePoint[],
  policy: Policy,
  levelName: LevelName,
  language: Language,
): TableText {
  const isUsed = ({ shocks, trueWarnings, falseWarnings }: TradePoint) =>
    shocks + trueWarnings + falseWarnings > 0;
  const rows = tradeRows(points, policy)
    .filter((row) => row.some(isUsed))
    .map((row) => [
      inLanguage(ruleById(row[0]!.rule)!.title, language),
      levelName(row[0]!.level),
      translate(language, `tier.${row[0]!.tier}`),
      ...row.map((point) => cellOf(point, language)),
    ]);
  const head = [
    ...(["skill.rule", "skill.level", "skill.tier"] as const).map((key) => translate(language, key)),
    ...MOVES.map((factor) => moveText(factor, language)),
  ];
  return { head, rows };
}

/** `72% 5/8 36`: predictive value, found of the shocks it should find, median delay in days. */
function cellOf(point: TradePoint, language: Language): string {
  const { trueWarnings, falseWarnings, found, shocks, medianDelay } = point;
  const all = trueWarnings + falseWarnings;
  const none = translate(language, "skill.none");
  const value = all > 0 ? `${numberText((100 * trueWarnings) / all, language, 0)}%` : none;
  const share = shocks > 0 ? `${found}/${shocks}` : none;
  return [value, share, figure(medianDelay, language, 0)].join(" ");
}

const moveText = (factor: number, language: Language): string =>
  factor === 1
    ? translate(language, "trade.as-is")
    : `${factor > 1 ? "+" : "−"}${numberText(Math.abs(100 * (factor - 1)), language, 0)}%`;
