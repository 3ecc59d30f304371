// The entry of the compare page's script.

import type { CompareHostMessage, CompareMessage } from '../../../src/shared/protocols/compareProtocol';
import { vscodeChannel } from '../kit/hostChannel';
import { IsbCompare } from './isb-compare';
import { startPage } from '../kit/startPage';

startPage();
const channel = vscodeChannel<CompareHostMessage, CompareMessage>({
  comparing: true,
  compared: true,
  notCompared: true,
  answersRead: true,
  answersFailed: true,
  failed: true,
});
for (const page of document.querySelectorAll('isb-compare')) if (page instanceof IsbCompare) page.connect(channel);
