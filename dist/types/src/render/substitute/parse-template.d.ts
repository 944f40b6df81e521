import { type Piece } from './template.ts';
/**
 * Reads a text with the forms that Flux's post-build substitution serves: bash's, without its exceptions.
 * `$$` is a `$` that begins nothing. Source of the forms: github.com/fluxcd/pkg/envsubst.
 * @throws TemplateError
 */
export declare function parseTemplate(text: string): Piece[];
