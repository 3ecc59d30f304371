// Links to the list of tests, from the numbers that count them.

import { html } from 'lit';
import { emptyRunFilter } from '../../../src/shared/runs/runFilter';
import type { Standing } from '../../../src/shared/run/verdict';
import { formatCount } from '../../../src/shared/text/format';
import { addressOf } from './reviewAddress';

/** A number of tests as a link to them; none is no link. Of one model, or of all. */
export function testsLink(count: number, verdicts: Standing[], model?: string): unknown {
  if (count === 0) return formatCount(count);
  return html`<a class="tests" href=${testsAddress(verdicts, model)}>${formatCount(count)}</a>`;
}

/** No verdicts are all of them. */
export function testsAddress(verdicts: Standing[], model?: string): string {
  const filter = { ...emptyRunFilter, verdicts, models: model === undefined ? [] : [model] };
  return addressOf({ screen: 'tests', list: { filter, order: null } });
}
