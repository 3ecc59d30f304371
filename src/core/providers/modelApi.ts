// What a row of the list of model APIs says. Each is made in `modelApis.ts`.

import type { ModelParameters } from '../../shared/run/parameters';
import type { ModelDescription } from '../../shared/runs/runManifest';
import type { ReadAddress } from './address';
import type { BatchProtocol } from './batchService';
import type { Connection, ModelRequest, Provider } from './provider';

/** A row of the list of model APIs. */
export interface ModelApi {
  /** The id in `id~model`. */
  id: string;
  /** For people: `OpenAI`. */
  label: string;
  isLocal: boolean;
  isSimulated: boolean;
  /** Environment variable of the key; absent when the API needs none. */
  keyVariable?: string;
  /** Environment variable that moves the base URL, where there is one. */
  baseUrlVariable?: string;
  /** Where requests go when nothing moves them; absent for what answers in this process. */
  defaultBaseUrl?: string;
  /** Reads an address for this API; present where there is a `defaultBaseUrl`. */
  readAddress?(text: string): ReadAddress;
  /** Of a local API: the vendor's own cloud that answers in its place, by the address or the model's name; null where it does not. */
  cloudHost?(baseUrl: string | undefined, name: string): string | null;
  /** Requests in flight at once unless the user says otherwise. */
  defaultConcurrency: number;
  /** True where no more requests are in flight than the user says, however well more would do. */
  isNeverWidened?: true;
  /** True where the vendor documents its limits for each model by itself; absent where they hold for the account. */
  hasLimitsPerModel?: true;
  /** The most output tokens that a request allows where the benchmark has no limit; absent where none is named, so that only the vendor's own holds. */
  outputLimit?(parameters: ModelParameters): number;
  /** True for what is no language model: nothing is sampled, so there is no parameter that it could be told, or that is left open. */
  isWithoutSampling?: true;
  /** Id that genai-prices knows the service by. */
  priceProviderId?: string;
  /** The models there are, where that is fixed; absent where only the service knows. */
  names?: readonly string[];
  /** The names of the models that the API offers, asked of its server, which charges nothing for it. Throws a sentence when it can't be reached or answers something else. */
  listModels?(connection: Connection, signal: AbortSignal): Promise<string[]>;
  /** Loads the SDK and makes the adapter. */
  connect(connection: Connection): Promise<Provider>;
  /** Why it is asked in no batches, a sentence for people; absent where there is nothing to say but that. */
  whyNoBatches?: string;
  /** Absent for an API that takes no batches. */
  batches?: {
    /** What a batch costs of the usual price, where the vendor documents it: 0.5 is half. */
    price: number;
    protocol: BatchProtocol;
  };
  /** Why it can't answer such a test at all, one sentence for people; null when it can. Absent for language models, which can be asked anything. */
  reasonNotToAsk?(test: Pick<ModelRequest, 'testType' | 'variables'>): string | null;
  /** Whether a model takes pictures, as far as its server tells; null when it tells nothing. May throw: then it is asked and may refuse. */
  seesImages?(connection: Connection, name: string, signal: AbortSignal): Promise<boolean | null>;
  /** The most tokens that a model takes, of a server that is told with each request how many to make room for; null when it does not say. May throw. */
  contextLimit?(connection: Connection, name: string, signal: AbortSignal): Promise<number | null>;
  /** The window that a model which has answered is loaded with, tokens; null when its server does not say. May throw: a run goes on without it. */
  loadedWindow?(connection: Connection, name: string, signal: AbortSignal): Promise<number | null>;
  /** What the server says of the weights behind a name; null when it tells nothing. May throw: a run goes on without it. */
  describeModel?(connection: Connection, name: string, signal: AbortSignal): Promise<ModelDescription | null>;
}
