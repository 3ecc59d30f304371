// What a run says to its listener, as messages of an engine to its owner.

import { giveWay } from '../ask/giveWay';
import type { EngineMessage } from './engineMessages';
import type { RunListener } from './runRequest';

/** A thousand pictures are no reason for a thousand messages. */
const drawnEveryMs = 250;

/** The thread that it is called on steps back behind the one that asks. */
export function engineListener(send: (message: EngineMessage) => void): RunListener {
  let lastDrawnAt = -Infinity;
  return {
    onPreparing: (pictures) => send({ type: 'preparing', pictures }),
    onStarted: (runDirectory) => send({ type: 'started', runDirectory }),
    onAsking: () => giveWay('behindAsking'),
    onEvents: (events) => send({ type: 'events', events }),
    onDrawn: (done, asked) => {
      const now = performance.now();
      if (now - lastDrawnAt < drawnEveryMs) return;
      lastDrawnAt = now;
      send({ type: 'drawn', done, asked });
    },
  };
}
