import type { Mistake } from './issues.ts';
import type { ConfigInput } from './schema.ts';
/** What the schema cannot say of the targets: names once, paths inside, dependencies known and without cycle. */
export declare function targetMistakes({ targets }: ConfigInput, folder: string, root: string): Mistake[];
