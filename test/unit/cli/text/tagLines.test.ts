import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { tagLines } from '../../../../src/cli/text/tagLines';
import { typeScoresLines } from '../../../../src/cli/text/typeScoresLines';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { plain } from './interruptedRun';

/** Prompt k of `tags` has the tags of its place, and the first test of each model is wrong. */
function tagged(models: readonly string[], tags: readonly string[][]): ReturnType<typeof sketchedRun> {
  return sketchedRun({
    rows: Object.fromEntries(models.map((model) => [model, `x${'#'.repeat(tags.length - 1)}`])),
    prompts: tags.map((own, at) => ({ label: `p${at}`, tags: own })),
    figures: (_, index) => ({ total: index * 400 }),
  });
}

const numbered = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at + 1}`);

describe('the figures by tag in a terminal', () => {
  it('have models as rows, where there are as many as tags or more', () => {
    const lines = tagLines(tagged(['openai~gpt-4o', 'ollama~llama3.2'], [['geo'], ['geo'], ['hard']]), 100, plain);
    assert.deepEqual(lines, [
      '',
      'By tag: accuracy and average total',
      '  model                   geo         hard',
      '                      2 tests       1 test',
      `  ${'─'.repeat(40)}`,
      '  openai~gpt-4o    50% 600 ms  100% 1.20 s',
      '  ollama~llama3.2  50% 600 ms  100% 1.20 s',
    ]);
  });

  it('have tags as rows, where there are more of them', () => {
    const lines = tagLines(tagged(['openai~gpt-4o'], [['geo', 'Städte'], ['hard'], ['地图']]), 100, plain);
    assert.deepEqual(lines.slice(2), [
      '  tag     tests  openai~gpt-4o',
      `  ${'─'.repeat(28)}`,
      '  geo         1      0% 400 ms',
      '  Städte      1      0% 400 ms',
      '  hard        1    100% 800 ms',
      '  地图        1    100% 1.20 s',
    ]);
  });

  const long = `fireworks~accounts/${'models/'.repeat(14)}deepseek`;
  for (const [models, tags] of [
    [20, 3],
    [20, 57],
    [57, 20],
    [2, 40],
    [1, 1],
  ] as const)
    for (const width of [60, 100, Infinity])
      it(`fit ${width} columns with ${models} models and ${tags} tags, and leave nothing out`, () => {
        const names = [long, ...numbered(models - 1, 'openai~model-with-a-name-')];
        const own = numbered(tags, 'subject-of-the-prompt-');
        const lines = tagLines(
          tagged(
            names,
            own.map((tag) => [tag]),
          ),
          width,
          plain,
        );
        for (const line of lines) assert.ok(stringWidth(line) <= Math.min(width, 100), line);
        assert.equal(lines.join('\n').match(/\d%/g)!.length, models * tags);
      });

  it('are none for a run without tags', () => {
    assert.deepEqual(tagLines(tagged(['openai~gpt-4o'], [[]]), 100, plain), []);
  });
});

describe('the scores of test types in a terminal', () => {
  it('fit with names that are longer than the width', () => {
    const rows = { [`fireworks~${'models/'.repeat(20)}x`]: '#x', 'openai~gpt-4o': '##' };
    const run = sketchedRun({ rows });
    run.testType = 'box';
    for (const prompt of run.prompts) prompt.testType = 'box';
    const lines = typeScoresLines(run, 100, plain);
    assert.ok(lines.length > 4, lines.join('\n'));
    for (const line of lines) assert.ok(stringWidth(line) <= 100, line);
  });
});
