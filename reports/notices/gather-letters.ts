import type { CaseEvent } from "../../rules/cases/case-event.ts";
import type { LayoffEvent } from "../../rules/definitions/define.ts";
import type { Verdict } from "../../rules/judge/verdict.ts";
import { rank } from "../../rules/policy/tiers.ts";
import type { Warehouse } from "../../warehouse/engine/warehouse.ts";
import { composeOrPlain, type OnBrokenText, plainLetter } from "../delivery/compose-or-plain.ts";
import { letterHtml, letterPlain } from "../delivery/letter-text.ts";
import type { NewLetter } from "../delivery/outbox.ts";
import { translate } from "../language/index.ts";
import { addresseesOf } from "./addressees.ts";
import type { NoticeSetting } from "./compose.ts";
import { type GatheredChange, type GatheredNews, gatheredLetter } from "./gathered-letter.ts";
import type { KeptChange } from "./kept-changes.ts";
import { plainLine } from "./plain-notice.ts";
import { type Addressee, route } from "./route.ts";

/** What is gathered into letters: changes that waited, and by area the enterprises that must report by law. */
export interface Gathered {
  readonly waited: readonly KeptChange[];
  readonly duties: ReadonlyMap<string, readonly LayoffEvent[]>;
}

/** A letter in the making. */
interface OfficeLetter {
  readonly office: Addressee["office"];
  readonly changes: GatheredChange[];
  readonly duties: { readonly area: string; readonly firms: readonly LayoffEvent[] }[];
  readonly to: Set<string>;
}

/** One letter for each office with the changes that it must know, the gravest first. */
export async function gatherLetters(
  warehouse: Warehouse,
  { waited, duties }: Gathered,
  verdicts: readonly Verdict[],
  {
    night,
    date,
    onBroken,
  }: { readonly night: number; readonly date: string; readonly onBroken?: OnBrokenText },
  setting: NoticeSetting,
): Promise<{ letter: NewLetter; changes: CaseEvent[] }[]> {
  const offices = new Map<string, OfficeLetter>();
  const letterTo = ({ office, addresses }: Addressee): OfficeLetter => {
    const known = offices.get(office.id) ?? { office, changes: [], duties: [], to: new Set<string>() };
    offices.set(office.id, known);
    for (const address of addresses) known.to.add(address);
    return known;
  };
  const reached = new Map<string, Map<string, Addressee>>();
  for (const { event } of waited) {
    // Those who read of the opening in this letter read of what followed too.
    const before = reached.get(event.caseId) ?? new Map<string, Addressee>();
    reached.set(event.caseId, before);
    const addressees = await addresseesOf(warehouse, event, verdicts, setting);
    for (const addressee of addressees) before.set(addressee.office.id, addressee);
    for (const addressee of before.values())
      letterTo(addressee).changes.push({ event, seesEnterprises: addressee.seesEnterprises });
  }
  for (const [area, firms] of duties)
    for (const addressee of route("IV", area, [], setting.directory))
      letterTo(addressee).duties.push({ area, firms });
  return [...offices.values()]
    .filter(({ to }) => to.size > 0)
    .map(({ office, changes, duties: owed, to }) => {
      const ordered = [...changes].sort((a, b) => gravityOf(b.event) - gravityOf(a.event));
      const text = composeOrPlain(
        "changes",
        () => gatheredLetter({ changes: ordered, duties: owed }, office, date, setting),
        () => plainChanges({ changes: ordered, duties: owed }, office, date, setting),
        onBroken,
      );
      const letter: NewLetter = {
        ...{ id: `changes-${night}-${office.id}`, kind: "changes", night, office: office.id },
        ...{ subject: text.subject, text: letterPlain(text), html: letterHtml(text, setting.language) },
        ...{ attachments: [], recipients: [...to] },
      };
      return { letter, changes: changes.map(({ event }) => event) };
    });
}

const gravityOf = ({ tierTo, tierFrom }: CaseEvent): number => rank(tierTo ?? tierFrom);

/** The letter in its plain form: a line for each change, and for each area how many enterprises must report by law. */
function plainChanges(
  { changes, duties }: GatheredNews,
  office: Addressee["office"],
  date: string,
  setting: NoticeSetting,
) {
  const { language, directory } = setting;
  const lines = [
    ...changes.map(({ event }) => plainLine(event, setting)),
    ...duties.map(({ area, firms }) =>
      translate(language, "plain.firms", { area: directory.areaName(area), count: firms.length }),
    ),
  ];
  return plainLetter({ office: office.name, date, about: "changes", lines }, language);
}
