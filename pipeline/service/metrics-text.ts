/** A figure with its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A figure that is watched, with all its samples. */
export interface Metric {
  /** Name; what is counted in bytes, seconds or days ends in that unit. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const UNIT = /_(bytes|seconds|days)$/;

/**
 * Figures as OpenMetrics text, version 1.0.0: all of them gauges, since what is counted here can fall too. Figures without a sample
 * are left out: they are not known.
 *
 * @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 * @example
 * openMetricsText([{ name: "fengsui_acts_waiting", help: "Acts that wait.", samples: [{ value: 2 }] }])
 * // # TYPE fengsui_acts_waiting gauge
 * // # HELP fengsui_acts_waiting Acts that wait.
 * // fengsui_acts_waiting 2
 * // # EOF
 */
export function openMetricsText(metrics: readonly Metric[]): string {
  const lines = metrics.filter(({ samples }) => samples.length > 0).flatMap(linesOf);
  return `${[...lines, "# EOF"].join("\n")}\n`;
}

function linesOf({ name, help, samples }: Metric): string[] {
  const unit = UNIT.exec(name)?.[1];
  return [
    `# TYPE ${name} gauge`,
    ...(unit ? [`# UNIT ${name} ${unit}`] : []),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}`),
  ];
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** The three characters that would end a text or its line. */
const escaped = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
