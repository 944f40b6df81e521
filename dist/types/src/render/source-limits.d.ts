import { PlumblineError } from '../errors/error.ts';
export declare const maxFiles = 20000;
export declare function sorted(files: Set<string>, path: string): string[];
export declare const tooMany: (path: string) => PlumblineError;
/** Refuses by their sizes, in order, what would not be read: a file too large, or too much in all. */
export declare function sizeLimit(): (file: string, bytes: number) => void;
