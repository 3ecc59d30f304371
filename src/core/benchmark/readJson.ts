// JSON is YAML too, but reading it as that takes several times as long: benchmarks that programs write and data files of many rows are JSON. What comes of it is
// what the reader of YAML makes of the same text, which has the word wherever the two may differ, and about all that is wrong.

import type { Span, YamlNode } from './yamlNode';

/** Tabs between values, and characters that no YAML has. */
const oddCharacter = /[\t\x7f-\x9f\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** A number that both read alike: no exponent, and not more digits than a double holds. */
const plainNumber = /^-?(?!0\d)\d{1,15}(?:\.\d{1,15})?$/;

/** A key of YAML that has a value on the same line may have some more. */
const mostOfKey = 1000;

const mostDepth = 50;

/** Keys, values, and ends of lists and maps. The reader of YAML says when there are too many, which are some more. */
const mostParts = 1_400_000;

/** The value and where each part of it stands; null for what is no JSON, or may be read otherwise as YAML. */
export function readJson(text: string): { value: unknown; root: YamlNode } | null {
  // Lines that stand further to the left than the beginning are a fault of YAML.
  if (!/^(?: *[\r\n])*[{[]/.test(text) || oddCharacter.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Whether it is YAML then, or what is wrong with it, says who reads YAML.
    return null;
  }
  const tree = new JsonTree(text);
  const root = tree.read();
  return tree.isOdd ? null : { value, root };
}

/** Where the values of a text stand that is known to be JSON. */
class JsonTree {
  /** True where YAML may make something else of it. */
  isOdd = false;
  private at = 0;
  private parts = 0;

  constructor(private readonly text: string) {}

  read(): YamlNode {
    return this.node(0);
  }

  private node(depth: number, key?: Span): YamlNode {
    this.skipBlanks();
    this.parts++;
    if (depth > mostDepth || this.parts > mostParts) this.isOdd = true;
    const start = this.at;
    const first = this.text[start];
    let node: YamlNode;
    if (first === '"') node = { kind: 'scalar', start, end: this.endOfText() };
    else if (first !== '{' && first !== '[') node = this.plain(start);
    else {
      node =
        first === '{'
          ? { kind: 'map', start, end: start, entries: this.entries(depth) }
          : { kind: 'list', start, end: start, items: this.items(depth) };
      node.end = this.at;
      node.isFlow = true;
    }
    if (key) node.key = key;
    return node;
  }

  private entries(depth: number): Map<string, YamlNode> {
    const entries = new Map<string, YamlNode>();
    this.at++;
    while (!this.isOdd && !this.ends('}')) {
      this.parts++;
      const start = this.at;
      const end = this.endOfText();
      const name = this.nameIn(start, end);
      while (this.text[this.at] === ' ') this.at++;
      // A key and its colon stand in one line of YAML. One that is there twice is a fault.
      if (this.text[this.at] !== ':' || end - start > mostOfKey || isOddName(name) || entries.has(name))
        this.isOdd = true;
      else {
        this.at++;
        entries.set(name, this.node(depth + 1, { start, end }));
      }
    }
    return entries;
  }

  private items(depth: number): YamlNode[] {
    const items: YamlNode[] = [];
    this.at++;
    while (!this.isOdd && !this.ends(']')) items.push(this.node(depth + 1));
    return items;
  }

  /** Whether the list or map ends here; stands behind its bracket then, else at what comes next. */
  private ends(bracket: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] === ',') {
      this.at++;
      this.skipBlanks();
    }
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    this.parts++;
    return true;
  }

  /** Of the text in quotes that begins here. */
  private endOfText(): number {
    let end = this.text.indexOf('"', this.at + 1);
    while (this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.at = end + 1;
    return this.at;
  }

  private isEscaped(quote: number): boolean {
    let slashes = 0;
    while (this.text[quote - 1 - slashes] === '\\') slashes++;
    return slashes % 2 === 1;
  }

  private nameIn(start: number, end: number): string {
    const written = this.text.slice(start, end);
    return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
  }

  /** A number, true, false or null. */
  private plain(start: number): YamlNode {
    while (!/[\s,\]}]/.test(this.text[this.at]!)) this.at++;
    const plainText = this.text.slice(start, this.at);
    if (/\d/.test(plainText) && !plainNumber.test(plainText)) this.isOdd = true;
    if (plainText === '-0') this.isOdd = true;
    return { kind: 'scalar', start, end: this.at, plainText };
  }

  private skipBlanks(): void {
    while (this.text.charCodeAt(this.at) <= 0x20) this.at++;
  }
}

/** `<<` puts a map into another one in some YAML, and an object has `__proto__` already. */
function isOddName(name: string): boolean {
  return name === '<<' || name === '__proto__';
}
