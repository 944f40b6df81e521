import type { Json } from '../../manifests/types.ts';
import type { Copies } from '../../manifests/yaml-copies.ts';
/**
 * Whether a text is written without quotes where Flux writes the object as YAML to fill it in: then what comes
 * of it is read as YAML again, so that `replicas: ${n}` gives a number. Source of the rules: go.yaml.in/yaml/v2,
 * emitterc.go, yaml_emitter_analyze_scalar.
 */
export declare function isWrittenPlain(text: string): boolean;
/**
 * What a filled-in text means in the place where it stands: a field of a mapping, or an item of a list.
 * @throws YamlError
 * @returns undefined where it would give more than one value: another field, another item, another document
 */
export declare function readValue(text: string, place: 'field' | 'item', copies: Copies): Json | undefined;
/** The same for the name of a field. @throws YamlError */
export declare function readKey(text: string, copies: Copies): string | undefined;
