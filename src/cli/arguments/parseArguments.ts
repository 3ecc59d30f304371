// Turns the words of the command line into a command, or throws `UsageError`. Pure: it never looks at a file.

import { shellWord } from '../../shared/text/shellWord';
import type { RunFilter } from '../../shared/runs/runFilter';
import { commandNames, type CommandName } from './commandNames';
import type { Command } from './commands';
import type { RunOptions } from './runOptions';
import { comparedRuns, filesToValidate, noWords, oneWord, runReference, someWords } from './commandWords';
import { allowedUsd, exportBaseline, exportedReports, jobsIn, mergedOut } from './flagRules';
import { allFlags, flags, flagsOf } from './flags';
import { readFlags } from './readFlags';
import type { GivenWords } from './flag';
import { suggestion } from './suggestion';
import { UsageError } from './usageError';

/** The command that the words after the program's name ask for. */
export function parseArguments(words: readonly string[]): Command {
  const first = words[0];
  if (first === undefined)
    throw new UsageError('No command was given.', 'Write `iso-speed-bench run FILE` or see --help.');
  if (first === 'help') return { kind: 'help', topic: words[1] === undefined ? null : commandName(words[1]) };
  if (first.startsWith('-')) return parseWithoutCommand(words);
  const name = commandName(first);
  const given = readFlags(words.slice(1), flagsOf(name), name);
  if (flags.help.valueIn(given)) return { kind: 'help', topic: name };
  if (flags.version.valueIn(given)) return { kind: 'version' };
  return readers[name](given);
}

function parseWithoutCommand(words: readonly string[]): Command {
  // Flags of a command before the command are a slip worth a hint of its own.
  const given = readFlags(words, allFlags, null);
  if (flags.help.valueIn(given)) {
    const topic = commandNames.find((name) => name === given.positionals[0]);
    return { kind: 'help', topic: topic ?? null };
  }
  if (flags.version.valueIn(given)) return { kind: 'version' };
  throw new UsageError('The command comes first.', 'Write `iso-speed-bench run FILE [flags]` or see --help.');
}

function commandName(word: string): CommandName {
  const name = commandNames.find((candidate) => candidate === word);
  if (name) return name;
  if (/\.ya?ml$/i.test(word)) {
    throw new UsageError(
      `"${word}" is no command.`,
      `To run that benchmark write: iso-speed-bench run ${shellWord(word)}`,
    );
  }
  throw new UsageError(
    `There is no command "${word}".`,
    suggestion(word, commandNames) ?? `The commands are ${commandNames.join(', ')}.`,
  );
}

/** How each command reads the words that it was given. */
const readers: { readonly [Name in CommandName]: (given: GivenWords) => Command & { kind: Name } } = {
  new: (given) => ({
    kind: 'new',
    file: oneWord(given, 'new', 'the benchmark file to make', 'FILE'),
    starterKind: flags.starterKind.valueIn(given),
    model: flags.starterModel.valueIn(given),
    data: flags.data.valueIn(given),
  }),
  run: (given) => ({
    kind: 'run',
    file: oneWord(given, 'run', 'the benchmark file', 'FILE'),
    models: flags.models.valueIn(given),
    addedModels: flags.addedModels.valueIn(given),
    variants: flags.variants.valueIn(given),
    set: flags.set.valueIn(given),
    comment: flags.comment.valueIn(given),
    tags: flags.tags.valueIn(given),
    prompts: flags.prompts.valueIn(given),
    limit: flags.limit.valueIn(given),
    shard: flags.shard.valueIn(given),
    jobs: jobsIn(given),
    out: flags.out.valueIn(given),
    allowsOutsideImages: flags.allowOutsideImages.valueIn(given),
    isStrict: flags.strict.valueIn(given),
    isDryRun: flags.dryRun.valueIn(given),
    isConfirmed: flags.yes.valueIn(given),
    confirmAboveUsd: flags.confirmAbove.valueIn(given),
    ...runOptions(given),
  }),
  validate: (given) => ({
    kind: 'validate',
    files: filesToValidate(given),
    allowsOutsideImages: flags.allowOutsideImages.valueIn(given),
    isStrict: flags.strict.valueIn(given),
    ...output(given),
  }),
  list: (given) => {
    noWords(given, 'list', 'To find text write --text TEXT, to list another folder --runs DIR.');
    return {
      kind: 'list',
      filter: runFilter(given),
      isHtml: flags.html.valueIn(given),
      ...runsFolder(given),
      ...output(given),
    };
  },
  show: (given) => ({
    kind: 'show',
    run: runReference(given, 'show'),
    filter: runFilter(given),
    test: flags.test.valueIn(given),
    isTranscript: flags.transcript.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  resume: (given) => ({
    kind: 'resume',
    run: runReference(given, 'resume'),
    retriesErrors: flags.retryErrors.valueIn(given),
    cancelsBatches: flags.cancelBatches.valueIn(given),
    ...runsFolder(given),
    ...runOptions(given),
  }),
  rescore: (given) => ({
    kind: 'rescore',
    run: runReference(given, 'rescore'),
    python: flags.python.valueIn(given),
    thinkingTags: flags.thinkingTags.valueIn(given) ?? [],
    hasImages: !flags.noImages.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  annotate: (given) => ({
    kind: 'annotate',
    run: runReference(given, 'annotate'),
    ...runsFolder(given),
    ...output(given),
  }),
  review: (given) => {
    const run = runReference(given, 'review');
    const about = {
      test: flags.test.valueIn(given),
      models: flags.model.valueIn(given),
      verdict: flags.reviewVerdict.valueIn(given),
      reason: flags.reason.valueIn(given),
      comment: flags.reviewComment.valueIn(given),
    };
    const signsOff = flags.signOff.valueIn(given);
    if (about.test === undefined) {
      const saysMore =
        about.models.length > 0 || [about.verdict, about.reason, about.comment].some((one) => one !== undefined);
      if (saysMore || !signsOff)
        throw new UsageError(
          'review needs to be told which test.',
          `Write \`iso-speed-bench review ${shellWord(run)} --test N\`, or \`--sign-off\` for the run as a whole.`,
        );
    }
    return {
      kind: 'review',
      run,
      ...about,
      reviewer: flags.reviewer.valueIn(given),
      signsOff,
      ...runsFolder(given),
      ...output(given),
    };
  },
  convert: (given) => ({
    kind: 'convert',
    file: oneWord(given, 'convert', 'the file of another tool', 'FILE'),
    out: flags.benchmarkOut.valueIn(given),
    replaces: flags.force.valueIn(given),
    ...output(given),
  }),
  import: (given) => ({
    kind: 'import',
    file: oneWord(given, 'import', 'the report file', 'REPORT.json'),
    benchmark: flags.benchmark.valueIn(given),
    hasImages: !flags.noImages.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  pack: (given) => ({ kind: 'pack', run: runReference(given, 'pack'), ...runsFolder(given), ...output(given) }),
  unpack: (given) => ({ kind: 'unpack', run: runReference(given, 'unpack'), ...runsFolder(given), ...output(given) }),
  export: (given) => {
    const run = runReference(given, 'export');
    return {
      kind: 'export',
      run,
      reports: exportedReports(given, run),
      baseline: exportBaseline(given),
      ...runsFolder(given),
    };
  },
  open: (given) => ({
    kind: 'open',
    run: runReference(given, 'open'),
    onlyPrints: flags.print.valueIn(given),
    ...runsFolder(given),
  }),
  merge: (given) => ({
    kind: 'merge',
    references: someWords(
      given,
      'merge needs the shards of a run.',
      'Write `iso-speed-bench merge RUN... --out DIR`, with the run folders of all shards.',
    ),
    out: mergedOut(given),
    envFile: flags.envFile.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  compare: (given) => ({
    kind: 'compare',
    references: comparedRuns(given),
    models: flags.model.valueIn(given),
    failOn: flags.failOnRegression.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  trend: (given) => ({
    kind: 'trend',
    benchmark: oneWord(given, 'trend', 'a benchmark: its name, a part of it, or its file', 'BENCHMARK'),
    models: flags.model.valueIn(given),
    ...runsFolder(given),
    ...output(given),
  }),
  calibrate: (given) => ({
    kind: 'calibrate',
    models: someWords(
      given,
      'calibrate needs at least one model.',
      'Write `iso-speed-bench calibrate MODEL...`, each as in a benchmark: ollama~qwen2.5vl:7b',
    ),
    out: flags.out.valueIn(given),
    timeoutSeconds: flags.timeout.valueIn(given),
    attempts: flags.attempts.valueIn(given),
    trustsProject: flags.trustProject.valueIn(given),
    answerLimits: flags.answerLimit.valueIn(given),
    envFile: flags.envFile.valueIn(given),
    ...output(given),
  }),
  prices: (given) => ({
    kind: 'prices',
    models: given.positionals,
    updates: flags.update.valueIn(given),
    ...output(given),
  }),
  mcp: (given) => {
    noWords(given, 'mcp', 'It serves the folder that it is started in.');
    return {
      kind: 'mcp',
      budgetUsd: allowedUsd(given),
      trustsProject: flags.trustProject.valueIn(given),
      envFile: flags.envFile.valueIn(given),
    };
  },
};

function output(given: GivenWords): { isJson: boolean } {
  return { isJson: flags.json.valueIn(given) };
}

function runsFolder(given: GivenWords): { runs: string | undefined } {
  return { runs: flags.runs.valueIn(given) };
}

function runOptions(given: GivenWords): RunOptions {
  const baseline = flags.baseline.valueIn(given);
  const failOn = flags.failOnRegression.valueIn(given);
  if (failOn !== undefined && baseline === undefined)
    throw new UsageError(
      '--fail-on-regression needs a run to hold this one against.',
      'Write --baseline latest, or --baseline RUN.',
    );
  return {
    baseline,
    failOn,
    mode: flags.mode.valueIn(given),
    isSubmitOnly: flags.submitOnly.valueIn(given),
    concurrency: flags.concurrency.valueIn(given),
    timeoutSeconds: flags.timeout.valueIn(given),
    idleTimeoutSeconds: flags.idleTimeout.valueIn(given),
    attempts: flags.attempts.valueIn(given),
    rates: flags.rate.valueIn(given),
    reports: flags.reports.valueIn(given),
    trustsProject: flags.trustProject.valueIn(given),
    answerLimits: flags.answerLimit.valueIn(given),
    budgetUsd: flags.budget.valueIn(given),
    coordinates: flags.coordinates.valueIn(given),
    envFile: flags.envFile.valueIn(given),
    isJson: flags.json.valueIn(given),
    failUnder: flags.failUnder.valueIn(given),
    allowsErrors: flags.allowErrors.valueIn(given),
    hasImages: !flags.noImages.valueIn(given),
    python: flags.python.valueIn(given),
    thinkingTags: flags.thinkingTags.valueIn(given) ?? [],
  };
}

function runFilter(given: GivenWords): RunFilter {
  return {
    apis: flags.api.valueIn(given),
    models: flags.model.valueIn(given),
    testTypes: flags.testType.valueIn(given),
    tags: flags.tag.valueIn(given),
    verdicts: flags.verdict.valueIn(given),
    kinds: flags.kind.valueIn(given),
    reviews: flags.reviewed.valueIn(given),
    text: flags.text.valueIn(given)?.trim() ?? '',
  };
}
