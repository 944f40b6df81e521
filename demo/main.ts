// `npm run demo`: plays the main job on a real cluster. `-- --json`: the same for machines. `-- --write-readme`:
// puts what it printed at the top of README.md. Exit code 1 if any step did not do what it says.
import { parseArgs } from 'node:util';
import { Narrator } from './narrator.ts';
import { writeReadme } from './readme.ts';
import { playStory } from './story.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    'write-readme': { type: 'boolean', default: false },
  },
});
const colour = process.stdout.isTTY === true && !values.json && (process.env.NO_COLOR ?? '') === '';
const write = (text: string): void => void process.stdout.write(text);
// Machines read standard output; whoever waits for them sees the story on standard error.
const tell = values.json ? (text: string): void => void process.stderr.write(text) : write;
const narrator = new Narrator(tell, colour);

tell('Plumbline: from a pull request to a cluster that stays as merged\n');
const story = await playStory(narrator, (line) => process.stderr.write(`${line}\n`));
if (values.json) write(`${JSON.stringify(story, null, 2)}\n`);
const verdict = story.ok ? 'All of it is real, and did what it says.' : 'A step did not do what it says.';
tell(`\n${verdict} ${(story.milliseconds / 1000).toFixed(1)} s\n`);
if (values['write-readme'] && story.ok) writeReadme(story);
process.exitCode = story.ok ? 0 : 1;
