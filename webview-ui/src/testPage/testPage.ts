// The entry of the test page's script.

import type { TestPageHostMessage, TestPageMessage } from '../../../src/shared/protocols/testPageProtocol';
import { vscodeChannel } from '../kit/hostChannel';
import { IsbTestPage } from './isb-test-page';
import { startPage } from '../kit/startPage';

startPage();
const channel = vscodeChannel<TestPageHostMessage, TestPageMessage>({ testShown: true, failed: true });
for (const page of document.querySelectorAll('isb-test-page')) if (page instanceof IsbTestPage) page.connect(channel);
