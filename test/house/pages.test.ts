import { describe, expect, it } from "vitest";
import { resultsPage } from "../../bench/results.ts";
import { rulesPage } from "../../rules/definitions/page.ts";
import { calibrationPage } from "../../rules/detectors/calibration/calibration.ts";
import { findingsPage } from "../../rules/findings/page.ts";
import { indicatorsPage } from "../../rules/indicators/page.ts";

/** `npx vitest run test/house/pages.test.ts --update` writes them anew; in CI a difference fails. */
describe("generated pages say what the definitions say", () => {
  it("RULES.md", () => expect(rulesPage()).toMatchFileSnapshot("../../rules/RULES.md"));
  it("FINDINGS.md", () => expect(findingsPage()).toMatchFileSnapshot("../../rules/FINDINGS.md"));
  it("CALIBRATION.md", () =>
    expect(calibrationPage()).toMatchFileSnapshot("../../rules/detectors/CALIBRATION.md"));
  it("INDICATORS.md", () => expect(indicatorsPage()).toMatchFileSnapshot("../../rules/INDICATORS.md"));
  it("RESULTS.md", () => expect(resultsPage()).toMatchFileSnapshot("../../bench/RESULTS.md"));
});
