import { exitCodeOf } from '../errors/codes.ts';
import { errorView, toPlumblineError } from '../errors/error.ts';
import { within } from '../render/inputs.ts';
import { validationJson } from '../report/json.ts';
import { validationJunit } from '../report/junit.ts';
import { validationMarkdown } from '../report/markdown/validation.ts';
import { validationSarif } from '../report/sarif.ts';
import { validationText } from '../report/terminal/validation.ts';
import type { ValidationReport } from '../report/types.ts';
import type { TargetValidation } from '../validate/types.ts';
import type { GlobalOptions } from './options.ts';
import { printResult, textOptions, worst } from './output.ts';
import { Session } from './session.ts';
import { version } from './version.ts';

/** `plumbline validate`: renders and checks offline; 1 when something is invalid. */
export async function validate(names: string[], options: GlobalOptions): Promise<number> {
  await using session = await Session.open(options);
  const report = await validationOf(session, names);
  printResult(textOf(report, session, options));
  return validationExitCode(report);
}

function textOf(report: ValidationReport, { config, root }: Session, options: GlobalOptions): string {
  switch (options.output) {
    case 'json':
      return validationJson(report);
    case 'markdown':
      return validationMarkdown(report, { now: new Date() });
    case 'junit':
      return validationJunit(report);
    case 'sarif':
      return validationSarif(report, { version, configuration: within(root, config.file) });
    default:
      return validationText(report, textOptions(options));
  }
}

/** Every target's mistakes; one that cannot be rendered at all does not hide those of the others. */
export async function validationOf(session: Session, names: readonly string[]): Promise<ValidationReport> {
  const targets: TargetValidation[] = [];
  for (const target of session.targets(names)) {
    const of = { target: target.name };
    try {
      const { manifests, findings, errors } = await session.inspect(target);
      targets.push({ ...of, objects: manifests.length, errors: errors.map(errorView), findings });
    } catch (thrown) {
      const error = toPlumblineError(thrown);
      targets.push({ ...of, objects: 0, errors: [error, ...error.others].map(errorView), findings: [] });
    }
  }
  return { apiVersion: 'plumbline.dev/v1alpha1', kind: 'ValidationReport', targets };
}

export const validationExitCode = ({ targets }: ValidationReport): number =>
  worst(targets.flatMap(({ errors }) => errors.map(({ code }) => exitCodeOf[code])));
