// Each form of a report, read by a reader of its format; and text of models that would be more than text in one.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import { parse as parseJunit } from 'junit2json';
import { marked, type Token } from 'marked';
import { importRun } from '../../../../src/core/jobs/importRun';
import { exportRun, exportRunTo } from '../../../../src/core/reports/exportRun';
import type { ReportForm } from '../../../../src/core/reports/reportForms';
import { zipRun } from '../../../../src/core/reports/zipRun';
import { runLink } from '../../../../src/shared/runs/runLink';
import { distDirectory } from '../run/engineFixture';

const hostile = [
  'two',
  '=HYPERLINK("https://evil.example","x")',
  ' @SUM(1)',
  '-5',
  '</failure></testcase>]]><x>&lt;"\'',
  'a | b\n| c `d` ``e`` <img src=x onerror=alert(1)> [x](javascript:alert(1)) @everyone #1',
  'bell \u0007 nul \u0000 half \uD800 pair \u{1F600}',
];

function linksIn(markdown: string): string[] {
  const hrefs: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'link') hrefs.push((token as { href: string }).href);
  });
  return hrefs;
}

describe('a report of a run', () => {
  let folder: string;
  let runDirectory: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-forms-'));
    const results = hostile.map((response, place) => ({
      execution_result: response,
      expected_result: 'two',
      input_prompt: `Say ${response}`,
      correct: place === 0,
      index: place + 1,
      prompt_response: {
        response,
        provider: 'openai',
        total_duration_ms: 1500,
        errored: place === 2,
        ...(place === 2 ? { error_message: '=1+1 <b>' } : {}),
      },
    }));
    runDirectory = await importRun({
      reportText: JSON.stringify({
        benchmark_name: 'Sums <script> | \\| `x` @team',
        prompt_iterations: hostile.map((word) => ({ dynamic_variables: { word }, expectation: 'two' })),
        models: [{ model: 'openai~=gpt', results }],
      }),
      reportName: 'sums.json',
      runsDirectory: folder,
      distDirectory,
    });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function bytesOf(form: ReportForm, link?: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await exportRun(form, runDirectory, { secrets: [], distDirectory, ...(link && { link }) }, async (piece) => {
      pieces.push(Buffer.from(piece));
    });
    return Buffer.concat(pieces);
  }

  it('as JUnit XML is read by a reader of JUnit, with every sign that XML has', async () => {
    const read = await parseJunit((await bytesOf('junit')).toString());
    assert.ok(read && 'testsuite' in read);
    const { tests, failures, errors, testsuite: [suite] = [] } = read;
    assert.deepEqual([tests, failures, errors, suite?.tests], [7, 5, 1, 7]);
    assert.equal(suite?.name, 'openai~=gpt');
    const [correct, wrong, failed, , markup, , control] = suite?.testcase ?? [];
    assert.deepEqual([correct?.failure, correct?.error, correct?.time], [undefined, undefined, 1.5]);
    assert.match(wrong?.failure?.[0]?.inner ?? '', /expected: two\ngot: =HYPERLINK/);
    assert.match(failed?.error?.[0]?.message ?? '', /=1\+1 <b>/);
    assert.match(markup?.failure?.[0]?.inner ?? '', /got: <\/failure><\/testcase>\]\]><x>&lt;"'/);
    assert.match(control?.failure?.[0]?.inner ?? '', /bell \uFFFD nul \uFFFD half \uFFFD pair \u{1F600}/u);
  });

  it('as JUnit XML says no time of what has none: 0 would be the fastest of all', async () => {
    const answer = { execution_result: 'two', expected_result: 'two', input_prompt: 'Say', correct: true, index: 1 };
    const imported = await importRun({
      reportText: JSON.stringify({
        benchmark_name: 'Without times',
        prompt_iterations: [{ dynamic_variables: {}, expectation: 'two' }],
        models: [
          { model: 'a', results: [{ ...answer, prompt_response: { response: 'two', provider: 'openai' } }] },
          {
            model: 'b',
            results: [{ ...answer, prompt_response: { response: 'two', provider: 'openai', total_duration_ms: 250 } }],
          },
        ],
      }),
      reportName: 'timeless.json',
      runsDirectory: folder,
      distDirectory,
    });
    let xml = '';
    await exportRun('junit', imported, { secrets: [], distDirectory }, async (piece) => {
      xml += piece.toString();
    });
    const heads = [...xml.matchAll(/<(testsuites?|testcase)[^>]*>/g)].map(
      ([head, kind]) => `${kind} ${/ time="([^"]*)"/.exec(head)?.[1] ?? 'none'}`,
    );
    assert.deepEqual(heads, [
      'testsuites 0.250',
      'testsuite none',
      'testcase none',
      'testsuite 0.250',
      'testcase 0.250',
    ]);
  });

  it('as CSV is read by a reader of CSV, and no cell is a formula', async () => {
    const rows = parse(await bytesOf('csv'), { columns: true, bom: false });
    assert.equal(rows.length, hostile.length);
    const got = (rows as { [column: string]: string }[]).map((row) => row['response']);
    assert.deepEqual(got.slice(0, 4), ['two', `'${hostile[1]}`, `' @SUM(1)`, '-5']);
    assert.equal(got[5], hostile[5]);
    assert.deepEqual(
      (rows as { [column: string]: string }[]).map(({ verdict, total_ms }) => `${verdict} ${total_ms}`).slice(0, 3),
      ['correct 1500', 'incorrect 1500', 'error 1500'],
    );
    for (const row of rows as { [column: string]: string }[])
      for (const [column, cell] of Object.entries(row))
        assert.ok(!/^\s*[=+@-]/.test(cell) || /^-?\d/.test(cell), `${column}: ${cell}`);
  });

  it('as JSON lines has a test a line, with everything of its result', async () => {
    const lines = (await bytesOf('jsonl')).toString().trimEnd().split('\n');
    const tests = lines.map((line) => JSON.parse(line) as { [field: string]: unknown });
    assert.deepEqual(
      tests.map(({ response, index }) => [index, response]),
      hostile.map((word, place) => [place + 1, place === 2 ? tests[2]!['response'] : word]),
    );
  });

  it('as Markdown is a table of the models and of what failed, in which nothing that a model says is markup', async () => {
    const text = (await bytesOf('markdown', 'https://github.com/a/b/actions/runs/7')).toString();
    const tokens: Token[] = [];
    void marked.walkTokens(marked.lexer(text), (token) => {
      tokens.push(token);
    });
    assert.deepEqual(
      tokens.filter(({ type }) => ['html', 'image'].includes(type)),
      [],
    );
    assert.deepEqual(linksIn(text), ['https://github.com/a/b/actions/runs/7']);
    const tables = tokens.filter(({ type }) => type === 'table') as { header: unknown[]; rows: { length: number }[] }[];
    assert.deepEqual(
      tables.map(({ header, rows }) => [header.length, rows.length]),
      [
        [7, 1],
        [4, 6],
      ],
    );
    const spans = tokens.filter(({ type }) => type === 'codespan').map((token) => (token as { text: string }).text);
    assert.deepEqual(spans.slice(0, 2), ['Sums <script> | \\', ' `x` @team'], 'in the heading');
    assert.ok(spans.includes('a | b | c `d` ``e`` <img src=x onerror=alert(1)> [x](javascript:alert(1)) @ever…'));
    const plain = tokens.filter((token) => token.type === 'text' && !('tokens' in token && token.tokens));
    assert.doesNotMatch(plain.map(({ raw }) => raw).join('\n'), /@team|@everyone|evil|onerror|#1/);
    assert.doesNotMatch((await bytesOf('markdown')).toString(), /workflow run/);
  });

  it('as a Markdown file links models and tests to the page of the run and to VS Code, from wherever it lies', async () => {
    for (const place of [['r.md'], ['deep (1)', 'er', 'r.md'], ['..', `isb-forms-${process.pid}.md`]]) {
      const file = join(folder, ...place);
      try {
        await exportRunTo(file, 'markdown', runDirectory, { secrets: [], distDirectory });
        const hrefs = linksIn(await readFile(file, 'utf8'));
        const pages = hrefs.filter((href) => !href.startsWith('vscode:'));
        for (const href of pages) {
          const [way = ''] = href.split('#');
          assert.equal(resolve(dirname(file), decodeURIComponent(way)), join(runDirectory, 'index.html'));
        }
        const hash = (href: string): string => href.slice(href.indexOf('.html') + 5);
        assert.deepEqual(pages.map(hash), [
          '#tests?model=openai~%3Dgpt',
          ...[2, 3, 4, 5, 6, 7].map((index) => `#test/openai~%3Dgpt/${index}`),
          '',
        ]);
        assert.equal(
          hrefs.find((href) => href.startsWith('vscode:')),
          runLink({ runDirectory, test: { model: 'openai~=gpt', index: 2 } }),
        );
        assert.equal(hrefs.at(-1), runLink({ runDirectory, test: null }));
      } finally {
        await rm(file, { force: true });
      }
    }
  });

  it('has no path of this machine where it is printed, copied, or made in a CI job', async () => {
    const link = 'https://gitlab.example/job/7';
    const file = join(folder, 'ci.md');
    await exportRunTo(file, 'markdown', runDirectory, { secrets: [], distDirectory, link });
    assert.deepEqual(linksIn(await readFile(file, 'utf8')), [link]);
    assert.deepEqual(linksIn((await bytesOf('markdown')).toString()), []);
  });

  it('as a web page is one file with all words in it', async () => {
    const page = (await bytesOf('html')).toString();
    assert.match(page, /^<!doctype html>/i);
    assert.doesNotMatch(page, /<meta name="pieces"/);
  });

  it('as a zip is the run folder, each file as it is, and nothing that a link leads to', async () => {
    await mkdir(join(runDirectory, 'result-images', 'm'), { recursive: true });
    await writeFile(join(runDirectory, 'result-images', 'm', 'm-0001.png'), Buffer.alloc(70_000, 7));
    const zip = await JSZip.loadAsync(await bytesOf('zip'), { checkCRC32: true });
    const name = runDirectory.split(/[\\/]/).at(-1)!;
    const files = Object.values(zip.files).filter(({ dir }) => !dir);
    assert.ok(files.every((file) => file.name.startsWith(`${name}/`)));
    for (const file of files)
      assert.deepEqual(await file.async('nodebuffer'), await readFile(join(folder, file.name)), file.name);
    assert.ok(files.some((file) => file.name === `${name}/result-images/m/m-0001.png`));
    assert.ok(files.some((file) => file.name === `${name}/events.jsonl`));
    assert.ok(!files.some((file) => file.name.endsWith('run.lock')));
  });

  it('as a zip closes what it reads when nobody takes more, as an export that is cancelled', async () => {
    const half = join(folder, 'half');
    await mkdir(half);
    // More than what is read ahead.
    await writeFile(join(half, 'noise.bin'), randomBytes(4_000_000));
    const pieces = zipRun(half);
    while (((await pieces.next()).value as Uint8Array).length < 1_000);
    // What is still open is told at the end of the suite.
    assert.deepEqual(await pieces.return(undefined), { done: true, value: undefined });
  });
});
