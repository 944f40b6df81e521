import { field, isObject, stringField } from '../../manifests/json.ts';
import type { Json, JsonObject } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
import { YamlError } from '../../manifests/yaml-events.ts';
import type { Budget } from './budget.ts';
import { evaluate, type Values } from './evaluate.ts';
import { parseTemplate } from './parse-template.ts';
import { isWrittenPlain, readKey, readValue } from './scalar.ts';
import { isTemplate, TemplateError } from './template.ts';

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
export function substituteObject(
  object: Json,
  values: Values,
  budget: Budget,
): { object: Json; mistakes: SubstitutionMistake[] } {
  const mistakes: SubstitutionMistake[] = [];
  const filled = isSwitchedOff(object) ? object : new Filler(values, budget, mistakes).value(object, []);
  return { object: filled, mistakes };
}

const switches = ['kustomize.toolkit.fluxcd.io/substitute', 'plumbline.dev/substitute'];

/** By one of the annotations, or labels. */
function isSwitchedOff(object: Json): boolean {
  const metadata = field(object, 'metadata');
  return ['annotations', 'labels'].some((map) =>
    switches.some((name) => stringField(metadata, map, name) === 'disabled'),
  );
}

class Filler {
  readonly #values: Values;
  readonly #budget: Budget;
  readonly #mistakes: SubstitutionMistake[];

  constructor(values: Values, budget: Budget, mistakes: SubstitutionMistake[]) {
    this.#values = values;
    this.#budget = budget;
    this.#mistakes = mistakes;
  }

  value(value: Json, path: Keys): Json {
    if (typeof value === 'string') {
      const place = typeof path.at(-1) === 'number' ? 'item' : 'field';
      const read = this.#text(value, path, 'value', (text) => readValue(text, place, this.#budget.copies));
      return read === undefined ? value : read;
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.value(item, [...path, index]));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    return isObject(value) ? this.#mapping(value, path) : value;
  }

  #mapping(fields: JsonObject, path: Keys): JsonObject {
    let isChanged = false;
    const filled: JsonObject = {};
    for (const [name, inner] of Object.entries(fields)) {
      const at = [...path, name];
      const key = String(this.#text(name, at, 'key', (text) => readKey(text, this.#budget.copies)) ?? name);
      const value = this.value(inner, at);
      if (Object.hasOwn(filled, key)) {
        const error = new TemplateError(
          `the key ${JSON.stringify(key)} is there twice`,
          0,
          'Keep one of the two.',
        );
        this.#mistakes.push({ path: at, what: 'key', error });
      }
      // `__proto__` is a field like any other.
      Object.defineProperty(filled, key, { value, enumerable: true, configurable: true, writable: true });
      isChanged ||= key !== name || value !== inner;
    }
    return isChanged ? filled : fields;
  }

  /** undefined where there is a mistake, which is kept. */
  #text(
    text: string,
    path: Keys,
    what: 'key' | 'value',
    read: (filled: string) => Json | undefined,
  ): Json | undefined {
    if (!isTemplate(text)) return text;
    try {
      const pieces = parseTemplate(text);
      const filled = evaluate(pieces, this.#values, this.#budget);
      const isConstant = pieces.every((piece) => typeof piece === 'string');
      if (isConstant || !isWrittenPlain(text)) return filled;
      const value = read(filled);
      if (value === undefined) throw new TemplateError('the values put more than one value here', 0, quote);
      return value;
    } catch (thrown) {
      const error =
        thrown instanceof YamlError
          ? new TemplateError(`what the values give here is no YAML: ${thrown.message}`, 0, quote)
          : thrown;
      if (!(error instanceof TemplateError)) throw error;
      this.#mistakes.push({ path, what, error });
      return undefined;
    }
  }
}

const quote = 'Put quotes into the value below substitute: NAME: \'"…"\'.';
