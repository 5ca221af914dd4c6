import { haveStates, statesRecord, statesText } from "./backtest/states.ts";

/** `npm run bench -- backtest`: real recessions in 36 areas, one set of lines for all, beside the Sahm rule. */
export async function run(): Promise<void> {
  if (!haveStates) {
    console.log("skipped: the shared data (us_claims_state_weekly.csv) is not here");
    return;
  }
  console.log(statesText(await statesRecord()));
}
