import { test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import {
  applyMarkdown,
  applyText,
  driftMarkdown,
  driftText,
  errorMarkdown,
  errorText,
  historyMarkdown,
  historyText,
  planMarkdown,
  planText,
  statusMarkdown,
  statusText,
  summaryMarkdown,
  validationMarkdown,
  validationText,
} from '../../../src/report/index.ts';
import * as samples from '../../fixtures/report/samples.ts';
import { expectGolden } from './golden.ts';

const text = { colour: false, width: 100, now: samples.now };
const markdown = {
  now: samples.now,
  links: {
    run: 'https://github.com/acme/shop/actions/runs/1',
    files: 'https://github.com/acme/shop/blob/3f2a9c1',
  },
};
const error = new PlumblineError(
  'MANIFEST_INVALID',
  'spec.template.spec.containers[0].image must be a string, found a number',
  {
    object: 'Deployment shop/web',
    place: { file: 'deploy/base/web.yaml', line: 21, column: 18 },
    excerpt: '  20 |       - name: web\n> 21 |         image: 1.4\n     |                ^^^\n',
    remedy: 'quote it: "1.4"',
  },
);

test.each([
  ['plan.txt', planText(samples.plan, text)],
  ['plan-verbose.txt', planText(samples.plan, { ...text, verbose: true })],
  ['plan-narrow.txt', planText(samples.plan, { ...text, width: 60 })],
  ['plan-colour.txt', planText(samples.plan, { ...text, colour: true })],
  ['plan-quiet.txt', planText(samples.quietPlan, text)],
  ['plan-first.txt', planText(samples.firstPlan, text)],
  ['drift.txt', driftText(samples.drift, text)],
  ['applied.txt', applyText(samples.applied, text)],
  ['failed.txt', applyText(samples.failed, text)],
  ['status.txt', statusText(samples.status, text)],
  ['history.txt', historyText(samples.history, text)],
  ['validation.txt', validationText(samples.validation, text)],
  ['error.txt', errorText(error, { colour: false })],
  ['plan.md', planMarkdown(samples.plan, markdown)],
  ['plan-quiet.md', planMarkdown(samples.quietPlan, markdown)],
  ['plan-first.md', planMarkdown(samples.firstPlan, markdown)],
  ['plan-applying.md', planMarkdown(samples.plan, { ...markdown, state: 'applying' })],
  ['summary.md', summaryMarkdown(samples.plan, markdown)],
  ['applied.md', applyMarkdown(samples.applied, { ...markdown, previewed: 'f'.repeat(64) })],
  ['failed.md', applyMarkdown(samples.failed, markdown)],
  ['drift.md', driftMarkdown(samples.drift, markdown)],
  ['status.md', statusMarkdown(samples.status, markdown)],
  ['history.md', historyMarkdown(samples.history, markdown)],
  ['validation.md', validationMarkdown(samples.validation, markdown)],
  ['error.md', errorMarkdown(error, markdown)],
])('%s is as it was looked at', (name, output) => {
  expectGolden(name, output);
});
