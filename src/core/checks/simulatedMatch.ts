// A text that a regular expression is likely to match: what a simulated model answers. Knows the usual parts of patterns and passes over the rest.

import type { SeededRandom } from '../../shared/statistics/seededRandom';

const classes: { readonly [letter: string]: string } = {
  d: '7',
  D: 'x',
  w: 'a',
  W: ' ',
  s: ' ',
  S: 'x',
  n: '\n',
  t: '\t',
};

export function simulatedMatch(source: string, random: SeededRandom): string {
  return new Sampler(source, random).alternatives();
}

class Sampler {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly random: SeededRandom,
  ) {}

  /** To the end of the group, or of the pattern. */
  alternatives(): string {
    const all = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      all.push(this.sequence());
    }
    return all[Math.floor(this.random() * all.length)]!;
  }

  private sequence(): string {
    let text = '';
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')')
      text += this.repeated(this.one());
    return text;
  }

  private one(): string {
    const character = this.source[this.at++]!;
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return 'x';
      case '\\':
        return this.escaped();
      case '[':
        return this.oneOfClass();
      case '(':
        return this.group();
      default:
        return character;
    }
  }

  private escaped(): string {
    const letter = this.source[this.at++] ?? '';
    if (letter === 'p' || letter === 'P') {
      const end = this.source.indexOf('}', this.at);
      const name = this.source.slice(this.at, end);
      this.at = end + 1;
      return /^\{(?:N|Nd)/.test(name) ? '7' : /^\{(?:Lu|P)/.test(name) ? 'A' : 'a';
    }
    return letter === 'b' || letter === 'B' ? '' : (classes[letter] ?? letter);
  }

  private oneOfClass(): string {
    const isNegated = this.source[this.at] === '^';
    const end = /^(?:\\.|[^\]\\])*/s.exec(this.source.slice(this.at))![0].length;
    const inside = this.source.slice(this.at, this.at + end);
    this.at += end + 1;
    if (isNegated) return ['x', '7', ' ', '#'].find((one) => !inside.includes(one)) ?? 'x';
    return inside.startsWith('\\') ? (classes[inside[1]!] ?? inside[1]!) : (inside[0] ?? '');
  }

  private group(): string {
    const kind = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += kind.length;
    const inside = this.alternatives();
    this.at++;
    // What is only looked at is no part of the text.
    return /[=!]$/.test(kind) ? '' : inside;
  }

  private repeated(text: string): string {
    const [quantifier, least] = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})[?]?/.exec(this.source.slice(this.at)) ?? [''];
    this.at += quantifier.length;
    if (least !== undefined) return text.repeat(Math.min(100, Number(least)));
    return quantifier.startsWith('?') || quantifier.startsWith('*') ? (this.random() < 0.5 ? text : '') : text;
  }
}
