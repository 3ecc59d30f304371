// What is not UTF-8 is refused with its place, never read with U+FFFD in the place of letters.

import assert from 'node:assert/strict';
import { decodeText, EncodingError } from '../../../../src/core/files/textFile';

const text = 'benchmark_name: Cities\nprompts:\n  - expectation: Zürich\n';
const name = 'cities.yaml';

function refusal(bytes: Uint8Array): string {
  try {
    decodeText(bytes, name);
  } catch (error) {
    assert.ok(error instanceof EncodingError);
    return error.message;
  }
  return 'read';
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

describe('the reader of text files', () => {
  it('reads UTF-8, with and without a byte order mark, and every character of it', () => {
    assert.equal(decodeText(Buffer.from(text), name), text);
    assert.equal(decodeText(Buffer.from(`\uFEFF${text}`), name), text);
    assert.equal(decodeText(Buffer.from(''), name), '');
    // The ends of all ranges, a null character, a true replacement character.
    const ends = '\u0000a\u007f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\uffff\u{10000}\u{10ffff}';
    assert.equal(decodeText(Buffer.from(ends), name), ends);
  });

  const latin1 = (line: string): Buffer => Buffer.from(line, 'latin1');
  const refused: [what: string, bytes: Buffer, message: string][] = [
    ['Windows-1252', latin1(text), 'is not UTF-8: byte 0xFC in line 3, column 19 ("Zürich" if it is Windows-1252)'],
    ['its quotes and dashes', Buffer.from([0x61, 0x0a, 0x93, 0x62]), 'is not UTF-8: byte 0x93 in line 2, column 1'],
    [
      'one letter at the very end',
      latin1('caf\u00e9'),
      'is not UTF-8: byte 0xE9 in line 1, column 4 ("café" if it is Windows-1252)',
    ],
    [
      'Windows-1252 after good UTF-8 and a mark',
      Buffer.concat([Buffer.from('\uFEFFü€😀 '), latin1('\u00dcber')]),
      'is not UTF-8: byte 0xDC in line 1, column 6 ("Über" if it is Windows-1252)',
    ],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'is UTF-16 (little-endian), not UTF-8'],
    ['UTF-16, big-endian', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'is UTF-16 (big-endian), not UTF-8'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'is UTF-16 (little-endian, without a mark), not UTF-8'],
    [
      'UTF-16, big-endian, without a mark',
      swapped(Buffer.from(text, 'utf16le')),
      'is UTF-16 (big-endian, without a mark), not UTF-8',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'is UTF-32, not UTF-8'],
    [
      'a sequence that is cut',
      Buffer.from([0x61, 0xe2, 0x82]),
      'is not UTF-8: byte 0xE2 in line 1, column 2 ("aâ" if it is Windows-1252)',
    ],
    [
      'a surrogate',
      Buffer.from([0xed, 0xa0, 0x80]),
      'is not UTF-8: byte 0xED in line 1, column 1 ("í" if it is Windows-1252)',
    ],
    [
      'an overlong form',
      Buffer.from([0xc0, 0xaf]),
      'is not UTF-8: byte 0xC0 in line 1, column 1 ("À" if it is Windows-1252)',
    ],
  ];
  for (const [what, bytes, message] of refused) {
    it(`refuses ${what}, with the place and what to do`, () => {
      assert.equal(refusal(bytes), `${name} ${message}. Save the file as UTF-8.`);
    });
  }

  for (const [begin, message] of [
    [
      'PK\u0003\u0004',
      'is a zip file, as workbooks of Excel are, not text. Save the sheet as CSV (UTF-8), or unpack the file.',
    ],
    ['PAR1', 'is a Parquet file, not text. Convert it into JSON lines or CSV.'],
    ['\u001f\u008b', 'is packed by gzip, not text. Unpack it.'],
    ['%PDF', 'is a PDF, not text. Save what it says as plain text.'],
  ] as const) {
    it(`says of a file of another kind what it is: ${JSON.stringify(begin)}`, () => {
      assert.equal(refusal(latin1(`${begin}\u0000\u0000\u0081\n\u00ff`)), `${name} ${message}`);
    });
  }

  it('agrees with the platform about every sequence of two bytes and about random ones', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const isGood = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    let seed = 1;
    const random = (): number => (seed = (seed * 48271) % 0x7fffffff) % 256;
    const samples = Array.from({ length: 65_536 }, (_, at) => Uint8Array.of(0x20, at >> 8, at & 0xff));
    samples.push(
      ...Array.from({ length: 20_000 }, () =>
        Uint8Array.of(0x20, 0xe0 | (random() & 31), random() | 128, random() | 128, random() | 128),
      ),
    );
    const told = samples.filter((bytes) => ![0, 0xfe, 0xff].some((odd) => bytes.includes(odd)));
    assert.deepEqual(
      told.filter((bytes) => isGood(bytes) !== (refusal(bytes) === 'read')),
      [],
    );
  });
});
