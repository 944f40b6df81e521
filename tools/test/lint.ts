// `npm run lint`: lint and types; with --fix, what can be mended without thought is mended first.
import { run } from '../command.ts';
import { lint, types } from './checks.ts';
import { runChecks } from './stages.ts';

if (process.argv.includes('--fix')) await run('biome', ['check', '--write', '.']);
const counts = [await runChecks('lint', lint), await runChecks('types', types)];
process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
