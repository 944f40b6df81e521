import type { Json } from './types.ts';
/** A value as block YAML that the API server reads back as the same value; keys keep their order. */
export declare function stringifyYaml(value: Json): string;
