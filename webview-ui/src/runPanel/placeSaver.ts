// Saves where the user is in a panel, a little later: VS Code writes the state to disk.

import type { HostLink } from './hostLink';
import { initialPanelState } from './panelState';
import type { PanelState } from './panelState';
import type { RunPlayer } from './runPlayer';
import type { KeptView } from './shownRun';

/** ms */
const saveAfter = 250;

export class PlaceSaver {
  private timer = 0;

  /** `place` is null where there is nothing to save. */
  constructor(
    private readonly link: () => HostLink,
    private readonly place: () => PanelState | null,
  ) {}

  save(): void {
    this.stop();
    this.timer = window.setTimeout(() => this.saveNow(), saveAfter);
  }

  /** For what must not be lost, also when the panel is hidden the next moment. */
  saveNow(): void {
    this.stop();
    const place = this.place();
    if (place) this.link().saveState(place);
  }

  /** Nothing that waits is saved any more. */
  stop(): void {
    window.clearTimeout(this.timer);
  }
}

/** Where the user is: at which moment of the replay, in which test, and what was chosen to be shown. */
export function placeOf(player: RunPlayer, openTest: PanelState['openTest'], shown: KeptView | undefined): PanelState {
  return {
    ...initialPanelState,
    runId: player.state.runId,
    // The moment of a replay that is playing is no place to come back to.
    clock: player.isLive || player.isAtEnd || player.isPlaying ? null : player.clock,
    speed: player.speed,
    isLooping: player.isLooping,
    openTest,
    ...shown,
  };
}
