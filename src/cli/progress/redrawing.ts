// Lines that are drawn again in place. What draws them knows every emoji, and knowing them takes a while: it is loaded only where lines can be redrawn.

import type { createLogUpdate } from 'log-update';
import type { Environment } from '../../core/providers/provider';
import { canRedraw } from '../terminal/terminal';

/** Draws lines over those it drew before. */
export type Redraw = ReturnType<typeof createLogUpdate>;

/** What makes a `Redraw` of this stream; null where a line that is written stays. */
export async function redrawing(stream: NodeJS.WriteStream, environment: Environment): Promise<(() => Redraw) | null> {
  if (!canRedraw(stream, environment)) return null;
  const { createLogUpdate } = await import('log-update');
  return () => createLogUpdate(stream);
}
