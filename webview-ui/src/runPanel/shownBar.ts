// The bar above the models of a run: it changes what is shown of the run, and says so.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownLayout } from '../../../src/shared/run/viewSettings';
import '../matrix/isb-view-bar';
import type { ModelChoice } from '../matrix/modelChoice';
import type { PromptFilter } from '../matrix/promptFilter';
import type { PromptOrder } from '../matrix/promptOrder';
import type { ShownRun } from './shownRun';

interface BarOptions {
  layout: ShownLayout;
  /** Whether people have said anything of the run's tests. */
  hasReviews: boolean;
  /** The column of the matrix that has the focus; undefined without one. */
  focused: number | undefined;
  changed(): void;
  /** To the next prompt that stands out, or the one before. */
  step(step: 1 | -1): void;
}

export function shownBar(
  shownRun: ShownRun,
  { layout, hasReviews, focused, changed, step }: BarOptions,
): TemplateResult {
  const matches = layout === 'matrix' ? shownRun.matrix.matchingColumns() : null;
  const take = (
    part: Partial<Pick<ShownRun, 'layout' | 'choice' | 'promptOrder' | 'isByTag' | 'filter' | 'typed'>>,
  ): void => {
    Object.assign(shownRun, part);
    changed();
  };
  return html`<isb-view-bar
    .layout=${layout}
    .choice=${shownRun.choice}
    .models=${shownRun.models()}
    .sorts=${shownRun.sorts()}
    .filter=${shownRun.filter}
    .hasReviews=${hasReviews}
    .typed=${shownRun.typed}
    .promptOrder=${shownRun.promptOrder}
    .isByTag=${shownRun.matrix.hasTags ? shownRun.isByTag : null}
    .found=${matches && { at: matches.findIndex((column) => column === focused) + 1, count: matches.length }}
    @layout-change=${(event: CustomEvent<ShownLayout>) => take({ layout: event.detail })}
    @choice-change=${(event: CustomEvent<ModelChoice>) => take({ choice: event.detail })}
    @prompt-order-change=${(event: CustomEvent<PromptOrder>) => take({ promptOrder: event.detail })}
    @tag-change=${(event: CustomEvent<boolean>) => take({ isByTag: event.detail })}
    @filter-change=${(event: CustomEvent<PromptFilter>) => take({ filter: event.detail })}
    @find-change=${(event: CustomEvent<string>) => take({ typed: event.detail })}
    @step=${(event: CustomEvent<1 | -1>) => step(event.detail)}
  ></isb-view-bar>`;
}
