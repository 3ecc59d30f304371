// transcript.md: everything of the two JSON files is in it, nothing that a model writes can leave its fence, and it is always the same.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { testDocument } from '../../../../src/shared/words/testDocument';
import { transcriptText } from '../../../../src/shared/words/transcriptText';
import type { RecordedAttempt, TestResult, TestTranscript } from '../../../../src/shared/results/testResult';
import { exampleResult } from '../../core/resultImage/resultImageFixture';

function attempt(changes: Partial<RecordedAttempt> = {}): RecordedAttempt {
  return {
    attempt: 1,
    times: {
      queuedAt: 0,
      dispatchedAt: 3,
      headersAt: 103,
      firstChunkAt: 203,
      firstReasoningAt: null,
      firstAnswerAt: 215,
      lastTokenAt: 620,
      endedAt: 623,
    },
    request: {
      url: 'https://api.example/v1/chat/completions',
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'add 5 and 5' }],
      parameters: { temperature: 0, stream: true },
    },
    response: {
      text: 'print(5 + 5)',
      reasoning: '',
      finishReason: 'stop',
      id: 'chat-1',
      model: 'gpt-4o-2024',
      headers: { 'x-request-id': 'abc' },
      serverTimings: { load: 12 },
      tokens: { input: 212, output: 31, reasoning: 4, cached: 200, source: 'usage' },
    },
    chunks: [{ t: 212, kind: 'answer', characters: 12 }],
    ...changes,
  };
}

function transcript(changes: Partial<TestTranscript> = {}): TestTranscript {
  return {
    schemaVersion: 1,
    runId: 'run',
    model: 'openai~gpt-4o',
    index: 7,
    attempts: [attempt()],
    evaluation: null,
    ...changes,
  };
}

describe('The transcript for people', () => {
  it('tells the test, its verdict, its figures, and shows its picture where there is one', () => {
    const text = transcriptText(exampleResult(), transcript(), 'result.png');
    const [heading] = text.split('\n');
    assert.equal(heading, '# ✓ CORRECT: #7 openai\\~gpt-4o');
    const trials = Array.from({ length: 7 }, (_, place) => ({
      variant: { prompt: Math.floor(place / 4) + 1, kind: 'trial' as const, number: (place % 4) + 1, of: 4 },
    }));
    const stored = { result: exampleResult(), transcript: transcript() };
    assert.match(
      testDocument({ prompts: trials }, stored, 'transcriptText')!,
      /^# ✓ CORRECT: #2 trial 3\/4 openai/,
      'the number of its prompt, as everywhere',
    );
    for (const line of [
      '| Run | `2026-11-21_17-45-03_simple-math` |',
      '| Started | 21 Nov 2026, 17:45:09 (2026-11-21T17:45:09.120+01:00) |',
      '| Tokens | 212 in, 31 out |',
      '| Cost | $0.0042 (prices) |',
      '| TTFT | 212 ms |',
      '![Result image](result.png)',
    ]) {
      assert.ok(text.split('\n').includes(line), line);
    }
    assert.doesNotMatch(transcriptText(exampleResult(), transcript()), /!\[/);
  });

  it('tells every attempt with its times, its error and its wait', () => {
    const failed = attempt({
      response: undefined,
      chunks: [],
      error: { kind: 'rateLimited', message: 'Too many requests.', status: 429 },
      retryInMs: 1500,
    });
    const text = transcriptText(
      exampleResult({ attempts: 2 }),
      transcript({ attempts: [failed, attempt({ attempt: 2 })] }),
    );
    assert.match(
      text,
      /## Attempt 1\n[\s\S]*No response\.\n\n\*\*Rate limited \(HTTP 429\)\*\*: Too many requests\.\n\nWaited 1\.50 s, then tried again\.\n\n## Attempt 2\n/,
    );
    assert.match(
      text,
      /\| response headers \| 100 ms \|\n\| first chunk \| 200 ms \|\n\| first reasoning \| n\/a \|\n\| first of the answer \| 212 ms \|/,
    );
    assert.match(text, /\| header `x-request-id` \| `abc` \|/);
    assert.match(text, /"temperature": 0/);
    assert.match(text, /\| server: load \| 12 ms \|/);
  });

  it('tells what the evaluator took, ran and printed, and judgements that were made again', () => {
    const evaluation = {
      testType: 'python',
      answer: 'print(5 + 5)',
      expected: '10',
      got: '11',
      verdict: 'incorrect',
      reason: 'Not the same.',
      python: { code: 'print(5 + 5)', stdout: '11\n', outcome: 'finished', durationMs: 4.2 },
    } as const;
    const rescores: TestResult['rescores'] = [
      { at: null, versions: {}, verdict: 'incorrect', expected: '10', got: '11' },
      {
        at: '2026-12-01T10:00:00+01:00',
        versions: { 'iso-speed-bench': '0.2.0' },
        verdict: 'correct',
        expected: '10',
        got: '10',
      },
    ];
    const text = transcriptText(
      exampleResult({ rescores }),
      transcript({ evaluation, earlier: [{ attempts: [attempt()], evaluation: null }] }),
    );
    assert.match(text, /Python that was run:\n\n```python\nprint\(5 \+ 5\)\n```/);
    assert.match(text, /Printed \(finished, 4 ms\):\n\n```text\n11\n\n```/);
    assert.match(text, /\| not recorded \| incorrect \| `10` \| `11` \|  \| those of the run \|/);
    assert.match(text, /\| correct \| `10` \| `10` \|  \| iso-speed-bench 0\.2\.0 \|/);
    assert.match(text, /## Earlier round 1: Attempt 1/);
  });

  it('shows the pictures of the run folder, what was sent of them, and how places were read', () => {
    const sent = {
      file: 'images/ab12-Straße 1.sent.png',
      mediaType: 'image/png',
      width: 400,
      height: 300,
      bytes: 2048,
      sha256: '00',
    } as const;
    const image = {
      ...sent,
      file: 'images/ab12-Straße 1.png',
      width: 800,
      height: 600,
      source: 'pictures/Straße 1.png',
      sent,
    };
    const evidence = {
      coordinates: {
        profile: 'gemini_yx1000',
        description: 'y before x, thousandths',
        chosenBy: 'table',
        transform: { order: 'yx', width: 1000, height: 1000 },
        parsed: [[250, 500]],
        canonical: [[0.5, 0.25]],
      },
    } as const;
    const messages = [{ role: 'user' as const, content: 'Point at it.', images: [sent] }];
    const request = { url: 'https://api.example/v1', model: 'm', messages, parameters: {} };
    const text = transcriptText(
      exampleResult({
        images: [image],
        evidence: { coordinates: { ...evidence.coordinates, parsed: [[250, 500]], canonical: [[0.5, 0.25]] } },
        measures: { hits: 1, distance: 0.012345 },
      }),
      transcript({ attempts: [attempt({ request })] }),
    );
    for (const line of [
      '![pictures/Straße 1.png](../../../images/ab12-Stra%C3%9Fe%201.png)',
      'pictures/Straße 1.png: 800 x 600 px, sent as 400 x 300 px, `images/ab12-Straße 1.sent.png`',
      '| distance | 0.0123 |',
      'Coordinates read as y before x, thousandths (profile `gemini_yx1000`, chosen by table).',
      '| 1 | `250, 500` | `0.5000, 0.2500` |',
      'Picture sent: `images/ab12-Straße 1.sent.png`, 400 x 300 px, image/png, 2.0 kB',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line}\nis missing in\n${text}`);
    }
  });

  it('says what was not recorded, what was simulated, and what is empty', () => {
    const imported = exampleResult({
      startedAt: null,
      attempts: null,
      reasoning: null,
      response: '',
      isSimulated: true,
      cost: { usd: null, source: 'unknown' },
    });
    const text = transcriptText(imported, transcript({ attempts: [] }));
    assert.match(text, /\| Started \| not recorded \|/);
    assert.match(text, /\*\*Simulated\*\*/);
    assert.match(text, /The attempts were not recorded\./);
    assert.match(text, /\| Cost \| n\/a \(unknown\) \|/);
    assert.match(text, /## Answer\n\nEmpty\./);
  });

  it('keeps everything a model writes inside its fence, whatever it is', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '```',
        '````\n# Not ours',
        '\n```\n![x](http://evil)',
        '~~~',
        '`',
        '|',
        '\n\n---\n',
        '</pre><script>',
        '\r# x',
        '\u2028# x',
      ),
    );
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 8 }), (parts) => {
        const said = parts.join('');
        const error = { kind: 'api', message: said } as const;
        const response = {
          ...attempt().response!,
          text: said,
          reasoning: said,
          id: said,
          headers: { 'x-request-id': said },
        };
        const request = { ...attempt().request, messages: [{ role: 'user' as const, content: said }], model: said };
        const evaluation = {
          testType: 'x',
          answer: said,
          expected: said,
          got: said,
          verdict: 'incorrect',
          reason: said,
        } as const;
        const whole = {
          prompt: said,
          response: said,
          expected: said,
          got: said,
          reason: said,
          error,
          model: said,
          benchmarkName: said,
        };
        const render = (): string =>
          transcriptText(
            exampleResult(whole),
            transcript({ attempts: [attempt({ request, response, error })], evaluation }),
          );
        assert.equal(render(), render());
        assert.deepEqual(headingsOutsideFences(render()), headings, said);
      }),
      { numRuns: 200 },
    );
  });

  it('fences an answer with more backticks than a call takes arguments', () => {
    const text = transcriptText(exampleResult({ response: '`a'.repeat(130_000) }), transcript());
    assert.ok(text.includes(`\`\`\`text\n${'`a'.repeat(130_000)}\n`));
  });

  it('shows of names what nobody sees, and bears half a character in one', () => {
    const sent = {
      mediaType: 'image/png',
      width: 4,
      height: 3,
      bytes: 20,
      sha256: '00',
      file: 'images/a\ud83d.png',
    } as const;
    const text = transcriptText(exampleResult({ images: [{ ...sent, source: 'gnp.\u202ea', sent }] }), transcript());
    assert.ok(text.includes('![gnp.\\<U+202E\\>a](../../../images/a%EF%BF%BD.png)'), text);
  });

  const headings = ['#', '## Expected and got', '## Prompt', '## Answer', '## Attempt 1', '## Evaluation'];
});

/** Headings, and whatever else could be markup of a model's making, outside of fences; read as CommonMark does. */
function headingsOutsideFences(text: string): string[] {
  const found: string[] = [];
  let fence: string | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const ticks = /^(`{3,})([^`]*)$/.exec(line);
    if (fence === null && ticks) fence = ticks[1]!;
    else if (fence !== null) {
      if (ticks && ticks[1]!.length >= fence.length && ticks[2]!.trim() === '') fence = null;
    } else if (line.startsWith('# ')) found.push('#');
    else if (
      /^ {0,3}(#|~~~|---|<)/.test(line) ||
      /(^|[^\\])!\[x\]/.test(line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''))
    )
      found.push(line);
  }
  assert.equal(fence, null, 'every fence ends');
  return found;
}
