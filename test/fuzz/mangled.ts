// Text with random damage, for whatever reads text of strangers.

import fc from 'fast-check';

/** What takes the place of a part; each is JSON of another kind than what was there, or none, or what YAML or a stream reads otherwise. */
const pieces = [
  '',
  'null',
  '0',
  '-1',
  '1e999',
  '1.5',
  'true',
  '"x"',
  '[]',
  '{}',
  '[null]',
  '{"',
  ',',
  ':',
  '- ',
  '\n',
  '\r',
  '\n\n',
  '\t',
  '\u0000',
  '\ufeff',
  '\ufffd',
  '\ud800',
  '\u202e',
  '__proto__',
  'data: ',
  'event: error',
  '[DONE]',
  '&a ',
  '*a',
  '!!int ',
  '<<: ',
  '#',
  '|',
  '{{x}}',
  '9'.repeat(400),
  '['.repeat(5000),
  'x'.repeat(20_000),
];

const place = fc.double({ min: 0, max: 0.9999, noNaN: true });
const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 }));
const length = fc.nat(200);

/** `at` and `to` are shares of what there is: of the text, or of its values or lines. */
type Damage =
  | { kind: 'value' | 'insert'; at: number; piece: string }
  | { kind: 'cut' | 'repeat'; at: number; length: number }
  | { kind: 'moveLine'; at: number; to: number };

const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('value' as const), at: place, piece }) },
  fc.record({ kind: fc.constant('insert' as const), at: place, piece }),
  fc.record({ kind: fc.constantFrom('cut' as const, 'repeat' as const), at: place, length }),
  fc.record({ kind: fc.constant('moveLine' as const), at: place, to: place }),
);

/** One to three things that are wrong. */
export const damages: fc.Arbitrary<Damage[]> = fc.array(damage, { minLength: 1, maxLength: 3 });

/** The text with these damages, one after the other. */
export function mangled(text: string, list: readonly Damage[]): string {
  return list.reduce(damaged, text);
}

function damaged(text: string, one: Damage): string {
  const at = Math.floor(one.at * text.length);
  switch (one.kind) {
    case 'value':
      return withValue(text, one.at, one.piece);
    case 'insert':
      return text.slice(0, at) + one.piece + text.slice(at);
    case 'cut':
      return text.slice(0, at) + text.slice(at + one.length);
    case 'repeat':
      return text.slice(0, at + one.length) + text.slice(at);
    case 'moveLine':
      return withLineMoved(text, one.at, one.to);
  }
}

/** A value of JSON, or a word that stands alone. */
function withValue(text: string, at: number, other: string): string {
  const values = [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]+/g)];
  const value = values[Math.floor(at * values.length)];
  return value ? text.slice(0, value.index) + other + text.slice(value.index + value[0].length) : text;
}

function withLineMoved(text: string, at: number, to: number): string {
  const lines = text.split('\n');
  const [line = ''] = lines.splice(Math.floor(at * lines.length), 1);
  lines.splice(Math.floor(to * lines.length), 0, line);
  return lines.join('\n');
}
