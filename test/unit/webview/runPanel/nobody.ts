import type { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';

/** Listens to a player whose screen nobody sees. */
export const nobody: ConstructorParameters<typeof RunPlayer>[2] = {
  squareChanged: () => undefined,
  allChanged: () => undefined,
  statsChanged: () => undefined,
  clockChanged: () => undefined,
  runEnded: () => undefined,
  runWentOn: () => undefined,
};
