import type { ObjectPlan } from '../plan/types.ts';
/** The main facts of an object to be created: images, replicas, ports, storage, … each once; else its size. */
export declare function mainFacts(object: ObjectPlan): string[];
