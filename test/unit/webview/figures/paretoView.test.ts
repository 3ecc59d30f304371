import assert from 'node:assert/strict';
import type { PromptInfo } from '../../../../src/shared/run/events';
import type { RunState } from '../../../../src/shared/run/runState';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { figureRows } from '../../../../webview-ui/src/figures/figuresTable';
import { paretoText, paretoView } from '../../../../webview-ui/src/figures/paretoView';

const trials = (count: number): Omit<PromptInfo, 'index'>[] =>
  Array.from({ length: count }, (_, place) => ({
    label: 'p',
    variant: { prompt: Math.floor(place / 2) + 1, kind: 'trial', number: (place % 2) + 1, of: 2 },
  }));

/** `fast` is cheap and often wrong, `right` slow and dear, `worse` beaten by both; nobody knows what `unpriced` costs. */
function fourModels(): RunState {
  const times: { [model: string]: number } = {
    'openai~fast': 100,
    'openai~right': 900,
    'openai~worse': 950,
    'openai~unpriced': 100,
  };
  const costs: { [model: string]: number | null } = {
    'openai~fast': 0.001,
    'openai~right': 0.004,
    'openai~worse': 0.004,
    'openai~unpriced': null,
  };
  return sketchedRun({
    rows: { 'openai~fast': '##xx', 'openai~right': '####', 'openai~worse': '###!', 'openai~unpriced': '#xx-' },
    prompts: trials(4),
    figures: (model) => ({ total: times[model]!, ttft: 50, usd: costs[model]! }),
  });
}

describe('the Pareto plot', () => {
  it('places models, joins those that nobody beats, and says who beats the others', () => {
    const rows = figureRows(fourModels());
    const time = paretoView(rows, 'time');
    assert.deepEqual(
      time.points.map(({ title, x, y, isOnFront }) => [title, x, Math.round(y * 100), isOnFront]),
      [
        ['openai~fast', 100, 50, true],
        ['openai~right', 900, 100, true],
        ['openai~worse', 950, 100, false],
        ['openai~unpriced', 100, 33, false],
      ],
    );
    assert.deepEqual(time.points[2]!.beatenBy, ['openai~right']);
    assert.deepEqual(
      time.line.map(({ title }) => title),
      ['openai~fast', 'openai~right'],
    );
    const cost = paretoView(rows, 'cost');
    assert.deepEqual(cost.unplaced, [{ title: 'openai~unpriced', unknown: 'cost' }]);
    // In cost and accuracy alone nobody beats `worse`; in all three `right` does.
    assert.deepEqual(
      cost.line.map(({ title }) => title),
      ['openai~fast', 'openai~right', 'openai~worse'],
    );
    assert.equal(cost.points.find(({ title }) => title === 'openai~worse')!.isOnFront, false);
    assert.equal(
      paretoText(cost, 'cost'),
      'Accuracy against cost, 3 models. Nobody beats in both: openai~fast, openai~right, openai~worse. Without a place: openai~unpriced (cost n/a).',
    );
  });
});
