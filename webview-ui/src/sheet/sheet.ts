// The entry of the pre-run sheet's script.

import type { SheetHostMessage, SheetMessage } from '../../../src/shared/protocols/sheetProtocol';
import { vscodeChannel } from '../kit/hostChannel';
import { startPage } from '../kit/startPage';
import { IsbSheet } from './isb-sheet';

startPage();
const channel = vscodeChannel<SheetHostMessage, SheetMessage>({ sheetShown: true, noSheet: true, failed: true });
for (const page of document.querySelectorAll('isb-sheet')) if (page instanceof IsbSheet) page.connect(channel);
