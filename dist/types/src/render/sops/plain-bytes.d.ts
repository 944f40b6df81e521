/** How the file was read by SOPS, which decides what a number is. */
export type Format = 'yaml' | 'json';
/**
 * The bytes of an unencrypted value that the MAC covers; undefined for null, which it does not cover. SOPS
 * reads YAML by go.yaml.in/yaml/v3, whose words are fewer than those of Kubernetes, and knows times.
 */
export declare function plainBytes(text: string, format: Format): string | undefined;
/** A number without an exponent, as short as it reads back: Go's FormatFloat(x, 'f', -1, 64). */
export declare function decimal(value: number): string;
