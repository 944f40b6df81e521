import { type Keys } from '../../manifests/walk.ts';
import type { YamlFile } from './yaml-file.ts';
/**
 * The text of a file with other texts at some of its values. Lines and comments stay, so that places in later
 * messages are those of the file; where a value is not written out as it is (an alias, a block, escapes) the file
 * is written anew.
 */
export declare function replaceTexts({ text, value }: YamlFile, replacements: ReadonlyMap<Keys, string>): string;
