// The command line: what is accepted, and what is said of what is not.

import assert from 'node:assert/strict';
import { commandNames } from '../../../../src/cli/arguments/commandNames';
import type { RunCommand } from '../../../../src/cli/arguments/runOptions';
import { helpText } from '../../../../src/cli/text/helpText';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import type { UsageError } from '../../../../src/cli/arguments/usageError';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';

describe('the words of the command line', () => {
  it('runs a file with defaults', () => {
    assert.deepEqual(parseArguments(['run', 'a.yaml']), {
      kind: 'run',
      file: 'a.yaml',
      models: [],
      addedModels: [],
      variants: [],
      set: [],
      shard: undefined,
      jobs: 1,
      comment: undefined,
      tags: [],
      prompts: undefined,
      limit: undefined,
      out: undefined,
      allowsOutsideImages: false,
      isStrict: false,
      isSubmitOnly: false,
      isDryRun: false,
      isConfirmed: false,
      confirmAboveUsd: 1,
      concurrency: undefined,
      timeoutSeconds: undefined,
      idleTimeoutSeconds: undefined,
      attempts: undefined,
      rates: {},
      reports: [],
      trustsProject: false,
      answerLimits: {},
      envFile: undefined,
      isJson: false,
      failUnder: undefined,
      mode: undefined,
      budgetUsd: undefined,
      coordinates: undefined,
      allowsErrors: false,
      baseline: undefined,
      failOn: undefined,
      hasImages: true,
      python: 'sandbox',
      thinkingTags: [],
    });
  });

  it('takes every flag, before or after the file, with a space or =', () => {
    const words =
      'run --models openai~gpt-4o,llama3:8b --limit=5 --jobs 4 a.yaml --out there --dry-run --yes --confirm-above 0.2 --mode speed --budget $0.5 --concurrency 3 --timeout 600 --idle-timeout 0 --attempts 2 --rate openai=500/200000 --rate groq=30 --trust-project --report junit=j.xml --env-file .env --json --fail-under 92.5% --allow-errors --no-images --python uv --thinking-tags ponder,[HM]';
    assert.deepEqual(parseArguments(words.split(' ')), {
      kind: 'run',
      file: 'a.yaml',
      models: ['openai~gpt-4o', 'llama3:8b'],
      addedModels: [],
      variants: [],
      set: [],
      shard: undefined,
      jobs: 4,
      comment: undefined,
      tags: [],
      prompts: undefined,
      limit: 5,
      out: 'there',
      allowsOutsideImages: false,
      isStrict: false,
      isSubmitOnly: false,
      isDryRun: true,
      isConfirmed: true,
      confirmAboveUsd: 0.2,
      concurrency: 3,
      timeoutSeconds: 600,
      idleTimeoutSeconds: 0,
      attempts: 2,
      rates: { openai: { requestsPerMinute: 500, tokensPerMinute: 200000 }, groq: { requestsPerMinute: 30 } },
      reports: [{ form: 'junit', file: 'j.xml' }],
      trustsProject: true,
      answerLimits: {},
      envFile: '.env',
      isJson: true,
      failUnder: 92.5,
      mode: 'speed',
      budgetUsd: 0.5,
      coordinates: undefined,
      allowsErrors: true,
      baseline: undefined,
      failOn: undefined,
      hasImages: false,
      python: 'uv',
      thinkingTags: ['ponder', '[HM]'],
    });
  });

  it('adds up repeated --models, and lets the last of other flags count', () => {
    const command = parseArguments([
      'run',
      'a.yaml',
      '--models',
      'a, b',
      '--models',
      'c',
      '--limit',
      '1',
      '--limit',
      '2',
    ]) as RunCommand;
    assert.deepEqual(command.models, ['a', 'b', 'c']);
    assert.equal(command.limit, 2);
  });

  it('takes a file whose name begins with a dash after --', () => {
    assert.equal((parseArguments(['run', '--', '-odd.yaml']) as RunCommand).file, '-odd.yaml');
  });

  it('validates several files', () => {
    assert.deepEqual(parseArguments(['validate', 'a.yaml', 'b.yml', '--json']), {
      kind: 'validate',
      files: ['a.yaml', 'b.yml'],
      allowsOutsideImages: false,
      isStrict: false,
      isJson: true,
    });
    assert.deepEqual(parseArguments(['validate', 'a.yaml', '--allow-outside-images']), {
      kind: 'validate',
      files: ['a.yaml'],
      allowsOutsideImages: true,
      isStrict: false,
      isJson: false,
    });
    assert.equal((parseArguments(['run', 'a.yaml', '--allow-outside-images']) as RunCommand).allowsOutsideImages, true);
  });

  it('lists with every filter, several values in one flag or in several', () => {
    assert.deepEqual(parseArguments(['list']), {
      kind: 'list',
      filter: emptyRunFilter,
      isHtml: false,
      runs: undefined,
      isJson: false,
    });
    const words =
      'list --api openai,ollama --api groq --model gpt --test-type point --tag geo,hard --verdict error,not-run --kind rate-limited,noVision --kind timeout --review unreviewed,disagreed --text street --runs there --html --json';
    assert.deepEqual(parseArguments(words.split(' ')), {
      kind: 'list',
      filter: {
        apis: ['openai', 'ollama', 'groq'],
        models: ['gpt'],
        testTypes: ['point'],
        tags: ['geo', 'hard'],
        verdicts: ['error', 'not_run'],
        kinds: ['rateLimited', 'noVision', 'timeout'],
        reviews: ['unreviewed', 'disagreed'],
        text: 'street',
      },
      isHtml: true,
      runs: 'there',
      isJson: true,
    });
  });

  it('says which kinds there are', () => {
    assert.throws(
      () => parseArguments(['list', '--review', 'unreviewed,disagreed', '--kind', 'timeoot']),
      /--kind must be notSent, timeout, .*cancelled, not "timeoot"/,
    );
  });

  it('takes a run for show, resume, rescore and open, and a report for import', () => {
    assert.deepEqual(parseArguments('show latest --model gpt --test 7 --verdict error --json'.split(' ')), {
      kind: 'show',
      run: 'latest',
      filter: { ...emptyRunFilter, models: ['gpt'], verdicts: ['error'] },
      test: { prompt: 7, part: null },
      isTranscript: false,
      runs: undefined,
      isJson: true,
    });
    assert.deepEqual(
      parseArguments(
        'resume 17-45 --retry-errors --concurrency 2 --env-file .env --json --fail-under 90 --allow-errors --no-images --runs r'.split(
          ' ',
        ),
      ),
      {
        kind: 'resume',
        run: '17-45',
        retriesErrors: true,
        cancelsBatches: false,
        isSubmitOnly: false,
        runs: 'r',
        concurrency: 2,
        timeoutSeconds: undefined,
        idleTimeoutSeconds: undefined,
        attempts: undefined,
        rates: {},
        reports: [],
        trustsProject: false,
        answerLimits: {},
        envFile: '.env',
        isJson: true,
        failUnder: 90,
        mode: undefined,
        budgetUsd: undefined,
        coordinates: undefined,
        allowsErrors: true,
        baseline: undefined,
        failOn: undefined,
        hasImages: false,
        python: 'sandbox',
        thinkingTags: [],
      },
    );
    assert.deepEqual(parseArguments(['rescore', 'r']), {
      kind: 'rescore',
      run: 'r',
      runs: undefined,
      isJson: false,
      python: 'sandbox',
      thinkingTags: [],
      hasImages: true,
    });
    assert.deepEqual(parseArguments(['annotate', 'r', '--json']), {
      kind: 'annotate',
      run: 'r',
      runs: undefined,
      isJson: true,
    });
    assert.deepEqual(parseArguments(['import', 'a.json', '--runs', 'r']), {
      kind: 'import',
      file: 'a.json',
      benchmark: undefined,
      hasImages: true,
      runs: 'r',
      isJson: false,
    });
    assert.deepEqual(parseArguments(['prices']), { kind: 'prices', models: [], updates: false, isJson: false });
    assert.deepEqual(parseArguments(['prices', 'openai~gpt-4o', 'llama3.2', '--update', '--json']), {
      kind: 'prices',
      models: ['openai~gpt-4o', 'llama3.2'],
      updates: true,
      isJson: true,
    });
    assert.equal((parseArguments(['run', 'a.yaml', '--budget', 'none']) as RunCommand).budgetUsd, 'none');
    assert.deepEqual(parseArguments(['open', 'r', '--print']), {
      kind: 'open',
      run: 'r',
      runs: undefined,
      onlyPrints: true,
    });
  });

  it('has a help for every command that names every flag of it and fits 80 columns', () => {
    for (const name of commandNames) {
      const help = helpText(name);
      assert.match(helpText(null), new RegExp(`iso-speed-bench ${name} `));
      assert.match(help, /Exit codes/);
      assert.ok(Math.max(...help.split('\n').map((line) => line.length)) <= 80, name);
      let flags: string[] = [];
      try {
        parseArguments([name, '--qqqqqqqqqqqq']);
      } catch (error) {
        flags = /--.*(?=\.)/.exec((error as UsageError).hint ?? '')![0].split(', ');
      }
      assert.ok(flags.length > 2, name);
      for (const flag of flags) if (flag !== '--version') assert.ok(help.includes(flag), `${name} ${flag}`);
    }
  });

  it('gives help and version wherever they are asked for', () => {
    assert.deepEqual(parseArguments(['--help']), { kind: 'help', topic: null });
    assert.deepEqual(parseArguments(['-h']), { kind: 'help', topic: null });
    assert.deepEqual(parseArguments(['help', 'validate']), { kind: 'help', topic: 'validate' });
    assert.deepEqual(parseArguments(['run', '--help']), { kind: 'help', topic: 'run' });
    assert.deepEqual(parseArguments(['validate', 'a.yaml', '-h']), { kind: 'help', topic: 'validate' });
    assert.deepEqual(parseArguments(['--help', 'run']), { kind: 'help', topic: 'run' });
    assert.deepEqual(parseArguments(['--version']), { kind: 'version' });
    assert.deepEqual(parseArguments(['run', '--version']), { kind: 'version' });
  });
});
