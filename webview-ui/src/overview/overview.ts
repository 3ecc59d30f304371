// The entry of the runs overview's script.

import type { OverviewHostMessage, OverviewMessage } from '../../../src/shared/protocols/overviewProtocol';
import { vscodeChannel } from '../kit/hostChannel';
import { IsbRunsOverview } from './isb-runs-overview';
import { startPage } from '../kit/startPage';

startPage();
const channel = vscodeChannel<OverviewHostMessage, OverviewMessage>({
  runsListed: true,
  filterChanged: true,
  failed: true,
});
for (const page of document.querySelectorAll('isb-runs-overview'))
  if (page instanceof IsbRunsOverview) page.connect(channel);
