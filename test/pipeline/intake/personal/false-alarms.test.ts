import { afterAll, beforeAll, expect, it } from "vitest";
import { openWarehouse } from "../../../../warehouse/engine/open.ts";
import type { Warehouse } from "../../../../warehouse/engine/warehouse.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(":memory:", []);
});
afterAll(() => warehouse.close());

const COUNT = 20_000;
const digits = (count: string, salt: number): string =>
  `lpad(CAST(hash(i, ${salt}) % CAST(power(10, ${count}) AS UBIGINT) AS VARCHAR), ${count}, '0')`;
const LETTERS = "'0123456789ABCDEFGHJKLMNPQRTUWXY'";
const letter = (salt: number): string => `substr(${LETTERS}, CAST(hash(i, ${salt}) % 31 AS INTEGER) + 1, 1)`;

/** Numbers of no person, made at random: of enterprises, of money, of reports. */
const HARMLESS: Readonly<Record<string, string>> = {
  "credit codes": `'91' || ${digits("6", 1)} || ${Array.from({ length: 10 }, (_, at) => letter(at + 2)).join(" || ")}`,
  "registration numbers": `(SELECT min(n || c) FROM (SELECT ${digits("14", 21)} AS n), range(10) AS t(c) WHERE registration_number_holds(n || c))`,
  amounts: `CAST(hash(i, 31) % 1000000000000 AS VARCHAR)`,
  "amounts to the cent": `CAST(hash(i, 32) % 1000000000 AS VARCHAR) || '.' || ${digits("2", 33)}`,
  "report numbers by year": `'L2026' || ${digits("4", 41)}`,
  "report numbers by area and day": `'1501' || ${digits("2", 42)} || '2026' || lpad(CAST(hash(i, 43) % 12 + 1 AS VARCHAR), 2, '0') || ${digits("3", 44)}`,
  "report numbers in groups": `'15' || ${digits("4", 45)} || '-26' || ${digits("3", 46)}`,
  "report numbers of 18 digits": `'1501' || ${digits("2", 47)} || '202603' || ${digits("6", 48)}`,
};

const FORMS: Readonly<Record<string, string>> = {
  "citizen number": "len(citizen_ids(t)) > 0",
  "citizen number of 15 digits": "former_citizen_id(t)",
  "mobile number": "mobile_number(t)",
  "bank card": "len(bank_cards(t)) > 0",
  "named number": "named_number(t)",
  "joined mobile number": "joined_mobile_number(joined_digits(t))",
  "joined citizen number": "len(citizen_ids(joined_digits(t))) > 0 OR former_citizen_id(joined_digits(t))",
  "joined bank card": "len(bank_cards(joined_digits(t))) > 0",
  "in a code column": "code_is_personal(t)",
};

it("the forms of personal numbers are rare among numbers of no person, and absent among enterprises' codes", async () => {
  const lines: string[] = [];
  for (const [kind, sql] of Object.entries(HARMLESS)) {
    const [found] = await warehouse.rows<Record<string, number>>(
      `SELECT ${Object.values(FORMS)
        .map((form, at) => `CAST(count(*) FILTER (${form}) AS DOUBLE) AS form_${at}`)
        .join(", ")} FROM (SELECT ${sql} AS t FROM range(${COUNT}) AS r(i))`,
    );
    const rates = Object.keys(FORMS).map((form, at) => [form, found![`form_${at}`]! / COUNT] as const);
    lines.push(
      `${kind}: ${
        rates
          .filter(([, rate]) => rate > 0)
          .map(([form, rate]) => `${form} ${(100 * rate).toFixed(2)} %`)
          .join(", ") || "none"
      }`,
    );
    for (const [form, rate] of rates) expect(rate, `${form} among ${kind}`).toBeLessThan(0.01);
    if (/codes|registration/.test(kind)) expect(rates.at(-1)![1], kind).toBe(0);
  }
  process.stdout.write(`false alarms among ${COUNT} each:\n  ${lines.join("\n  ")}\n`);
});
