import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openMetricsText } from "../../pipeline/service/metrics-text.ts";
import { layoffReport, ServiceDeployment } from "../pipeline/service/service-deployment.ts";

/** Reads OpenMetrics strictly, as the format's authors do: Debian's python3-prometheus-client. */
const READER = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(sys.stdin.read()))
print(json.dumps([[f.name, f.type, f.unit, [[s.labels, s.value] for s in f.samples]] for f in families]))
`;

/** A Python that has the parser; another may stand before Debian's in the path. */
const PYTHON = ["python3", "/usr/bin/python3"].find(
  (python) => spawnSync(python, ["-c", "import prometheus_client.openmetrics.parser"]).status === 0,
);

type Family = readonly [string, string, string, readonly [Record<string, string>, number][]];

const read = (text: string): Family[] =>
  JSON.parse(execFileSync(PYTHON!, ["-c", READER], { input: text, encoding: "utf8" }));

describe.skipIf(PYTHON === undefined)(
  "the figures of the service, read by the format's reference parser",
  () => {
    it("are OpenMetrics, with their units, and the same as their text", async () => {
      const service = new ServiceDeployment("2026-03-12 02:30");
      service.put("152921", "裁减人员报告.csv", layoffReport("152921", 900, "2026-03-10"));
      await service.round();
      const text = readFileSync(join(service.dir, "service", "metrics.prom"), "utf8");
      const families = read(text);
      expect(families.length).toBeGreaterThan(20);
      expect(families.every(([, type]) => type === "gauge")).toBe(true);
      expect(families.filter(([, , unit]) => unit === "bytes").map(([name]) => name)).toEqual([
        "fengsui_disk_free_bytes",
        "fengsui_disk_needed_bytes",
        "fengsui_database_bytes",
      ]);
      const again = families.map(([name, , , samples]) => ({
        ...{ name, help: "" },
        samples: samples.map(([labels, value]) => ({ labels, value })),
      }));
      const values = (lines: string) =>
        lines.split("\n").filter((line) => line !== "" && !line.startsWith("# "));
      expect(values(openMetricsText(again))).toEqual(values(text));
    });

    it("labels with quotes, backslashes and line breaks come back as they were", () => {
      const labels = { of: 'x\\y"z\n' };
      const text = openMetricsText([
        { name: "a_bytes", help: 'a "quoted"\n\\line', samples: [{ labels, value: 1.5 }] },
      ]);
      expect(read(text)).toEqual([["a_bytes", "gauge", "bytes", [[labels, 1.5]]]]);
    });
  },
);
