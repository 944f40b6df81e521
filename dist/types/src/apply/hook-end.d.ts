import type { KubeObject } from '../manifests/types.ts';
export interface HookEnd {
    state: 'running' | 'succeeded' | 'failed';
    /** Of a failure: what the object says. */
    message: string;
}
/** Whether what a hook made has come to its end: only Jobs and Pods run, all else is done when it is there. */
export declare function hookEnd(object: KubeObject): HookEnd;
