// What the command line refuses, and in which words; and that nothing it is given makes it fail otherwise.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { UsageError } from '../../../../src/cli/arguments/usageError';

describe('words that the command line does not take', () => {
  const refusals: [words: string, message: RegExp, hint?: RegExp][] = [
    ['', /No command/, /run FILE/],
    ['rum a.yaml', /no command "rum"/, /Did you mean run\?/],
    ['bench.yaml', /"bench\.yaml" is no command/, /iso-speed-bench run bench\.yaml/],
    ['--json run a.yaml', /command comes first/],
    ['run', /needs the benchmark file/],
    ['run a.yaml b.yaml', /one file, but got 2: a\.yaml, b\.yaml/],
    ['run a.yaml --modles x', /no flag --modles/, /Did you mean --models\?/],
    ['run a.yaml --zzzzzzzz', /no flag --zzzzzzzz/, /flags of run are .*--limit/],
    ['run a.yaml -x', /no flag -x/],
    ['validate a.yaml --limit 3', /no flag --limit/],
    ['validate', /at least one file/],
    ['validate - a.yaml -', /`-` stands twice/, /Write `-` once/],
    ['run a.yaml --json=yes', /--json takes no value/],
    ['run a.yaml --out', /--out needs a value/],
    ['run a.yaml --out=', /--out needs a value/],
    ['run a.yaml --out --json', /--out needs a value, but the next word is --json/, /--out=--json/],
    ['run a.yaml --models ,', /--models names no model/],
    ['run a.yaml --limit 0', /--limit must be a whole number from 1, not "0"/],
    ['run a.yaml --limit -1', /--limit must be a whole number from 1, not "-1"/],
    ['run a.yaml --limit 1.5', /--limit/],
    ['run a.yaml --limit 1e3', /--limit/],
    ['run a.yaml --limit 99999999999999999999', /from 1 to 9007199254740991, not "99999999999999999999"/],
    ['run a.yaml --concurrency many', /--concurrency must be a whole number from 1, not "many"/],
    [
      'run a.yaml --rate 500',
      /--rate must be API=REQUESTS or API=REQUESTS\/TOKENS a minute, not "500"/,
      /openai=500\/200000/,
    ],
    ['run a.yaml --rate openai=0', /--rate must be/],
    ['run a.yaml --attempts 0', /--attempts must be a whole number from 1/],
    ['run a.yaml --idle-timeout soon', /--idle-timeout must be a number of seconds, or 0 for ever, not "soon"/],
    ['run a.yaml --budget 0', /--budget must be an amount in US dollars above 0, such as 0\.5, or none, not "0"/],
    ['run a.yaml --budget nine', /--budget must be/],
    [
      'run a.yaml --confirm-above none',
      /--confirm-above must be an amount in US dollars above 0, such as 0\.5, not "none"/,
    ],
    ['run a.yaml --fail-under 101', /--fail-under must be a percentage from 0 to 100, not "101"/],
    ['run a.yaml --fail-under -5', /--fail-under/],
    ['run a.yaml --fail-under NaN', /--fail-under/],
    ['shw latest', /no command "shw"/, /Did you mean show\?/],
    ['list a', /list takes no words, but got a/, /--text/],
    ['list --verdict wrong', /--verdict must be correct, incorrect, error, submitted, not_run, not "wrong"/],
    ['list --verdict corect', /--verdict/, /Did you mean correct\?/],
    ['list --models x', /no flag --models/, /Did you mean --model\?/],
    ['list --out x', /no flag --out/, /Did you mean --runs\?/],
    ['list --api ,', /--api names no model API/],
    ['run a.yaml --runs x', /no flag --runs/, /Did you mean --out\?/],
    ['show', /show needs a run: a path, an id or a part of one, or `latest`/, /show RUN/],
    ['show a b', /show takes one run, but got 2: a, b/],
    ['show a --test 0', /--test must be the number of a prompt, such as 20, or of one of its trials or rotations/],
    ['show a --test 20.0', /--test must be/],
    ['show a --test 20.', /--test must be/],
    ['show a --test 2.1.1', /--test must be/],
    ['resume', /resume needs a run/],
    ['rescore', /rescore needs a run/],
    ['annotate', /annotate needs a run/],
    ['open', /open needs a run/],
    ['import', /import needs the report file/],
    ['import a b', /import takes one file, but got 2/],
    ['open a --json', /no flag --json/],
    ['run a.yaml --python ruby', /--python must be sandbox, python3, uv, not "ruby"/],
  ];
  for (const [words, message, hint] of refusals) {
    it(`refuses \`${words}\``, () => {
      assert.throws(
        () => parseArguments(words === '' ? [] : words.split(' ')),
        (error) => error instanceof UsageError && message.test(error.message) && (!hint || hint.test(error.hint ?? '')),
      );
    });
  }

  it('gives a command or a usage error for any words at all', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'run',
        'validate',
        'list',
        'show',
        'resume',
        'rescore',
        'import',
        'open',
        'compare',
        'trend',
        '--fail-on-regression',
        '--test',
        '--verdict',
        '--runs',
        '--constructor',
        '--json',
        '--limit',
        '--models',
        '--out',
        '--',
        '-',
        '-h',
        '--help',
        'a.yaml',
        '1',
        '=',
        '--=',
        '--__proto__',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        try {
          assert.ok(parseArguments(words).kind);
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
        }
      }),
    );
  });
});
