import { describe, expect, it } from "vitest";
import { findingsPage, indicatorsPage, rulesPage } from "../../rules/definitions/pages.ts";
import { promisesPage } from "../../rules/detectors/calibration/calibration.ts";

/** `npx vitest run test/house/pages.test.ts --update` writes them anew; in CI a difference fails. */
describe("generated pages say what the definitions say", () => {
  it("RULES.md", () => expect(rulesPage()).toMatchFileSnapshot("../../rules/RULES.md"));
  it("FINDINGS.md", () => expect(findingsPage()).toMatchFileSnapshot("../../rules/FINDINGS.md"));
  it("PROMISES.md", () => expect(promisesPage()).toMatchFileSnapshot("../../rules/detectors/CALIBRATION.md"));
  it("INDICATORS.md", () => expect(indicatorsPage()).toMatchFileSnapshot("../../rules/INDICATORS.md"));
});
