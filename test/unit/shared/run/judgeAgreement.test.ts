import assert from 'node:assert/strict';
import { judgeAgreement } from '../../../../src/shared/run/judgeAgreement';
import { modelFamily } from '../../../../src/shared/run/modelFamily';
import { agreementText } from '../../../../src/shared/words/agreementText';

/** `a` both pass, `b` label alone, `c` verdict alone, `d` neither. */
const pairs = (a: number, b: number, c: number, d: number): { label: boolean; verdict: boolean }[] => [
  ...Array.from({ length: a }, () => ({ label: true, verdict: true })),
  ...Array.from({ length: b }, () => ({ label: true, verdict: false })),
  ...Array.from({ length: c }, () => ({ label: false, verdict: true })),
  ...Array.from({ length: d }, () => ({ label: false, verdict: false })),
];

describe('The agreement of a judge with people', () => {
  it('is counted, and beyond chance is Cohen’s kappa', () => {
    // The example of the article on Cohen's kappa: 20, 5, 10, 15 of 50.
    const { labels, agreed, kappa } = judgeAgreement(pairs(20, 5, 10, 15));
    assert.deepEqual([labels, agreed, kappa?.toFixed(6)], [50, 35, '0.400000']);
    assert.equal(judgeAgreement(pairs(3, 0, 0, 4)).kappa, 1);
    assert.equal(judgeAgreement(pairs(0, 2, 2, 0)).kappa, -1);
    assert.equal(judgeAgreement(pairs(2, 2, 2, 2)).kappa, 0);
  });

  it('has no kappa where all labels are of one kind, and none of nothing', () => {
    assert.deepEqual(judgeAgreement(pairs(3, 1, 0, 0)), { labels: 4, agreed: 3, kappa: null });
    assert.deepEqual(judgeAgreement([]), { labels: 0, agreed: 0, kappa: null });
  });

  it('is said in words', () => {
    assert.equal(
      agreementText('openai~x', judgeAgreement(pairs(20, 5, 10, 15))),
      'Judge openai~x agrees with 35 of 50 labels (70%, kappa 0.40).',
    );
    assert.equal(agreementText('x', judgeAgreement(pairs(1, 0, 0, 0))), 'Judge x agrees with 1 of 1 label (100%).');
    assert.equal(agreementText('x', null), 'Judge x is uncalibrated.');
  });
});

describe('The family of a model', () => {
  for (const [name, family] of [
    ['claude-sonnet-4-5', 'Claude'],
    ['anthropic/claude-3-haiku', 'Claude'],
    ['gpt-4o-mini', 'GPT'],
    ['o3', 'GPT'],
    ['gemma3:4b', 'Gemini'],
    ['llama3.2', 'Llama'],
    ['qwen2.5-coder', 'Qwen'],
    ['mistral-large', 'Mistral'],
    ['pixtral-12b', 'Mistral'],
    ['swift', null],
  ] as const) {
    it(`of ${name} is ${family ?? 'not known'}`, () => assert.equal(modelFamily({ name }), family));
  }
});
