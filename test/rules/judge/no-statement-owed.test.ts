import { afterEach, expect, it } from "vitest";
import { SmallDeployment } from "../../small-deployment.ts";

const HEADER =
  "state,notice_id,employer_name,location,county_fips,notice_date,effective_date,employees_affected,layoff_type";

/** Counties of this example owe no statement of layoffs: none is missing, so none may keep a case open for ever. */
let deployment: SmallDeployment;
afterEach(() => deployment.remove());

it("a layoff case in an area that owes no statement is lifted thirty days after the month that follows the departure", async () => {
  deployment = new SmallDeployment("us-states");
  deployment.put(
    "inbox/warn_notices_xx.csv",
    `${HEADER}\nVT,a1,Made-up Mills,Town,50001,2018-03-01,2018-03-01,600,closure\n`,
  );
  expect((await deployment.night("2018-03-02")).events.map(({ area, tierTo }) => [area, tierTo])).toEqual([
    ["50001", "III"],
  ]);
  const changes: string[] = [];
  for (let day = 3; day <= 95; day++) {
    const date = new Date(Date.UTC(2018, 2, day)).toISOString().slice(0, 10);
    for (const event of (await deployment.night(date)).events) changes.push(`${date} ${event.kind}`);
  }
  // The workers left in March: their claims come in until the end of April; thirty days later is 30 May.
  expect(changes).toEqual(["2018-05-30 lifted"]);
});
