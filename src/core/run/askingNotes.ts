// What was learned of each model while it was asked, for `run.json`: what was sent to it, what its API refused, what its server told.

import type { ModelDescription, RunManifest } from '../../shared/runs/runManifest';
import { withServers } from './runManifest';

/** How the answer comes (streamed, with usage) is not what a model is told to do. */
function saidToModel({
  stream: _stream,
  stream_options: _options,
  // The form of the answer is the prompt's.
  response_format: _chatFormat,
  text: _responsesFormat,
  format: _ollamaFormat,
  ...parameters
}: {
  [name: string]: unknown;
}): { [name: string]: unknown } {
  return parameters;
}

export class AskingNotes {
  private readonly sampling: NonNullable<RunManifest['sampling']> = {};
  private readonly refused: RunManifest['refusedParameters'] = {};
  private readonly servers = new Map<string, ModelDescription>();
  private readonly problems: string[] = [];

  /**
   * What was sent beside model and messages in one test, and the names of what was left out of it. The parameters of a test that was answered
   * stand for all of the model's; names that were left out add up.
   */
  noteParameters(
    model: string,
    parameters: { [name: string]: unknown },
    refused: readonly string[],
    isAnswered: boolean,
  ): void {
    if (isAnswered || !this.sampling[model]) this.sampling[model] = parameters;
    if (refused.length > 0) this.refused[model] = [...new Set([...(this.refused[model] ?? []), ...refused])].sort();
  }

  /** What a model's server told beside an answer; what it told before stays. */
  noteServer(model: string, told: ModelDescription): void {
    this.servers.set(model, { ...this.servers.get(model), ...told });
  }

  /** Sentences for people. */
  noteProblems(problems: readonly string[]): void {
    this.problems.push(...problems);
  }

  /** The manifest of the run's beginning with all of it; a model that was sent nothing but its API's defaults is left out of `sampling`. */
  addedTo(manifest: RunManifest): RunManifest {
    const told = Object.entries(this.sampling).map(([model, parameters]) => [model, saidToModel(parameters)] as const);
    const sent = told.filter(([, parameters]) => Object.keys(parameters).length > 0);
    return {
      ...withServers(manifest, this.toldOf(manifest)),
      sampling: { ...manifest.sampling, ...Object.fromEntries(sent) },
      problems: [
        ...new Set([
          ...manifest.problems,
          ...this.problems,
          ...this.changedWindows(manifest).map(({ words }) => words),
        ]),
      ],
      refusedParameters: { ...manifest.refusedParameters, ...this.refused },
    };
  }

  /** What servers told, with the windows of before that are no more in force. */
  private toldOf(manifest: RunManifest): ReadonlyMap<string, ModelDescription> {
    const told = new Map(this.servers);
    for (const { model, earlier } of this.changedWindows(manifest))
      told.set(model, { ...told.get(model), earlierContextLengths: earlier });
    return told;
  }

  /** A server that was started anew between a run and its resumption may load a model otherwise. */
  private changedWindows({ models }: RunManifest): { model: string; earlier: number[]; words: string }[] {
    return models.flatMap(({ model, server }) => {
      const [before, now] = [server?.contextLength, this.servers.get(model)?.contextLength];
      if (before === undefined || now === undefined || before === now) return [];
      const words = `The window of ${model} was ${before} tokens before the run was resumed, and ${now} since.`;
      return [{ model, earlier: [...(server?.earlierContextLengths ?? []), before], words }];
    });
  }
}
