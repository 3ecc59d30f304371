// Whether the bytes of a file are UTF-8, and in words what they are instead. Decoders that put U+FFFD in the place of what they can't read
// would change a prompt and its expectation without a word, so every text that people hand over is looked at here first. Pure.

export interface EncodingFault {
  /** 1-based. Characters are counted as UTF-16 units, as editors do. */
  line: number;
  column: number;
  /** Where and why, beginning with a lower-case letter, without a full stop: follows the name of the file. */
  message: string;
  /** What to do, a sentence. */
  advice: string;
}

const saveAsUtf8 = 'Save the file as UTF-8.';

/** The first place where the bytes are not UTF-8; null where all are. A byte order mark of UTF-8 is fine. */
export function encodingFault(bytes: Uint8Array): EncodingFault | null {
  const wide = wideEncoding(bytes);
  const at = firstBadByte(bytes);
  if (wide === null && at === null) return null;
  const kind = binaryKinds.find(({ mark }) => mark.every((byte, place) => bytes[place] === byte));
  if (kind) return { line: 1, column: 1, message: `is ${kind.name}, not text`, advice: kind.advice };
  if (wide !== null) return { line: 1, column: 1, message: `is ${wide}, not UTF-8`, advice: saveAsUtf8 };
  return at === null ? null : badByteFault(bytes, at);
}

/** Files that get the name of a text, and what they begin with. */
const binaryKinds: readonly { mark: readonly number[]; name: string; advice: string }[] = [
  {
    mark: [0x50, 0x4b, 0x03, 0x04],
    name: 'a zip file, as workbooks of Excel are',
    advice: 'Save the sheet as CSV (UTF-8), or unpack the file.',
  },
  {
    mark: [0xd0, 0xcf, 0x11, 0xe0],
    name: 'a workbook or document of an old Office',
    advice: 'Save the sheet as CSV (UTF-8).',
  },
  { mark: [0x50, 0x41, 0x52, 0x31], name: 'a Parquet file', advice: 'Convert it into JSON lines or CSV.' },
  { mark: [0x1f, 0x8b], name: 'packed by gzip', advice: 'Unpack it.' },
  { mark: [0x28, 0xb5, 0x2f, 0xfd], name: 'packed by zstd', advice: 'Unpack it.' },
  { mark: [0x25, 0x50, 0x44, 0x46], name: 'a PDF', advice: 'Save what it says as plain text.' },
];

function badByteFault(bytes: Uint8Array, at: number): EncodingFault {
  const lineStart = bytes.lastIndexOf(lineEnd, at) + 1;
  let line = 1;
  for (let from = bytes.indexOf(lineEnd); from >= 0 && from < at; from = bytes.indexOf(lineEnd, from + 1)) line++;
  const byte = `0x${bytes[at]!.toString(16).toUpperCase()}`;
  const column = 1 + unitsIn(bytes.subarray(lineStart, at));
  const guess = wordInLatin1(bytes, at);
  const reads = guess === null ? '' : ` ("${guess}" if it is Windows-1252)`;
  const message = `is not UTF-8: byte ${byte} in line ${line}, column ${column}${reads}`;
  return { line, column, message, advice: saveAsUtf8 };
}

const lineEnd = 0x0a;

/** UTF-16 and UTF-32 by their marks, and UTF-16 without one by the zeros that plain letters have in it. */
function wideEncoding(bytes: Uint8Array): string | null {
  const begins = (...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)) return 'UTF-32';
  if (begins(0xff, 0xfe)) return 'UTF-16 (little-endian)';
  if (begins(0xfe, 0xff)) return 'UTF-16 (big-endian)';
  const looked = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  looked.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const most = looked.length / 8;
  if (zeros[1]! > most && zeros[0]! < zeros[1]! / 4) return 'UTF-16 (little-endian, without a mark)';
  if (zeros[0]! > most && zeros[1]! < zeros[0]! / 4) return 'UTF-16 (big-endian, without a mark)';
  return null;
}

/** Where the first sequence begins that is none: https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506 (table 3-7). */
function firstBadByte(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0) return at;
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    const second = bytes[at + 1] ?? 0;
    if (second < lowest || second > highest) return at;
    for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return at;
    at += length;
  }
  return null;
}

/** The UTF-16 units of good UTF-8, a byte order mark not counted. */
function unitsIn(bytes: Uint8Array): number {
  let units = 0;
  for (const byte of bytes) units += byte >= 0xf0 ? 2 : (byte & 0xc0) === 0x80 ? 0 : 1;
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? units - 1 : units;
}

/** The word around a byte, read as the encoding that such files mostly are in; null where that gives no letters. */
function wordInLatin1(bytes: Uint8Array, at: number): string | null {
  const isPart = (byte: number | undefined): boolean =>
    byte !== undefined && (byte >= 0xc0 || (byte >= 0x30 && byte <= 0x39) || /[a-z]/i.test(String.fromCharCode(byte)));
  if (!isPart(bytes[at])) return null;
  let [start, end] = [at, at + 1];
  while (isPart(bytes[start - 1]) && at - start < 20) start--;
  while (isPart(bytes[end]) && end - at < 20) end++;
  return String.fromCharCode(...bytes.subarray(start, end));
}
