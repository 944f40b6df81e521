// Writes the generated files; with names, only those. `npm test` checks that they are current.
import { seconds, tell } from '../command.ts';
import { write } from './files.ts';
import { generators } from './list.ts';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !generators.some((one) => one.name === name));
if (unknown.length > 0) {
  tell(`${unknown.join(', ')}: known are ${generators.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const one of generators) {
    if (names.length > 0 && !names.includes(one.name)) continue;
    const started = performance.now();
    try {
      await write(one);
      tell(`${one.name}: ${one.outputs.join(', ')} (${seconds(started)})`);
    } catch (thrown) {
      tell(`${one.name}: ${Error.isError(thrown) ? thrown.message : String(thrown)}`);
      process.exitCode = 1;
    }
  }
}
