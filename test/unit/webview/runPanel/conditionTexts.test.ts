import assert from 'node:assert/strict';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import { conditionParts, isNoisy, noiseText } from '../../../../webview-ui/src/runPanel/conditionTexts';

describe('how a run was made', () => {
  const noise = { eventLoopLagMs: { p50: 0.2, p95: 1.24, max: 8 }, maxInFlight: 4, retries: 3 };
  const texts = (conditions: Parameters<typeof conditionParts>[0]): string[] =>
    conditionParts(conditions).map(({ text, isWarning }) => `${isWarning ? '! ' : ''}${text}`);

  it('says mode, trials, budget, iso and noise', () => {
    assert.deepEqual(
      texts({
        ...unrecordedConditions,
        mode: 'speed',
        trials: 5,
        budgetUsd: 0.5,
        noise,
        iso: { holds: true, reasons: [] },
      }),
      [
        'speed mode',
        '5 trials of each prompt',
        'budget $0.50',
        'iso: models were treated alike',
        'our clock late by 1.2 ms (p95), at most 8 ms; at most 4 in flight; 3 retries',
      ],
    );
    assert.deepEqual(
      texts({}),
      ['throughput mode', 'iso: not checked', 'noise: not measured'],
      'a folder from before any of this was recorded',
    );
  });

  it('makes what lessens the figures stand out, with its reasons', () => {
    const reasons = ['not iso because temperature was 0 for a and 1 for b'];
    const conditions = {
      ...unrecordedConditions,
      noise: { ...noise, eventLoopLagMs: { p50: 1, p95: 34.4, max: 400 }, retries: 0 },
      iso: { holds: false, reasons },
      refusedParameters: { a: ['top_p'], b: [] },
    };
    assert.deepEqual(texts(conditions), [
      'throughput mode, at most 4 in flight',
      '! not iso: temperature was 0 for a and 1 for b',
      '! our clock late by 34 ms (p95), at most 400 ms; at most 4 in flight; no retries',
      'asked without parameters',
    ]);
    assert.deepEqual(conditionParts(conditions).find(({ name }) => name === 'iso')!.details, reasons);
    const machines = 'not iso because the run was made on 2 machines: Xeon, 2 cores; EPYC, 64 cores';
    const isoText = (...all: string[]): string | undefined =>
      texts({ ...conditions, iso: { holds: false, reasons: all } }).find((text) => text.startsWith('! not iso'));
    assert.equal(isoText(machines), '! not iso: the run was made on 2 machines');
    assert.equal(isoText(...reasons, machines), '! not iso: 2 things were not equal');
    assert.equal(isoText(`not iso because ${'long '.repeat(20)}`), '! not iso: 1 thing was not equal');
    assert.deepEqual(conditionParts(conditions).at(-1)!.details, ['a: top_p']);
    assert.equal(isNoisy({ ...noise, eventLoopLagMs: { p50: 0, p95: 9.9, max: 90 } }), false);
    assert.match(noiseText({ ...noise, retries: 1 }), /1 retry$/);
  });
});
