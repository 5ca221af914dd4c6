import { heldOf, plantedRecords } from "./backtest/planted.ts";

for (const seed of [1, 2]) {
  console.time("s" + seed);
  for (const r of plantedRecords(seed, [0, 0.2], 60)) {
    console.log(seed, r.late, heldOf(r), r.detections.map((d) => `${d.event.id}:${d.found}`).join(" "));
    console.log(
      r.falseWarnings
        .map(
          (f) =>
            `${f.line.tier} ${f.perYear.toFixed(2)} exp ${f.line.perYear.toFixed(2)} [${f.line.low.toFixed(2)},${f.line.high.toFixed(2)}]`,
        )
        .join(" "),
    );
  }
  console.timeEnd("s" + seed);
}
