// The flags that choose among runs and tests: by model API, model, test type, tag, verdict, kind, review and text.

import { reviewKinds } from '../../shared/run/reviews';
import { standings } from '../../shared/run/verdict';
import { testKinds } from '../../shared/words/testKinds';
import type { CommandName } from './commandNames';
import { flag, inEach } from './flag';
import { anyText, listOf, listOfWords } from './flagKinds';
import { camelCased, errorKindNames, notRunKindNames } from './kindNames';

const filtered: readonly CommandName[] = ['list', 'show'];
const comparing: readonly CommandName[] = ['compare', 'trend'];

export const filterFlags = {
  api: flag('api', listOf('A', 'model API'), inEach(filtered, 'A model API by id or name: `openai`.')),
  model: flag('model', listOf('M', 'model'), {
    ...inEach(
      filtered,
      'A model as it is written (`openai~gpt-4o`); when there is none of that name, every model that it is a part of (`gpt`).',
    ),
    review: 'The model whose test it is, or a part of its name. Needed where the run has several.',
    ...inEach(comparing, 'Only these models, as a whole or a part of the name.'),
  }),
  testType: flag('test-type', listOf('T', 'test type'), inEach(filtered, 'A test type, or a part of one.')),
  tag: flag('tag', listOf('T', 'tag'), inEach(filtered, 'A tag of prompts, or a part of one: what has such a prompt.')),
  verdict: flag(
    'verdict',
    listOfWords('V', 'verdict', standings, (text) => text.replace('-', '_')),
    inEach(
      filtered,
      '`correct`, `incorrect`, `error`, `submitted` (in a batch, to be collected) or `not_run`: what has such a test.',
    ),
  ),
  kind: flag(
    'kind',
    listOfWords('K', 'kind', testKinds, camelCased),
    inEach(filtered, `Why a test has no verdict: ${errorKindNames}; of tests that were not run ${notRunKindNames}.`),
  ),
  reviewed: flag(
    'review',
    listOfWords('R', 'state of review', reviewKinds, (text) => text),
    inEach(
      filtered,
      '`unreviewed`, `disagreed` or `commented`: what has such a test. Unreviewed is one that has ended and whose verdict nobody has looked at; disagreed, where somebody holds another verdict.',
    ),
  ),
  text: flag('text', anyText('S'), inEach(filtered, 'Words that must all occur.'), {
    more: 'They are looked for in the names of run, benchmark, test type, tags and models, in the purpose and in the comment.',
  }),
};
