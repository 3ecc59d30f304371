// The entry of the run panel's script: page-wide styles, elements, and the link to the host.

import type { HostMessage, PanelMessage } from '../../../src/shared/protocols/runPanelProtocol';
import { vscodeChannel } from '../kit/hostChannel';
import { HostLink } from './hostLink';
import { IsbApp } from './isb-app';
import { startPage } from '../kit/startPage';

startPage();
const link = new HostLink(
  vscodeChannel<HostMessage, PanelMessage>({
    noRun: true,
    startListed: true,
    runSnapshot: true,
    conditionsKnown: true,
    imagesDrawn: true,
    runEvents: true,
    settingsChanged: true,
    failed: true,
    reply: true,
  }),
);
for (const app of document.querySelectorAll('isb-app')) if (app instanceof IsbApp) app.connect(link);
