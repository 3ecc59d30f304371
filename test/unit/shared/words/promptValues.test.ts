import { deepEqual, equal } from 'node:assert/strict';
import { promptOfTest, promptValues } from '../../../../src/shared/words/promptValues';

describe('the values in a prompt', () => {
  const prompt = (country: string): { dynamic_variables: { country: string } } => ({ dynamic_variables: { country } });
  const trial = (number: number): object => ({ variant: { prompt: 1, kind: 'trial', number, of: 2 } });

  it('are those of the test, or of its prompt where a report says each once', () => {
    const run = { prompts: [trial(1), trial(2), {}] };
    const [france, spain] = [prompt('France'), prompt('Spain')];
    equal(promptOfTest([france, france, spain], run, 3), spain);
    equal(promptOfTest([france, spain], run, 2), france);
    equal(promptOfTest([france, spain], run, 3), spain);
    equal(promptOfTest([], run, 1), null);
  });

  it('are text, in the order of the file', () => {
    deepEqual(promptValues({ dynamic_variables: { b: 2, a: true, c: '' } }), [
      { name: 'b', value: '2' },
      { name: 'a', value: 'true' },
      { name: 'c', value: '' },
    ]);
    deepEqual(promptValues({ dynamic_variables: null }), []);
    deepEqual(promptValues(null), []);
  });
});
