// The small pure parts of the CLI: exit codes, interruptions, widths, problems, colors.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { shownPath } from '../../../../src/cli/terminal/cliContext';
import { exitCodeOf } from '../../../../src/cli/terminal/exitCode';
import { breakAtWidth, padOrCut, printable, wrapWords } from '../../../../src/cli/text/fitText';
import { Interrupts } from '../../../../src/cli/terminal/interrupts';
import { problemCount, problemText } from '../../../../src/cli/text/problemText';
import { prepareRunsDirectory, readEnvironment, readTextFile } from '../../../../src/cli/commands/readInput';
import { colorsOf, type OutputStream } from '../../../../src/cli/terminal/terminal';
import type { BenchmarkProblem } from '../../../../src/shared/run/benchmark';

const nowhere: OutputStream = { write: () => true };
const plain = colorsOf(nowhere, {});

describe('the exit code of a run', () => {
  const result = { wasInterrupted: false, correct: 3, incorrect: 1, error: 0, allowsErrors: false };

  it('is 0 when all went well', () => assert.equal(exitCodeOf(result), 0));
  it('is 1 below --fail-under, not at it', () => {
    assert.equal(exitCodeOf({ ...result, failUnder: 75 }), 0);
    assert.equal(exitCodeOf({ ...result, failUnder: 75.01 }), 1);
    assert.equal(exitCodeOf({ ...result, correct: 29, incorrect: 71, failUnder: 29 }), 0);
  });
  it('is 3 with errors, before 1', () => {
    assert.equal(exitCodeOf({ ...result, error: 1 }), 3);
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100 }), 3);
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100, allowsErrors: true }), 1);
    assert.equal(exitCodeOf({ ...result, error: 1, allowsErrors: true }), 0);
  });
  it('is 130 when interrupted, before all others', () => {
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100, wasInterrupted: true }), 130);
  });
  it('takes nothing judged as 0%', () => {
    const nothing = { ...result, correct: 0, incorrect: 0, error: 2, allowsErrors: true };
    assert.equal(exitCodeOf({ ...nothing, failUnder: 1 }), 1);
    assert.equal(exitCodeOf({ ...nothing, failUnder: 0 }), 0);
  });
});

describe('Ctrl+C', () => {
  function press(times: number[], listens: boolean): string[] {
    const seen: string[] = [];
    let clock = 0;
    const interrupts = new Interrupts(
      () => clock,
      () => seen.push(`stop at ${clock}`),
    );
    if (listens) interrupts.listen(() => seen.push(`cancel at ${clock}`));
    for (const time of times) {
      clock = time;
      interrupts.receive();
    }
    return seen;
  }

  it('cancels first and stops at the second press', () =>
    assert.deepEqual(press([0, 2000], true), ['cancel at 0', 'stop at 2000']));
  it('takes a signal that arrives twice as one press', () =>
    assert.deepEqual(press([0, 20, 2000], true), ['cancel at 0', 'stop at 2000']));
  it('stops at once when no run is under way', () => assert.deepEqual(press([0], false), ['stop at 0']));
  it('no longer cancels what has ended', () => {
    const seen: string[] = [];
    const interrupts = new Interrupts(
      () => 0,
      () => seen.push('stop'),
    );
    interrupts.listen(() => seen.push('cancel'))();
    interrupts.receive();
    assert.deepEqual(seen, ['stop']);
  });
});

describe('text in terminal columns', () => {
  it('counts Chinese characters as two', () => {
    assert.equal(padOrCut('通义千问', 10), '通义千问  ');
    assert.equal(padOrCut('通义千问', 6), '通义… ');
    assert.deepEqual(breakAtWidth('通义千问', 5), ['通义', '千问']);
  });
  it('always gives the width asked for', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (any, width) =>
        assert.equal(stringWidth(padOrCut(printable(any), width)), width),
      ),
    );
  });
  it('breaks without losing a character', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), (any, width) =>
        assert.equal(breakAtWidth(any, width).join(''), any),
      ),
    );
  });
  it('breaks between words, and long words anywhere', () => {
    assert.deepEqual(wrapWords('a few words', 7), ['a few', 'words']);
    assert.deepEqual(wrapWords('通义千问 x', 5), ['通义', '千问', 'x']);
    const text = fc.array(fc.string({ unit: 'grapheme' })).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (any, width) => {
        const lines = wrapWords(any, width);
        assert.equal(lines.join('').replaceAll(' ', ''), any.replaceAll(' ', ''));
      }),
    );
  });
  it('lets no control character reach the terminal', () =>
    assert.equal(printable('a\u001b[2Jb\u0007\r\u009b'), 'a\ufffd[2Jb\ufffd\ufffd\ufffd'));
});

describe('a problem of a benchmark file', () => {
  const problem: BenchmarkProblem = {
    severity: 'error',
    line: 2,
    column: 5,
    endLine: 2,
    endColumn: 8,
    path: 'models[0]',
    message: 'not a text',
  };

  it('has its place, an excerpt and a caret', () => {
    assert.equal(
      problemText('a.yaml', 'models:\n  - 123\n', problem, plain),
      ['a.yaml:2:5: error: not a text (models[0])', '  2 |   - 123', '    |     ^^^'].join('\n'),
    );
  });
  it('puts the caret under the place after wide characters and tabs', () => {
    const text = problemText('a.yaml', '名\t: x', { ...problem, line: 1, endLine: 1, column: 5, endColumn: 6 }, plain);
    assert.equal(text.split('\n')[1], '  1 | 名  : x');
    assert.equal(text.split('\n')[2], '    |       ^');
  });
  it('shows the surroundings of a place far to the right', () => {
    const text = problemText(
      'a.yaml',
      `${'a'.repeat(500)}!${'b'.repeat(500)}`,
      { ...problem, line: 1, endLine: 1, column: 501, endColumn: 502 },
      plain,
    );
    const [, excerpt, caret] = text.split('\n');
    assert.ok(excerpt!.length < 120);
    assert.equal(excerpt![caret!.indexOf('^')], '!');
  });
  it('does without an excerpt where there is no such line', () => {
    assert.equal(
      problemText('a.yaml', '', { ...problem, line: 1, column: 1, path: '' }, plain),
      'a.yaml:1:1: error: not a text',
    );
  });
  it('is counted with its kind', () => {
    const warning: BenchmarkProblem = { ...problem, severity: 'warning' };
    assert.equal(problemCount([problem, problem, warning]), '2 errors and 1 warning');
    assert.equal(problemCount([warning, warning]), '2 warnings');
    assert.equal(problemCount([]), '');
  });
});

describe('colors', () => {
  const terminal: OutputStream = { write: () => true, isTTY: true };
  const paints = (stream: OutputStream, environment: { [name: string]: string }): boolean =>
    colorsOf(stream, environment).red('x') !== 'x';

  it('follow the terminal, NO_COLOR and FORCE_COLOR', () => {
    assert.equal(paints(terminal, {}), true);
    assert.equal(paints(nowhere, {}), false);
    assert.equal(paints(terminal, { TERM: 'dumb' }), false);
    assert.equal(paints(terminal, { NO_COLOR: '1' }), false);
    assert.equal(paints(terminal, { NO_COLOR: '' }), true);
    assert.equal(paints(nowhere, { FORCE_COLOR: '1' }), true);
    assert.equal(paints(terminal, { FORCE_COLOR: '0' }), false);
    assert.equal(paints(nowhere, { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  });
});

describe('the path of the run folder', () => {
  it('is relative below the current folder and absolute elsewhere', () => {
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/b/runs/x')).replaceAll('\\', '/'), 'runs/x');
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/c')), resolve('/a/c'));
    assert.equal(shownPath(resolve('/a/b'), resolve('/a/b/..runs')), '..runs');
  });
});

describe('what is read and written', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('an env file fills in what is not set, blank counting as not set', async () => {
    await writeFile(join(folder, 'keys'), 'A=1\nexport B="two words" # comment\nC=3\n');
    assert.deepEqual(await readEnvironment({ A: 'set', C: '', D: undefined }, folder, 'keys'), {
      A: 'set',
      B: 'two words',
      C: '3',
    });
  });
  it('no env file leaves the environment as it is', async () => {
    assert.deepEqual(await readEnvironment({ A: 'set' }, folder, undefined), { A: 'set' });
  });
  it('a file that is not there, or is a directory, is refused by name', async () => {
    await assert.rejects(readEnvironment({}, folder, 'none'), {
      name: 'UsageError',
      message: 'There is no env file none.',
    });
    await assert.rejects(readTextFile(folder, '.', 'benchmark file'), {
      name: 'UsageError',
      message: 'The benchmark file . is a directory.',
    });
  });
  it('run folders go to a directory made when missing, and never into a file', async () => {
    assert.equal(await prepareRunsDirectory(folder, 'a/b', '--out'), join(folder, 'a', 'b'));
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(prepareRunsDirectory(folder, 'file', '--out'), {
      name: 'UsageError',
      message: /--out file is or runs through a file/,
    });
    await assert.rejects(prepareRunsDirectory(folder, 'file/deeper', '--out'), {
      name: 'UsageError',
      message: /--out file\/deeper is or runs through a file/,
    });
  });
});
