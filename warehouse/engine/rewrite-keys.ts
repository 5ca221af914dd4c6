import { type FactTable, factTable } from "./fact-tables.ts";
import type { Warehouse } from "./warehouse.ts";
import { writeOnce } from "./write-once.ts";

/** A key of events in normal form: each of its parts behind the number of the key. */
const rewritten = (key: string): string =>
  `substr(${key}, 1, 2) || array_to_string(list_transform(string_split(substr(${key}, 3), '|'), lambda part: coalesce(identity_text(part), '')), '|')`;

/**
 * Bring the keys stored by an earlier version into the normal form of identity texts (`identity.ts`), once for a warehouse, so that a report
 * amends one taken in before.
 *
 * Two events that a person declared to be separate keep their former keys where the normal form is the same.
 */
export const rewriteKeys = (warehouse: Warehouse, facts: readonly FactTable[]): Promise<void> =>
  writeOnce(warehouse, "key_form", ["identity_text", facts.map(({ contract }) => contract)], async () => {
    for (const { contract, grain, columns } of facts) {
      if (grain === "event") await rewriteEvents(warehouse, contract);
      if (columns.some(({ name }) => name === "credit_code")) await rewriteCodes(warehouse, contract);
    }
    await rewriteRegister(warehouse);
  });

async function rewriteEvents(warehouse: Warehouse, contract: string): Promise<void> {
  const facts = factTable(contract);
  const pair = `${rewritten("(evidence->>'$.eventKey')")} = ${rewritten("(evidence->>'$.earlierKey')")}`;
  const bindings = { contract };
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE key_rewrite AS
     WITH separate AS (SELECT area, evidence FROM finding_state WHERE contract = $contract AND verdict = 'separate' AND ${pair}),
     kept AS (SELECT area, unnest([(evidence->>'$.eventKey'), (evidence->>'$.earlierKey')]) AS event_key FROM separate)
     SELECT DISTINCT area, event_key AS former, ${rewritten("event_key")} AS key FROM ${facts}
     WHERE event_key IS NOT NULL AND event_key <> ${rewritten("event_key")}
       AND (area, event_key) NOT IN (SELECT area, event_key FROM kept)`,
    bindings,
  );
  const [changed] = await warehouse.rows("SELECT 1 FROM key_rewrite LIMIT 1");
  if (!changed) return;
  await warehouse.run(
    `UPDATE ${facts} SET event_key = key FROM key_rewrite WHERE key_rewrite.area = ${facts}.area AND former = event_key`,
  );
  for (const column of ["event_key", "replaced_by"])
    await warehouse.run(
      `UPDATE event_replaced SET ${column} = key FROM key_rewrite
       WHERE contract = $contract AND key_rewrite.area = event_replaced.area AND former = ${column}`,
      bindings,
    );
  // The later report now amends the earlier by its key; as a replaced event it would not count at all.
  await warehouse.run(
    "DELETE FROM event_replaced WHERE contract = $contract AND event_key = replaced_by",
    bindings,
  );
  await rewriteFindings(warehouse, bindings);
}

/** Findings about two events; one that nobody has answered is gone if both are the same event now. */
async function rewriteFindings(warehouse: Warehouse, bindings: { readonly contract: string }): Promise<void> {
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE finding_rewrite AS
     SELECT finding.id, finding.area, coalesce(later.key, (evidence->>'$.eventKey')) AS event_key,
            coalesce(earlier.key, (evidence->>'$.earlierKey')) AS earlier_key
     FROM finding LEFT JOIN key_rewrite AS later ON later.area = finding.area AND later.former = (evidence->>'$.eventKey')
     LEFT JOIN key_rewrite AS earlier ON earlier.area = finding.area AND earlier.former = (evidence->>'$.earlierKey')
     WHERE contract = $contract AND (evidence->>'$.eventKey') IS NOT NULL AND coalesce(later.key, earlier.key) IS NOT NULL`,
    bindings,
  );
  await warehouse.run(
    `DELETE FROM finding WHERE id IN (SELECT id FROM finding_rewrite WHERE event_key = earlier_key)
       AND id NOT IN (SELECT finding FROM finding_answer)`,
  );
  // Of findings about the same pair, the first has the key.
  await warehouse.run(
    `UPDATE finding SET key = renamed.key, evidence = json_merge_patch(finding.evidence, json_object('eventKey', event_key, 'earlierKey', earlier_key))
     FROM (SELECT *, concat_ws(' ', area, event_key, earlier_key) AS key FROM finding_rewrite
           QUALIFY row_number() OVER (PARTITION BY area, event_key, earlier_key ORDER BY id) = 1) AS renamed
     WHERE renamed.id = finding.id`,
  );
}

const rewriteCodes = (warehouse: Warehouse, contract: string): Promise<void> =>
  warehouse.run(
    `UPDATE ${factTable(contract)} SET credit_code = upper(identity_text(credit_code))
     WHERE NOT regexp_full_match(credit_code, '[0-9A-Z]+')`,
  );

/** Enterprises entered under several spellings of a code: the first entry stays. */
async function rewriteRegister(warehouse: Warehouse): Promise<void> {
  const [changed] = await warehouse.rows(
    "SELECT 1 FROM employer WHERE NOT regexp_full_match(credit_code, '[0-9A-Z]+') LIMIT 1",
  );
  if (!changed) return;
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE employer_rewrite AS
     SELECT upper(identity_text(credit_code)) AS code, arg_min(name, first_submission), min(first_submission), min(first_known_at), bool_or(code_checks)
     FROM employer GROUP BY code`,
  );
  await warehouse.run(
    "DELETE FROM employer; INSERT INTO employer SELECT * FROM employer_rewrite WHERE code IS NOT NULL;",
  );
}
