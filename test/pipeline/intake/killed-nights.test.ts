import { expect, it } from "vitest";
import { filesIn, killedAt, knownIn, NEXT, nightToBeKilled, survive } from "./killed-nights.ts";

const seed = Number(process.env.SEED ?? 20260315);
const times = 4;

it(`a night that is killed at a random statement loses nothing and doubles nothing (seed ${seed})`, async () => {
  const whole = await nightToBeKilled();
  await whole.night(NEXT);
  const expected = await knownIn(whole);
  whole.remove();
  await survive({ times, kills: 1, seed }, async (deployment, killed) => {
    expect(await knownIn(deployment), `killed at statement ${killed.join(", ")}`).toEqual(expected);
    expect(filesIn(deployment, "inbox")).toEqual([]);
  });
});

it(`killed at two starts, every file is answered once, and what was in hand twice is kept whole (seed ${seed})`, async () => {
  const whole = await nightToBeKilled();
  const files = filesIn(whole, "inbox").length;
  whole.remove();
  await survive({ times: times / 2, kills: 2, seed: seed + 1 }, async (deployment, killed) => {
    const answers = await deployment.rows<{
      sender: string;
      file_name: string;
      answers: number;
      aside: number;
    }>(
      `SELECT sender, file_name, count(*) AS answers, count(*) FILTER (refusal ->> 'code' = 'could-not-be-read') AS aside
       FROM submission WHERE id > 2 GROUP BY ALL`,
    );
    deployment.close();
    const message = `killed at statements ${killed.join(", ")}`;
    expect(answers, message).toHaveLength(files);
    expect(Math.max(...answers.map(({ answers: given }) => given)), message).toBe(1);
    const aside = answers.filter((answer) => answer.aside > 0);
    expect(
      filesIn(deployment, "archive").filter((name) => /^\d+-/.test(name)),
      message,
    ).toHaveLength(aside.length);
    expect(filesIn(deployment, "inbox"), message).toEqual([]);
  });
});

it("a process that is not killed ends well", async () => {
  const deployment = await nightToBeKilled();
  expect(killedAt(deployment, 100_000)).toBe(false);
  deployment.remove();
});
