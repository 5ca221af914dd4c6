import { createHash } from "node:crypto";

/** SHA-256 of a text or of bytes, in hexadecimal. */
export const fingerprint = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");
