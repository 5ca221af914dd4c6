import { holdAttacks } from "../pipeline/intake/decode/hold-attacks.ts";

holdAttacks(true);
