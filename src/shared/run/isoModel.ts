// A model of a run with all that the iso contract asks of it.

export interface IsoModel {
  /** Canonical string. */
  model: string;
  /** Its API's id. */
  provider: string;
  /** The variant of the base prompt that it was asked with; null where there is one text for all. */
  variant: string | null;
  /** What was sent beside model and messages; null when it was not asked. */
  sampling: { [parameter: string]: unknown } | null;
  /** False for what is no language model: nothing is sampled, so nothing is left open. */
  isSampled: boolean;
  /** What its API refused or has no word for, so that it was asked without. */
  refused: string[];
  /** The part of its API that answered, where it is not the one that is asked first. */
  endpoint: string | null;
  /** Whether it reasoned in any test, as far as anybody told. */
  hasReasoned: boolean;
  /** Tests whose prompt its server cut. */
  cutPrompts: number;
  /** A digest of the bytes of all pictures as sent, in prompt order; null when none was sent. */
  imageDigest: string | null;
  /** Hashes of the prompts that it was asked, in any order; trials of one prompt repeat it. */
  promptHashes: string[];
  /** The host that answers it, and how many requests were in flight to it at once at most. */
  queue: string;
  atOnce: number;
  /** Whether a warm-up call came before its first test; null where there is nothing to warm up (model APIs in the cloud). */
  isWarm: boolean | null;
  /** Where its server had the answers from, when it passed the requests on; null when it answered itself. */
  remoteHost: string | null;
  /** The window that its server said it was loaded with, tokens; null where nobody said. */
  window: number | null;
  /** Other windows that it was loaded with before the run was resumed, tokens. */
  earlierWindows: number[];
}
