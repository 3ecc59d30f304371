// *Test Call*: one tiny request to a model, after the user has said yes to what it costs.

import * as vscode from 'vscode';
import type { TestCallOutcome } from '../../core/ask/testCall';
import type { TestCallMessage, TestCallTask } from '../../core/run/engineMessages';
import { parseModel } from '../../shared/run/model';
import { isThroughVsCode } from '../../shared/run/throughVsCode';
import { formatCost, formatDuration } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { counted } from '../../shared/text/counted';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys } from '../host/apiKeys';
import { ask, showInformation, withProgress } from '../host/notices';
import { readRunSettings } from '../host/settings';
import { EditorLine } from '../running/editorLine';
import { engineTask } from '../running/engineTask';
import type { OfferedModelNode } from '../tree/modelApisTree';

/** A model may have to be loaded first, ms. */
const patienceMs = 120_000;

interface TestCallParts {
  extensionUri: vscode.Uri;
  checker: BenchmarkChecker;
  keys: ApiKeys;
  priceFile: string;
  log: vscode.LogOutputChannel;
}

/** Throws a sentence when the model does not answer. */
export async function makeTestCall({ api, name }: OfferedModelNode, parts: TestCallParts): Promise<void> {
  const { extensionUri, checker, keys, log } = parts;
  const model = `${api.id}~${name}`;
  const question = `Send a test call to ${model}?`;
  if ((await ask('information', question, await costWords({ api, name }, parts), 'Send')) !== 'Send') return;
  const folder = (...names: string[]): string => vscode.Uri.joinPath(extensionUri, 'dist', ...names).fsPath;
  const line = isThroughVsCode({ provider: api.id }) ? new EditorLine('Iso Speed Bench sends a test call.') : undefined;
  const task: TestCallTask = {
    kind: 'testCall',
    request: {
      model,
      environment: await keys.environmentFor([api]),
      services: (await checker.windowServices()).filter(
        ({ id, baseUrl }) => id !== api.id || baseUrl === api.defaultBaseUrl,
      ),
      timeoutMs: patienceMs,
      distDirectory: folder(),
      ...(line && { editor: line.far }),
    },
  };
  const read = (message: TestCallMessage): TestCallOutcome => {
    if (message.type === 'failed') throw new Error(`${model} did not answer: ${message.message}`);
    return message.outcome;
  };
  const outcome = await withProgress({ title: `Test call to ${model}`, cancellable: true }, (_, cancelled) =>
    engineTask(folder('node', 'engine.mjs'), { task, ports: line ? [line.far] : [], read, cancelled, log })
      .catch((error: unknown) => {
        if (cancelled.isCancellationRequested) return undefined;
        throw error;
      })
      .finally(() => line?.dispose()),
  );
  if (outcome) void showInformation(outcomeWords(model, outcome));
}

/** `One request, at most 64 tokens of answer. It costs about $0.00004 at most.` */
async function costWords({ api, name }: Pick<OfferedModelNode, 'api' | 'name'>, parts: TestCallParts): Promise<string> {
  const [{ testCallTokens }, { createPriceBook }, { modelInfo }, { connectionFor }] = await Promise.all([
    import('../../core/ask/testCall'),
    import('../../core/cost/priceBook'),
    import('../../core/providers/modelApis'),
    import('../../core/providers/connections'),
  ]);
  const request = `One request, with an answer of at most ${testCallTokens.output} tokens.`;
  const connection = connectionFor(api, await parts.keys.environmentFor([api]));
  const info = modelInfo(parseModel(`${api.id}~${name}`), [api], connection);
  const prices = await createPriceBook({
    models: [{ info, api }],
    overrides: readRunSettings().said.prices ?? {},
    benchmarkPrices: {},
    priceFile: parts.priceFile,
  });
  const tokens = { ...testCallTokens, reasoning: null, cached: null, source: 'usage' as const };
  const { usd } = prices.costOf(info, { tokens, reportedCostUsd: null, totalMs: null, at: new Date() });
  if (usd === null) return `${request} What it costs is not known.`;
  return usd === 0 ? `${request} It costs nothing.` : `${request} It costs about ${formatCost(usd)} at most.`;
}

function outcomeWords(model: string, { answer, totalMs, ttftMs, outputTokens }: TestCallOutcome): string {
  const first = ttftMs === null ? '' : `, first token after ${formatDuration(ttftMs)}`;
  const tokens = outputTokens === null ? '' : `, ${counted(outputTokens, 'token')}`;
  const said = answer.trim() === '' ? 'It gave no text.' : `It said: ${oneLine(answer).slice(0, 100)}`;
  return `${model} answered in ${formatDuration(totalMs)}${first}${tokens}. ${said}`;
}
