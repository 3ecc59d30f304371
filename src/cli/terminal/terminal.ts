// What the program knows of the place it writes to: colors, width, and whether lines can be redrawn.

import picocolors from 'picocolors';
import type { Environment } from '../../core/providers/provider';

/** The part of `process.stdout` and `process.stderr` that is used. */
export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

export type Colors = ReturnType<typeof picocolors.createColors>;

/**
 * The colors of one stream: stdout may be a file while stderr is a terminal.
 * NO_COLOR (not empty) wins over FORCE_COLOR (not empty, not 0), which wins over what the stream is.
 */
export function colorsOf(stream: OutputStream, environment: Environment): Colors {
  return picocolors.createColors(wantsColors(stream, environment));
}

function wantsColors(stream: OutputStream, environment: Environment): boolean {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** True when lines already written can be redrawn. */
export function canRedraw(stream: OutputStream, environment: Environment): boolean {
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** Columns that a line may take; no limit where the text goes to a file or another program. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? columnsOf(stream) : Infinity;
}

/** A terminal that does not say how wide it is has the width that all have had: some say 0, as those of containers before they are attached. */
export function columnsOf({ columns }: Pick<OutputStream, 'columns'>): number {
  return columns || 80;
}
