// Asks the server of each model once which window the model is loaded with: it may be another one than was asked for, and what does not
// fit it is cut without a word.

import { connectionFor } from '../providers/connections';
import type { Environment } from '../providers/provider';
import type { AskingNotes } from './askingNotes';
import { localPatienceMs } from './localPatienceMs';
import type { PlannedModel } from './plannedModel';

export class LoadedWindows {
  private readonly asked = new Set<string>();

  constructor(
    private readonly environment: Environment,
    private readonly notes: AskingNotes,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * To be called when a model has answered, because only then it is surely loaded, and before its place is free, so that the question is
   * in no test's time. `wanted` is the window that was asked for, tokens; undefined where none was. Never throws.
   */
  async askOnce({ info, api }: PlannedModel, wanted: number | undefined): Promise<void> {
    if (!api.loadedWindow || this.asked.has(info.model)) return;
    this.asked.add(info.model);
    const connection = connectionFor(api, this.environment);
    if (api.cloudHost?.(connection.baseUrl, info.name)) return;
    const signal = AbortSignal.any([this.stop, AbortSignal.timeout(localPatienceMs)]);
    const loaded = await api.loadedWindow(connection, info.name, signal).catch(() => null);
    if (loaded === null) return;
    this.notes.noteServer(info.model, { contextLength: loaded });
    if (wanted !== undefined && loaded < wanted)
      this.notes.noteProblems([
        `The server of ${info.model} was asked for a window of ${wanted} tokens and gave ${loaded}: it may cut longer prompts.`,
      ]);
  }
}
