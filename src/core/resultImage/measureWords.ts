// The figures of a judgement as one line for people. Names of measures are those that the evaluators write; an unknown one is left out.

import { formatPercent } from '../../shared/text/format';
import type { TestMeasures } from '../../shared/run/events';
import type { TestResult } from '../../shared/results/testResult';

type Word = (measures: TestMeasures) => string | null;

const share =
  (name: string, label: string): Word =>
  (measures) =>
    measures[name] === undefined ? null : `${label} ${formatPercent(measures[name])}`;
const number =
  (name: string, label: string): Word =>
  (measures) =>
    measures[name] === undefined ? null : `${label} ${measures[name].toFixed(2)}`;
const several =
  (name: string, count: string, label: string): Word =>
  (measures) =>
    (measures[count] ?? 0) > 1 ? number(name, label)(measures) : null;

const wordsOf: { readonly [testType: string]: readonly Word[] } = {
  point: [
    ({ hits, regions }) =>
      hits === undefined || regions === undefined
        ? null
        : `${hits} of ${regions} ${regions === 1 ? 'region' : 'regions'} met`,
    several('precision', 'points', 'precision'),
    several('recall', 'regions', 'recall'),
    several('f1', 'regions', 'F1'),
    share('distance', 'mean distance to the center'),
  ],
  box: [
    ({ iou, truths }) => (iou === undefined ? null : `${truths === 1 ? '' : 'mean '}IoU ${iou.toFixed(2)}`),
    several('precision', 'boxes', 'precision'),
    several('recall', 'truths', 'recall'),
    several('f1', 'truths', 'F1'),
    several('meanF1', 'truths', 'mean F1 over IoU .5 to .95'),
  ],
  ocr: [share('cer', 'CER'), share('wer', 'WER'), number('anls', 'ANLS')],
  classify: [(measures) => number('precision', 'precision')(measures), number('recall', 'recall'), number('f1', 'F1')],
};

/** `1 of 2 regions met · precision 0.50 · recall 0.50`; null when there is nothing to say. */
export function measuresLine({ testType, measures }: Pick<TestResult, 'testType' | 'measures'>): string | null {
  if (!measures) return null;
  const words = (wordsOf[testType] ?? []).flatMap((word) => word(measures) ?? []);
  return words.length === 0 ? null : words.join('  ·  ');
}
