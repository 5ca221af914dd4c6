#!/usr/bin/env node
// The sources are TypeScript and run as they are, through tsx: there is no build step to forget.
import { register } from "tsx/esm/api";

register();
const { main } = await import("../pipeline/main.ts");
process.exitCode = await main(process.argv.slice(2));
