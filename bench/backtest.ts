import { comparedLines, predictiveValueAt } from "./backtest/compared.ts";
import { leaguesText } from "./backtest/leagues.ts";
import { heldOf, type PlantedRecord, plantedRecords } from "./backtest/planted.ts";
import { haveStates, statesRecord, statesText, stressText } from "./backtest/states.ts";
import { tricksText } from "./backtest/tricks.ts";

/**
 * `npm run bench -- backtest [SEEDS]`: real recessions in 36 areas with one set of lines for all, compared with the Sahm rule, with every line
 * moved, on histories without a trend and as rules of the example; then the planted region over 36 months for a number of seeds (20; 0 for
 * none), with all reports on time and with a fifth of them late.
 */
export async function run([seeds = "20", only = ""]: string[]): Promise<void> {
  if (only === "planted") console.log("real states left out");
  else if (haveStates) await printStates();
  else console.log("real states skipped: the shared data (us_claims_state_weekly.csv) is not here");
  if (Number(seeds) === 0) return;
  console.log(
    "\nplanted region, 36 months: found of planted; false warnings a year in all banners (interval of the budget)",
  );
  const records: PlantedRecord[] = [];
  for (let seed = 1; seed <= Number(seeds); seed++) {
    for (const record of plantedRecords(seed, [0, 0.2], 60, true)) {
      records.push(record);
      console.log(plantedText(record));
    }
  }
  for (const late of [0, 0.2]) {
    const results = records.filter((record) => record.late === late).map(heldOf);
    const count = (what: "found" | "within") => results.filter((result) => result[what]).length;
    console.log(
      `${100 * late}% late: every shock found in time in ${count("found")} of ${results.length} seeds, false warnings of every tier in the interval in ${count("within")}`,
    );
    printCompared(records.filter((record) => record.late === late));
  }
  console.log("\ntricks with layoffs, planted in a region each");
  for (const line of tricksText(Number(seeds))) console.log(line);
}

/** Predictive value over all levels, and the table by tier and rule before and after. */
function printCompared(records: readonly PlantedRecord[]): void {
  const [before, after] = [records.map((record) => record.before), records.map(({ scores }) => scores)];
  for (const tier of ["III", "II"] as const) {
    const [old, now] = [predictiveValueAt(before, tier), predictiveValueAt(after, tier)];
    console.log(
      `predictive value at ${tier} and above: ${now.value.toFixed(1)}% (lower 90% bound over seeds ${now.low.toFixed(1)}%); before ${old.value.toFixed(1)}% (${old.low.toFixed(1)}%)`,
    );
  }
  console.log("true+false warnings, predictive value, shocks found");
  for (const line of comparedLines(before, after)) console.log(line);
}

const LEAGUE_SEEDS = 4;

async function printStates(): Promise<void> {
  const record = await statesRecord(true);
  console.log(statesText(record));
  console.log("\nsynthetic quiet histories: false at II or above, by how much of the falling trend is left");
  for (const line of stressText(record.loaded)) console.log(line);
  console.log("\nthe same lines as rules of the example, leagues by months");
  for (const line of leaguesText(LEAGUE_SEEDS)) console.log(line);
}

function plantedText({ seed, late, detections, falseWarnings }: PlantedRecord): string {
  const missed = detections.filter(({ found }) => found === null).map(({ event }) => event.id);
  const tiers = falseWarnings.map(
    ({ line, perYear }) =>
      `${line.tier} ${perYear.toFixed(2)} (${line.low.toFixed(2)}-${line.high.toFixed(2)})${line.low <= perYear && perYear <= line.high ? "" : " OUTSIDE"}`,
  );
  const found = `${detections.length - missed.length}/${detections.length}`;
  return `seed ${seed}, ${100 * late}% late: ${found}${missed.length > 0 ? ` missed ${missed.join(", ")}` : ""}; ${tiers.join(", ")}`;
}
