import type { Json } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
import type { Budget } from './budget.ts';
import { type Values } from './evaluate.ts';
import { TemplateError } from './template.ts';
/** A text of an object that cannot be filled in. */
export interface SubstitutionMistake {
    path: Keys;
    what: 'key' | 'value';
    /** Of the place within the text. */
    error: TemplateError;
}
/**
 * Fills in the variables of an object, as Flux does after the build: in the YAML that it would be written as.
 * A text that needs no quotes there is read anew, all others stay texts.
 * @returns the object, the same one where there is nothing to fill in, and what is wrong
 * @throws TooMuch
 */
export declare function substituteObject(object: Json, values: Values, budget: Budget): {
    object: Json;
    mistakes: SubstitutionMistake[];
};
