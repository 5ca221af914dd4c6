/** The most levels of parts within parts; office programs write two. */
const DEEPEST = 5;

/** Whether a text is a page archive (MHTML, RFC 2557), by the header lines at its beginning. */
export const isPageArchive = (head: string): boolean =>
  /^[\w-]+:[^\n]/.test(head) &&
  /^MIME-Version:/im.test(head) &&
  /^Content-Type:\s*(multipart\/|text\/html)/im.test(head);

/** The web pages of a page archive as bytes, in order; their character set is left to the decoder of texts. */
export const pagesOf = (archive: Buffer): Buffer[] => pagesIn(archive.toString("latin1"), DEEPEST);

/** Text here is one character a byte, as the archive holds it. */
function pagesIn(entity: string, deepest: number): Buffer[] {
  const body = /\r?\n\r?\n/.exec(entity);
  const head = body ? entity.slice(0, body.index) : entity;
  const content = body ? entity.slice(body.index + body[0].length) : "";
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const field = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? "";
  const type = field("content-type");
  if (/^multipart\//i.test(type)) {
    const [, quoted, plain] = /boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(type) ?? [];
    const boundary = quoted ?? plain ?? "";
    if (boundary === "" || deepest === 0) return [];
    return partsOf(content, boundary).flatMap((part) => pagesIn(part, deepest - 1));
  }
  return /^(text\/html|application\/xhtml)/i.test(type)
    ? [unfold(content, field("content-transfer-encoding").toLowerCase())]
    : [];
}

/** What stands between the lines of a boundary. */
function partsOf(content: string, boundary: string): string[] {
  const parts: string[] = [];
  let [at, begun] = [0, -1];
  const line = `--${boundary}`;
  for (;;) {
    const found = content.indexOf(line, at);
    if (found < 0) break;
    at = found + line.length;
    if (found > 0 && content[found - 1] !== "\n") continue;
    if (begun >= 0) parts.push(content.slice(begun, found));
    if (content.startsWith("--", at)) return parts;
    begun = content.indexOf("\n", at) + 1 || content.length;
  }
  // An archive that was cut off has no last boundary.
  if (begun >= 0) parts.push(content.slice(begun));
  return parts;
}

function unfold(content: string, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(content, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(content, "latin1");
  const plain = content
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(plain, "latin1");
}
