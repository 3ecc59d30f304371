// Whose findings can be laid over the shown test's picture: the same prompt's, of other models. Pure.

import type { Overlay } from '../../../src/shared/results/picture';
import type { ShownTest } from '../../../src/shared/protocols/testPageProtocol';
import { modelTitle } from '../../../src/shared/words/testText';

export interface OtherFindings {
  model: string;
  title: string;
  overlay: Overlay;
}

/** The other models that found anything, in the order of the run. */
export function otherFindings({ model, sameTest }: Pick<ShownTest, 'model' | 'sameTest'>): OtherFindings[] {
  return sameTest.flatMap((one) =>
    one.model.model !== model.model && one.overlay && one.overlay.found.length > 0
      ? [{ model: one.model.model, title: modelTitle(one.model), overlay: one.overlay }]
      : [],
  );
}
