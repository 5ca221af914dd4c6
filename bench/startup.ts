import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { median } from "simple-statistics";

const ROOT = resolve(import.meta.dirname, "..");
/** Starts of each command in each checkout, interleaved. */
const STARTS = 9;

/** Run a command of a checkout by its `bin/`, and measure the processor seconds of its process and of those it started. */
function processorSeconds(checkout: string, args: readonly string[]): number {
  // The children of a process are only counted once they have ended: each start is a process between.
  const script = `
    const { spawnSync } = require("node:child_process");
    spawnSync(process.execPath, process.argv.slice(1), { stdio: "ignore" });
    process.stdout.write(require("node:fs").readFileSync("/proc/self/stat", "utf8").split(") ")[1]);`;
  const program = join(checkout, "bin/fengsui.js");
  const { stdout } = spawnSync(process.execPath, ["-e", script, "--", program, ...args], {
    encoding: "utf8",
  });
  // Fields 16 and 17 of /proc/self/stat: time of the children that have ended, in hundredths of a second.
  const fields = stdout.trim().split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/**
 * `npm run bench -- startup CHECKOUT [DIR]`: processor seconds of `fengsui --help`, and of `fengsui status DIR` where a deployment is
 * named, here and in another checkout, the median of nine, interleaved.
 */
export async function run([other, dir]: string[]): Promise<void> {
  if (other === undefined) throw new Error("name another checkout: npm run bench -- startup CHECKOUT [DIR]");
  const commands = [["--help"], ...(dir === undefined ? [] : [["status", resolve(dir)]])];
  for (const command of commands) {
    const seconds = { here: [] as number[], there: [] as number[] };
    // The first start of each warms the file cache and counts for nothing.
    for (let start = 0; start <= STARTS; start++) {
      const here = processorSeconds(ROOT, command);
      const there = processorSeconds(resolve(other), command);
      if (start > 0) {
        seconds.here.push(here);
        seconds.there.push(there);
      }
    }
    const [here, there] = [median(seconds.here), median(seconds.there)];
    console.log(
      `fengsui ${command[0]}: ${here.toFixed(2)} s of processor, ${there.toFixed(2)} in the other checkout: ${(here / there).toFixed(3)}`,
    );
  }
}
