import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { whyNotDrawn } from "../../../reports/delivery/can-draw.ts";
import { asItStands, bilingual } from "../../../reports/language/bilingual.ts";
import type { TextKey } from "../../../reports/language/catalogue.ts";
import { inLanguage, translate } from "../../../reports/language/index.ts";
import { reportedNames } from "../../../reports/views/reported-names.ts";
import type { Text } from "../../../rules/indicators/define.ts";
import { indicators } from "../../../rules/indicators/index.ts";
import { unfinishedInSpool } from "../../../warehouse/asking/spool.ts";
import { unfinishedQuestions } from "../../../warehouse/asking/unfinished.ts";
import {
  type Ailment,
  type AilmentId,
  countFigures,
  examine,
  removeOrphans,
  submittedHashes,
} from "../../../warehouse/health/doctor.ts";
import { lastNight } from "../../../warehouse/measure/nights.ts";
import { appendRebuilt, type RebuildRequest, rebuild } from "../../../warehouse/measure/rebuild.ts";
import { auditPath, readersGroup, SPOOL } from "../../deployment/access.ts";
import { clockIn } from "../../deployment/clock.ts";
import { missingGlyphs } from "../../deployment/missing-glyphs.ts";
import { closeModes, openModes } from "../../deployment/open-modes.ts";
import { paperOf } from "../../deployment/paper.ts";
import { UserError } from "../../deployment/user-error.ts";
import { weakSettings } from "../../deployment/weak-settings.ts";
import { archivePath } from "../../intake/archive.ts";
import { factOf } from "../../intake/contracts/facts.ts";
import { contracts } from "../../intake/contracts/index.ts";
import { isLookupOlder, lookupTime } from "../../night/hold-warehouse.ts";
import { type OpenDeployment, openDeployment } from "../../night/open-deployment.ts";
import { copyState } from "../../night/publish.ts";
import { whatIsDue } from "../../night/steps.ts";
import { mailLines } from "../../night/summary.ts";
import { handChecks } from "../../service/hand-checks.ts";
import type { Effects } from "../console/effects.ts";
import { TROUBLE } from "../console/exit-codes.ts";
import { languageOption } from "../console/options.ts";

const facts = contracts.map(factOf);
const reads = Object.fromEntries(indicators.map((indicator) => [indicator.id, indicator.reads]));

/** The repair for each inconsistency: the command itself, a backup, or the next night. */
const MENDS: Readonly<Partial<Record<AilmentId, TextKey>>> = {
  "facts-miscounted": "mend.backup",
  "two-current": "mend.backup",
  "messages-of-nothing": "mend.backup",
  "originals-missing": "mend.archive",
  "copy-stale": "mend.night",
};

/** `fengsui doctor DIR`: look for inconsistencies, and name or carry out the repair. */
export function doctorCommand(effects: Effects): Command {
  return new Command("doctor")
    .argument("<dir>", "folder of the deployment")
    .option("--repair", "remove what belongs to nothing, and append figures as computed anew")
    .option("--lang <language>", "zh-CN or en")
    .action(async (dir: string, options: { repair?: boolean; lang?: string }) => {
      const language = languageOption(options.lang);
      // Before the database is opened, after which the copy is made anew.
      const older = existsSync(dir) && isLookupOlder(dir) ? lookupTime(dir) : null;
      const opened = await openDeployment(dir, language ? { language } : {});
      try {
        if (options.repair) await repair(opened, dir, effects);
        const { text, isWell } = await doctorText(opened, dir);
        const troubles = await printNotes(opened, dir, effects, older);
        if (!isWell) throw new UserError(asItStands(text), 1);
        effects.out(text);
        if (troubles > 0) throw new UserError(bilingual("watch.trouble", { count: troubles }), TROUBLE);
      } finally {
        opened.close();
      }
    });
}

/** Print what is no inconsistency and deserves a look, or needs a person. Returns how many of these need one. */
async function printNotes(
  opened: OpenDeployment,
  dir: string,
  effects: Effects,
  older: Date | null,
): Promise<number> {
  const { language } = opened.noticeSetting;
  const mail = await mailLines(opened);
  const checks = await handChecks(opened, effects);
  const { zone } = opened.deployment.settings;
  const texts = [
    ...(older ? [bilingual("watch.copy-older", { at: clockIn(zone, older) })] : []),
    ...checks.map(({ text }) => text),
  ].map((text) => translate(language, "warning.line", { text: inLanguage(text, language) }));
  for (const line of [...(await notesOf(opened, dir, effects)), ...texts, ...mail]) effects.err(line);
  return checks.filter(({ isTrouble }) => isTrouble).length + (mail.length > 0 ? 1 : 0);
}

/** The request for a rebuild: date and instant of the last night; null before the first night. */
async function lastRequest(opened: OpenDeployment): Promise<RebuildRequest | null> {
  const night = await lastNight(opened.warehouse);
  if (night === null) return null;
  const { date, asOf } = night;
  const due = await whatIsDue(opened, { date, asOf, now: asOf, publish: false });
  return {
    ...{ date, asOf, statementDue: due.statements },
    indicators: indicators.map((indicator) => ({
      ...indicator,
      rolling: indicator.periods.includes("rolling-30-days"),
    })),
  };
}

/** That charts cannot be drawn here, and why: mails then say in words what they show. */
async function undrawnCharts(deployment: OpenDeployment["deployment"]): Promise<Text[]> {
  const { fonts } = paperOf(deployment);
  const reason = await whyNotDrawn(fonts ? [fonts.regular, fonts.bold] : []);
  return reason === null ? [] : [bilingual("note.charts-undrawn", { reason })];
}

/** What does no harm to the figures and deserves a look: settings that weaken, questions that have no end in the audit. */
async function notesOf(opened: OpenDeployment, dir: string, effects: Effects): Promise<string[]> {
  const { language } = opened.noticeSetting;
  const texts = [
    ...weakSettings(opened.deployment, effects.environment),
    ...(await missingGlyphs(opened.deployment, await reportedNames(opened.warehouse))),
    ...(await undrawnCharts(opened.deployment)),
  ];
  const noted = texts.map((text) => inLanguage(text, language));
  const spool = join(dir, SPOOL);
  const unfinished = [
    ...(await unfinishedQuestions(auditPath(dir))),
    ...(existsSync(spool) ? unfinishedInSpool(spool) : []),
  ];
  const examples = unfinished
    .slice(-5)
    .map(({ at, who }) => `${at} ${who}`)
    .join("; ");
  const questions =
    unfinished.length === 0
      ? []
      : [translate(language, "doctor.unfinished", { count: unfinished.length, examples })];
  return [...noted, ...questions].map((text) => translate(language, "warning.line", { text }));
}

async function repair(opened: OpenDeployment, dir: string, effects: Effects): Promise<void> {
  const { warehouse, noticeSetting, deployment } = opened;
  closeModes(dir, openModes(dir, readersGroup(deployment.settings.readers)));
  await removeOrphans(warehouse, facts);
  const [night, request] = [await lastNight(warehouse), await lastRequest(opened)];
  let figures = 0;
  if (night && request) {
    const now = effects.now().toISOString();
    await rebuild(warehouse, request);
    figures = await appendRebuilt(warehouse, request, {
      night: night.id,
      knownAt: now > request.asOf ? now : new Date(Date.parse(request.asOf) + 1).toISOString(),
    });
  }
  effects.out(translate(noticeSetting.language, "doctor.repaired", { figures }));
}

/** Inconsistencies in a deployment's warehouse, archive and published copy, as text. */
export async function doctorText(
  opened: OpenDeployment,
  dir: string,
): Promise<{ text: string; isWell: boolean }> {
  const { warehouse, noticeSetting } = opened;
  const textOf = (key: TextKey, fillings: Record<string, string | number> = {}) =>
    translate(noticeSetting.language, key, fillings);
  const request = await lastRequest(opened);
  const found = [
    ...(await examine(warehouse, facts, request, reads)),
    ...(await missingOriginals(opened)),
    ...(await staleCopy(opened)),
    ...modesOpen(opened, dir),
  ];
  if (found.length === 0) {
    const text =
      request === null
        ? textOf("doctor.never-ran")
        : textOf("doctor.well", { figures: await countFigures(warehouse) });
    return { text, isWell: true };
  }
  const lines = found.flatMap(({ id, count, examples }) => [
    textOf("doctor.line", { what: textOf(`ailment.${id}`), count, examples: examples.join("; ") }),
    textOf("doctor.mend", { how: textOf(MENDS[id] ?? "mend.repair", { dir }) }),
  ]);
  return { text: [textOf("doctor.found", { count: found.length }), ...lines].join("\n"), isWell: false };
}

async function missingOriginals(opened: OpenDeployment): Promise<Ailment[]> {
  const hashes = await submittedHashes(opened.warehouse);
  const archive = opened.path("archive");
  const missing = hashes.map((sha256) => archivePath(archive, sha256)).filter((path) => !existsSync(path));
  return missing.length === 0
    ? []
    : [{ id: "originals-missing", count: missing.length, examples: missing.slice(0, 5) }];
}

/** Files that accounts can reach that they are not for. */
function modesOpen({ deployment, noticeSetting: { language } }: OpenDeployment, dir: string): Ailment[] {
  const modes = openModes(dir, readersGroup(deployment.settings.readers));
  const examples = modes
    .slice(0, 5)
    .map(({ path, who, mode }) => `${path} (${mode}, ${translate(language, `who.${who}`)})`);
  return modes.length === 0 ? [] : [{ id: "modes-open", count: modes.length, examples }];
}

/** Whether the published copy is older than the last night. */
async function staleCopy(opened: OpenDeployment): Promise<Ailment[]> {
  const copy = await copyState(opened);
  if (copy.state !== "stale") return [];
  return [
    { id: "copy-stale", count: 1, examples: [`${opened.publishedPath}: ${copy.has ?? "-"} / ${copy.last}`] },
  ];
}
