// What was learned of each model while it was asked, for `run.json`: what was sent to it, what its API refused, where its answers came from.

import type { RunManifest } from '../../shared/runs/runManifest';
import { withRemoteHosts } from './runManifest';

export class AskingNotes {
  private readonly sampling: NonNullable<RunManifest['sampling']> = {};
  private readonly refused: RunManifest['refusedParameters'] = {};
  private readonly remoteHosts = new Map<string, string>();
  private problems: readonly string[] = [];

  /**
   * What was sent beside model and messages in one test, and the names of what was refused of it. The parameters of a model's first test stand
   * for all of them; refused names add up.
   */
  noteParameters(model: string, parameters: { [name: string]: unknown }, refused: readonly string[]): void {
    this.sampling[model] ??= parameters;
    if (refused.length > 0) this.refused[model] = [...new Set([...(this.refused[model] ?? []), ...refused])].sort();
  }

  /** A model's server had an answer from elsewhere. */
  noteRemoteHost(model: string, host: string): void {
    this.remoteHosts.set(model, host);
  }

  /** Sentences for people, known before the first test. */
  noteProblems(problems: readonly string[]): void {
    this.problems = problems;
  }

  /** The manifest of the run's beginning with all of it; a model that was sent nothing but its API's defaults is left out of `sampling`. */
  addedTo(manifest: RunManifest): RunManifest {
    const sent = Object.entries(this.sampling).filter(([, parameters]) => Object.keys(parameters).length > 0);
    return {
      ...withRemoteHosts(manifest, this.remoteHosts),
      sampling: { ...manifest.sampling, ...Object.fromEntries(sent) },
      problems: [...new Set([...manifest.problems, ...this.problems])],
      refusedParameters: { ...manifest.refusedParameters, ...this.refused },
    };
  }
}
