// `npm run build` in this workspace makes built/ anew where its sources have changed; with `dist`, then dist/.
import { buildDist } from './dist.ts';
import { buildAll, builtDigest, currentDigest } from './wasm.ts';

const report = (line: string): void => void process.stderr.write(`${line}\n`);
const isThere = await builtDigest().catch(() => '');
if (isThere === (await currentDigest())) report('built/ is current');
else await buildAll(report);
if (process.argv[2] === 'dist') await buildDist();
