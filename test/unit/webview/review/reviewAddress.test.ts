// The addresses of the review page: what is written is read back, old links keep working, and what nobody knows is said.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import { reviewKinds } from '../../../../src/shared/run/reviews';
import { verdicts } from '../../../../src/shared/run/verdict';
import { testKinds } from '../../../../src/shared/words/testKinds';
import { addressOf, allTests, readAddress } from '../../../../webview-ui/src/review/reviewAddress';
import { testColumns } from '../../../../webview-ui/src/review/testColumns';

const plain = { noNullPrototype: true };
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const words = fc.array(word, { maxLength: 3 });
const list = fc.record(
  {
    filter: fc.record(
      {
        apis: words,
        models: words,
        testTypes: words,
        tags: words,
        verdicts: fc.subarray([...verdicts]),
        kinds: fc.subarray(testKinds),
        reviews: fc.subarray([...reviewKinds]),
        text: fc.string({ unit: 'grapheme', maxLength: 20 }),
      },
      plain,
    ),
    order: fc.option(
      fc.record(
        { column: fc.constantFrom(...testColumns.map(({ column }) => column)), isHighFirst: fc.boolean() },
        plain,
      ),
    ),
  },
  plain,
);
const place = fc.oneof(
  fc.record({ screen: fc.constantFrom('overview' as const, 'squares' as const) }, plain),
  fc.record({ screen: fc.constant('tests' as const), list }, plain),
  fc.record(
    { screen: fc.constant('test' as const), model: word, index: fc.integer({ min: 1, max: 99_999 }), list },
    plain,
  ),
);

describe('addresses of the review page', () => {
  it('say what they were made of, whatever names and texts there are', () => {
    fc.assert(
      fc.property(place, (there) => {
        const address = addressOf(there);
        assert.deepEqual(readAddress(address), { place: there, unknown: [] });
        // As a browser has it that knows addresses better than we do.
        assert.deepEqual(readAddress(new URL(address, 'file:///runs/index.html').hash).place, there);
      }),
    );
  });

  it('are short, and can be written by hand', () => {
    const hard = { ...emptyRunFilter, verdicts: ['incorrect' as const], text: 'HARD' };
    const { place: there } = readAddress('#tests?v=incorrect&q=HARD&sort=-total');
    assert.deepEqual(there, {
      screen: 'tests',
      list: { filter: hard, order: { column: 'total', isHighFirst: true } },
    });
    assert.equal(addressOf({ screen: 'tests', list: { filter: hard, order: null } }), '#tests?v=incorrect&q=HARD');
    assert.equal(addressOf({ screen: 'tests', list: allTests }), '#tests');
  });

  it('of before there were lists keep working', () => {
    const screens = ['', '#', '#overview', '#squares', '#tests'].map((hash) => readAddress(hash).place.screen);
    assert.deepEqual(screens, ['overview', 'overview', 'overview', 'squares', 'tests']);
    assert.deepEqual(readAddress('#test/openai~gpt-4o/7').place, {
      screen: 'test',
      model: 'openai~gpt-4o',
      index: 7,
      list: allTests,
    });
    const encoded = readAddress(`#test/${encodeURIComponent('ollama~org/model:7b')}/12`).place;
    assert.equal(encoded.screen === 'test' && encoded.model, 'ollama~org/model:7b');
  });

  it('of nothing are known as such, and a part that says nothing is named', () => {
    for (const hash of ['#nowhere', '#test/gpt', '#test/gpt/seven', '#test/%E4%/1', '#tests/all'])
      assert.equal(readAddress(hash).place.screen, 'unknown', hash);
    const { place: there, unknown } = readAddress('#tests?v=wrong&v=error&kind=x&sort=-size&shade=1&api=openai');
    assert.deepEqual(unknown, ['v=wrong', 'kind=x', 'sort=-size', 'shade=1']);
    assert.deepEqual(there, {
      screen: 'tests',
      list: { filter: { ...emptyRunFilter, verdicts: ['error'], apis: ['openai'] }, order: null },
    });
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (hash) => void readAddress(hash)));
  });
});
