import { describe, expect, it } from "vitest";
import {
  creditCheckCharacter,
  organisationCheckCharacter,
  syntheticCreditCode,
} from "../../../pipeline/simulate/credit-code.ts";
import { stream } from "../../../rules/detectors/random.ts";

describe("unified social credit code (GB 32100)", () => {
  // Codes as printed by their holders; the last two characters of each are its two check characters.
  it.each(["11150000011512968L", "91350200MA2YJ1XR9G"])("%s has the right check characters", (code) => {
    expect(creditCheckCharacter(code.slice(0, 17))).toBe(code[17]);
    expect(organisationCheckCharacter(code.slice(8, 16))).toBe(code[16]);
  });

  it("is right in every made-up code", () => {
    for (let index = 0; index < 200; index++) {
      const code = syntheticCreditCode("990101401", stream(1, index));
      expect(code).toMatch(/^91990101[0-9A-HJ-NPQRTUWXY]{10}$/);
      expect(creditCheckCharacter(code.slice(0, 17))).toBe(code[17]);
      expect(organisationCheckCharacter(code.slice(8, 16))).toBe(code[16]);
    }
  });
});
