// From a data file that a benchmark names to its rows. What was read last is remembered, so that an editor that checks a benchmark at every
// pause in typing reads a large file once.

import { decodeText, EncodingError } from '../files/textFile';
import type { ReadFiles } from './benchmarkFiles';
import type { ReadTable } from './dataTable';
import { readCsv } from './readCsv';
import { readJsonLines } from './readJsonLines';
import { readRowList } from './readRowList';

/** How rows are told from a file's name. */
export const dataFileEndings = ['.csv', '.tsv', '.jsonl', '.ndjson', '.json', '.yaml', '.yml'] as const;

type DataFileEnding = (typeof dataFileEndings)[number];

const readers: { readonly [ending in DataFileEnding]: (text: string, delimiter?: string) => ReadTable } = {
  '.csv': readCsv,
  '.tsv': (text, delimiter = '\t') => readCsv(text, delimiter),
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.json': readRowList,
  '.yaml': readRowList,
  '.yml': readRowList,
};

/** A few, for a benchmark may have several. */
const mostRemembered = 4;
const mostRememberedBytes = 150_000_000;

interface Remembered {
  bytes: number;
  sha256: string;
  read: ReadTable;
}

/** By stamp, which names the file, and delimiter. */
const remembered = new Map<string, Remembered>();

/** `problem` completes `cases.csv ...`. */
export function readDataFile(path: string, files: ReadFiles, delimiter?: string): ReadTable | { problem: string } {
  const ending = endingOf(path);
  if (!ending) return { problem: `is no data file: its name must end in ${dataFileEndings.join(', ')}.` };
  const key = JSON.stringify([files.stamp(path), delimiter]);
  const known = remembered.get(key);
  if (known) {
    files.take({ path, sha256: known.sha256, bytes: known.bytes });
    return known.read;
  }
  const file = files.read(path);
  if ('problem' in file) return file;
  const read = readText(file.bytes, path, readers[ending], delimiter);
  remember(key, { bytes: file.bytes.length, sha256: file.sha256, read });
  return read;
}

function endingOf(path: string): DataFileEnding | undefined {
  return dataFileEndings.find((ending) => path.toLowerCase().endsWith(ending));
}

function readText(
  bytes: Uint8Array,
  path: string,
  reader: (text: string, delimiter?: string) => ReadTable,
  delimiter: string | undefined,
): ReadTable {
  try {
    return reader(decodeText(bytes, path), delimiter);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    const { line, column } = error.fault;
    return { faults: [{ line, column, message: error.message }] };
  }
}

function remember(key: string, one: Remembered): void {
  remembered.set(key, one);
  let bytes = [...remembered.values()].reduce((sum, each) => sum + each.bytes, 0);
  for (const [oldest, { bytes: freed }] of remembered) {
    if (remembered.size <= mostRemembered && bytes <= mostRememberedBytes) return;
    remembered.delete(oldest);
    bytes -= freed;
  }
}
