import { type Expansion, type Piece, TemplateError } from './template.ts';

/**
 * Reads a text with the forms that Flux's post-build substitution serves: bash's, without its exceptions.
 * `$$` is a `$` that begins nothing. Source of the forms: github.com/fluxcd/pkg/envsubst.
 * @throws TemplateError
 */
export function parseTemplate(text: string): Piece[] {
  return new Parser(text).text();
}

const nameForm = /[\p{L}\p{Nd}_]+/uy;
const deepest = 50;

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  text(): Piece[] {
    const pieces: Piece[] = [];
    let plain = '';
    for (;;) {
      const dollar = this.#text.indexOf('$', this.#at);
      plain += this.#text.slice(this.#at, dollar < 0 ? undefined : dollar);
      if (dollar < 0) break;
      this.#at = dollar;
      const next = this.#text[dollar + 1];
      if (next === '{') {
        if (plain !== '') pieces.push(plain);
        plain = '';
        pieces.push(this.#expansion());
      } else {
        plain += '$';
        this.#at += next === '$' ? 2 : 1;
      }
    }
    return plain === '' ? pieces : [...pieces, plain];
  }

  #expansion(): Expansion {
    const offset = this.#at;
    if (++this.#depth > deepest)
      throw new TemplateError('too many expansions in one another', offset, simpler);
    this.#at += 2;
    const expansion = this.#take('#')
      ? { name: this.#name(), operator: 'length', args: [] }
      : this.#operation();
    if (!this.#take('}')) throw this.#unfinished(offset);
    this.#depth--;
    return { ...expansion, offset };
  }

  #operation(): Omit<Expansion, 'offset'> {
    const name = this.#name();
    const [first = '', second = ''] = this.#text.slice(this.#at, this.#at + 2);
    switch (first) {
      case ':':
        return '=-?+'.includes(second) && second !== ''
          ? this.#fallback(name, first + second)
          : this.#part(name);
      case '=':
        return this.#fallback(name, first);
      case ',':
      case '^':
        return { name, operator: this.#repeated(first), args: [] };
      case '#':
      case '%':
        return { name, operator: this.#repeated(first), args: [[this.#argument(/[^}]/)]] };
      case '/':
        return this.#replacement(name);
      case '-':
      case '+':
      case '?':
        throw new TemplateError(
          `Flux knows no \${…${first}…} without a colon`,
          this.#at,
          first === '-' ? `Write \${NAME:-default}.` : 'Give the value below substitute.',
        );
      default:
        return { name, operator: '', args: [] };
    }
  }

  /** `:-` and the like: whatever stands before the brace, expansions too. */
  #fallback(name: string, operator: string): Omit<Expansion, 'offset'> {
    const from = this.#at;
    this.#at += operator.length;
    if (operator === ':?' || operator === ':+') {
      const message = `\${…${operator}…} gives something else in Flux than in bash`;
      throw new TemplateError(message, from, `Write \${NAME:-default}, or give the value below substitute.`);
    }
    const pieces: Piece[] = [];
    while (this.#text[this.#at] !== '}') pieces.push(this.#argument(/[^}]/));
    return { name, operator, args: [pieces] };
  }

  /** `${name:offset}` and `${name:offset:length}`. */
  #part(name: string): Omit<Expansion, 'offset'> {
    this.#at += 1;
    const args = [[this.#argument(/[^:}]/)]];
    if (this.#skip(':')) args.push([this.#argument(/[^}]/)]);
    return { name, operator: ':', args };
  }

  #replacement(name: string): Omit<Expansion, 'offset'> {
    this.#at += 1;
    const mark = this.#text[this.#at] ?? '';
    const operator = '/#%'.includes(mark) && mark !== '' ? `/${mark}` : '/';
    this.#at += operator.length - 1;
    const args = [[this.#argument(/[^/]/, true)]];
    if (!this.#skip('/')) throw this.#unfinished(this.#at, 'a "/" is missing behind what is to be replaced');
    if (this.#text[this.#at] !== '}') args.push([this.#argument(/[^}]/, true)]);
    return { name, operator, args };
  }

  #name(): string {
    nameForm.lastIndex = this.#at;
    const name = nameForm.exec(this.#text)?.[0];
    if (name === undefined) throw this.#unfinished(this.#at, 'the name of a variable is missing');
    this.#at += name.length;
    return name;
  }

  /** The operator once or twice. */
  #repeated(operator: string): string {
    const twice = this.#text[this.#at + 1] === operator;
    this.#at += twice ? 2 : 1;
    return twice ? operator + operator : operator;
  }

  /** One expansion, or at least one character of these, up to the next expansion. */
  #argument(accepted: RegExp, escapes = false): Piece {
    if (this.#text.startsWith(`\${`, this.#at)) return this.#expansion();
    let plain = '';
    while (this.#at < this.#text.length && !this.#text.startsWith(`\${`, this.#at)) {
      const here = this.#text[this.#at] as string;
      const next = this.#text[this.#at + 1];
      if (escapes && ((here === '$' && next === '$') || (here === '\\' && (next === '/' || next === '\\')))) {
        plain += next;
        this.#at += 2;
      } else {
        if (!accepted.test(here)) break;
        plain += here;
        this.#at++;
      }
    }
    if (plain === '') throw this.#unfinished(this.#at, 'something is missing behind an operator');
    return plain;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** One or more of it. */
  #skip(character: string): boolean {
    if (!this.#take(character)) return false;
    while (this.#take(character));
    return true;
  }

  #unfinished(
    offset: number,
    message = 'the expansion is not one that can be read, or its "}" is missing',
  ): TemplateError {
    return new TemplateError(message, offset, `Correct it, or write $\${ for a "\${" that is no expansion.`);
  }
}

const simpler = 'Write fewer of them into one another.';
