export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
}

/** Reads the XML of reports: elements, attributes in double quotes, texts. Throws at anything not well-formed. */
export class XMLParser {
  readonly #tokens: string[];
  #next = 0;

  constructor(text: string) {
    const tokens = text.replace(/^<\?xml [^>]*\?>\n/, '').match(/<[^<>]*>|[^<>]+/g) ?? [];
    if (tokens.join('') !== text.replace(/^<\?xml [^>]*\?>\n/, ''))
      throw new Error('a < or > that is no tag');
    this.#tokens = tokens.filter((token) => token.startsWith('<') || token.trim() !== '');
  }

  read(): XmlElement {
    const root = this.#element();
    if (this.#next !== this.#tokens.length) throw new Error('more than one root');
    return root;
  }

  #element(): XmlElement {
    const token = this.#take();
    const [, name = '', attributes = '', empty] =
      /^<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>$/.exec(token) ?? [];
    if (name === '') throw new Error(`no start of an element: ${token}`);
    const found = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
      key,
      checked(value ?? ''),
    ]);
    const element: XmlElement = { name, attributes: Object.fromEntries(found), children: [] };
    if (empty === '/') return element;
    while (this.#tokens[this.#next] !== `</${name}>`) {
      if (this.#tokens[this.#next]?.startsWith('<')) element.children.push(this.#element());
      else checked(this.#take());
    }
    this.#next += 1;
    return element;
  }

  #take(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error('the text ends within an element');
    this.#next += 1;
    return token;
  }
}

function checked(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`an entity that is none: ${text}`);
  return text;
}
