import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { bilingual } from "../../../reports/language/bilingual.ts";
import { translate } from "../../../reports/language/index.ts";
import { areasWithin, rowsBefore } from "../../../reports/views/last-reports.ts";
import { UserError } from "../../deployment/user-error.ts";
import { contractById } from "../../intake/contracts/index.ts";
import { type OpenDeployment, openForLook } from "../../night/open-deployment.ts";
import type { Effects } from "../console/effects.ts";
import { lookOptions } from "../console/look-options.ts";
import { languageOption } from "../console/options.ts";
import { type TemplateRequest, templateName, templateWorkbook } from "./template-workbook.ts";

/** `fengsui template DIR --office O --kind K --period P`: the workbook that an office fills in. */
export function templateCommand(effects: Effects): Command {
  return new Command("template")
    .argument("<dir>", "folder of the deployment")
    .requiredOption("--office <office>", "the office that fills it in")
    .requiredOption("--kind <kind>", "report kind, such as recruitment")
    .requiredOption("--period <month>", "the month to report, or the last month of the quarter: 2026-03")
    .option("--out <file>", "where to write it; by default beside you, under the name that the report has")
    .option("--lang <language>", "zh-CN or en")
    .action(
      async (
        dir: string,
        options: { office: string; kind: string; period: string; out?: string; lang?: string },
      ) => {
        const language = languageOption(options.lang);
        const opened = await openForLook(dir, lookOptions(effects, language));
        try {
          const request = await requestOf(opened, options, effects.now().toISOString());
          const path = options.out ?? templateName(request);
          writeFileSync(path, await templateWorkbook(request));
          effects.out(translate(opened.noticeSetting.language, "template.written", { path }));
        } finally {
          opened.close();
        }
      },
    );
}

/** What a template is made of, checked. @throws UserError for an office, kind or period that there is not */
export async function requestOf(
  { deployment, warehouse }: OpenDeployment,
  wanted: { readonly office: string; readonly kind: string; readonly period: string },
  now: string,
): Promise<TemplateRequest> {
  const office = deployment.offices.find(({ id }) => id === wanted.office);
  if (!office) throw new UserError(bilingual("error.no-such-office", { office: wanted.office }));
  const mapping = deployment.mappings.find(({ contract }) => contract === wanted.kind);
  const contract = contractById(wanted.kind);
  if (!mapping || !contract)
    throw new UserError(
      bilingual("error.no-such-kind", {
        kind: wanted.kind,
        known: [...new Set(deployment.mappings.map((each) => each.contract))],
      }),
    );
  if (!/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/.test(wanted.period))
    throw new UserError(bilingual("error.template-period", { period: wanted.period }));
  const codes = await areasWithin(warehouse, office.area);
  const areas = deployment.areas
    .filter(({ code, level }) => codes.includes(code) && (contract.levels?.includes(level as never) ?? true))
    .map(({ code, name, alias }) => ({ code, name, alias }));
  if (areas.length === 0)
    throw new UserError(
      bilingual("error.template-level", {
        office: office.id,
        kind: wanted.kind,
        levels: contract.levels ?? [],
      }),
    );
  const past = await rowsBefore(warehouse, contract.id, { codes, month: wanted.period, now });
  return {
    office: office.id,
    officeArea: office.area,
    areas,
    contract,
    mapping,
    period: wanted.period,
    past,
  };
}
