import type { Decision, Situation } from './situation.ts';
import type { Action, FieldChange, Risk } from './types.ts';
/** What a reviewer should be warned of in one object. */
export declare function risksOf(decision: Decision, action: Action, fields: FieldChange[], scaled: ReadonlyMap<string, string>): Risk[];
/** The objects that an autoscaler of the desired or live set scales, by idKey. */
export declare function scaledObjects(situation: Situation): Map<string, string>;
