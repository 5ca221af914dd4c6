import { Presets, SingleBar } from "cli-progress";
import type { Effects } from "./effects.ts";

/** The progress display of a long step. */
export interface LongStep {
  /** Report the amount done; the label names the position, such as a date. */
  advance(done: number, label: string): void;
  /** Write other output without overwriting the bar. */
  beside(write: () => void): void;
  end(): void;
}

/** Number of plain lines that a step writes where there is no terminal. */
const LINES = 10;

/**
 * Show the progress of a long step: on a terminal a bar with a label and the time left, elsewhere a plain line for every tenth.
 *
 * @param total the amount to do; a step with a total of zero prints nothing
 */
export function longStep(effects: Effects, title: string, total: number): LongStep {
  if (total === 0) return { advance: () => undefined, beside: (write) => write(), end: () => undefined };
  return effects.terminal ? barOn(effects.terminal, title, total) : linesOn(effects, title, total);
}

function barOn(stream: NodeJS.WriteStream, title: string, total: number): LongStep {
  const bar = new SingleBar(
    {
      stream,
      format: `${title} {bar} {label} {value}/{total} ~{eta_formatted}`,
      etaBuffer: 30,
      clearOnComplete: true,
      hideCursor: true,
      // Reading the terminal's keys would keep the process alive.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { label: "" });
  return {
    advance: (done, label) => bar.update(done, { label }),
    beside(write) {
      stream.cursorTo(0);
      stream.clearLine(0);
      write();
    },
    end: () => bar.stop(),
  };
}

function linesOn(effects: Effects, title: string, total: number): LongStep {
  let written = 0;
  return {
    advance(done, label) {
      const tenth = Math.floor((done / total) * LINES);
      if (tenth === written) return;
      written = tenth;
      effects.err(`${title} ${label} ${done}/${total}`);
    },
    beside: (write) => write(),
    end: () => undefined,
  };
}
