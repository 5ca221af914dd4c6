import { describe, expect, it } from "vitest";
import { composeOrPlain, plainLetter } from "../../../reports/delivery/compose-or-plain.ts";
import { plainNotice } from "../../../reports/notices/plain-notice.ts";
import { planLetters } from "../../../reports/reminders/plan-letters.ts";
import { shippedPolicy } from "../../rules/shipped-policy.ts";
import { event } from "../event-of.ts";
import { directory, office } from "./directory-of.ts";

const broken = () => {
  throw new Error("poisoned");
};

describe("a text or its plain form", () => {
  it("is the text where it can be composed; else its plain form, and the fault is named", () => {
    const named: unknown[] = [];
    const onBroken = (template: string, error: unknown) => void named.push(template, String(error));
    expect(composeOrPlain("a", () => "whole", broken, onBroken)).toBe("whole");
    expect(named).toEqual([]);
    expect(composeOrPlain("a", broken, () => "plain", onBroken)).toBe("plain");
    expect(named).toEqual(["a", "Error: poisoned"]);
  });

  it("a plain letter holds its facts in both languages", () => {
    const facts = { office: "X", date: "2026-03-10", about: "reminder", lines: ["one", "two"] } as const;
    expect(plainLetter(facts, "en").subject).toBe("[Reminder of reports] 2026-03-10: 2 item(s), plain form");
    expect(plainLetter(facts, "zh-CN").blocks).toEqual([{ title: "报送提醒", lines: ["one", "two"] }]);
  });

  it("a plan's letter that cannot be composed lists its targets", () => {
    const target = {
      ...{ area: "990101", plan: "P", title: "T", lag: "slow" as const, months: 3, elapsed: 4 },
      get pace(): number {
        throw new Error("poisoned");
      },
    } as const;
    const named: string[] = [];
    const night = { date: "2026-04-01", directory: directory() };
    const [letter] = planLetters([target], { ...night, onBroken: (id) => named.push(id) }, "en");
    expect(named).toEqual(["plan"]);
    expect(letter!.text.blocks).toEqual([{ title: expect.any(String), lines: ["P T slow"] }]);
    expect(letter!.recipients).toEqual(["duty.990101@example.org"]);
  });

  it("a plain notice says what changed, and of an exercise that this is one", () => {
    const setting = { language: "en", policy: shippedPolicy, directory: directory() } as const;
    const { subject, tier, text, html } = plainNotice(event(), { office: office("990101") }, setting);
    expect([subject, tier]).toEqual([
      expect.stringMatching(/^\[II orange\] .*: raised \(2026-0007\)$/),
      "II",
    ]);
    expect(text).toContain("ask the office that sent it for grounds and figures");
    expect(text).toMatch(/^II \(orange\) .*: One enterprise lays off many, .* \(2026-0007, 2026-03-11\)$/m);
    expect(html).toContain("One enterprise lays off many");
    const exercise = plainNotice(event({ drill: true }), { office: office("990101") }, setting);
    expect(exercise.subject).not.toBe(subject);
    expect(exercise.text).toMatch(/exercise/i);
  });

  it("a plain notice of a rule that has no title names it by its id", () => {
    const setting = { language: "zh-CN", policy: shippedPolicy, directory: directory() } as const;
    const { text } = plainNotice(event({ rule: "gone-rule" }), { office: office("990101") }, setting);
    expect(text).toContain("：gone-rule，");
  });
});
