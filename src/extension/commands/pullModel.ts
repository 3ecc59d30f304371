// *Pull Model...*: has Ollama fetch a model, with progress, until it is there or the user cancels.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys } from '../host/apiKeys';
import { showInformation, withProgress } from '../host/notices';

/** `meant` is the name that is proposed. False when nothing was pulled. Throws the server's reason. */
export async function pullModel(
  meant: string,
  { checker, keys }: { checker: BenchmarkChecker; keys: ApiKeys },
): Promise<boolean> {
  const name = await vscode.window.showInputBox({
    title: 'Pull Model',
    prompt: 'The model as Ollama names it, such as llama3.2 or qwen3:8b. It may be many gigabytes.',
    value: meant,
    ignoreFocusOut: true,
    validateInput: (text) => (/^\S+$/.test(text.trim()) ? undefined : 'A name without blanks is needed.'),
  });
  if (name === undefined) return false;
  const [{ connectionFor }, { takeWayOut }, { pullOllamaModel }] = await Promise.all([
    import('../../core/providers/connections'),
    import('../../core/providers/wayOut'),
    import('../../core/providers/pullOllamaModel'),
  ]);
  const api = (await checker.modelApis()).find(({ id }) => id === 'ollama')!;
  const environment = await keys.environmentFor([api]);
  const connection = connectionFor(api, environment);
  takeWayOut(environment);
  const wanted = name.trim();
  const isThere = await withProgress({ title: `Pulling ${wanted}`, cancellable: true }, async (progress, cancelled) => {
    const cancel = new AbortController();
    const cancelling = cancelled.onCancellationRequested(() => cancel.abort());
    try {
      const onStep: Parameters<typeof pullOllamaModel>[2] = ({ status, share }) =>
        progress.report({ message: share === null ? status : `${status}: ${Math.floor(share * 100)}%` });
      await pullOllamaModel(connection, wanted, onStep, cancel.signal);
      return true;
    } catch (error) {
      if (cancelled.isCancellationRequested) return false;
      throw new Error(`Ollama did not pull ${wanted}: ${messageOf(error)}`, { cause: error });
    } finally {
      cancelling.dispose();
    }
  });
  if (isThere) void showInformation(`${wanted} is there: write it as \`ollama~${wanted}\`.`);
  return isThere;
}
