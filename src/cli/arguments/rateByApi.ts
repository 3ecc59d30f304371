// The values of `--rate API=REQUESTS[/TOKENS]`.

import type { RunSettings } from '../../core/run/runRequest';
import type { FlagKind } from './flagKinds';
import { UsageError } from './usageError';

type RateByApi = RunSettings['pace']['rateLimits'];

/** Of an API that is given twice the last rate counts. */
export const rateByApi: FlagKind<RateByApi> = {
  takes: 'value',
  placeholder: ' API=N[/TOKENS]',
  absent: {},
  read: (flag, values) => Object.fromEntries(values.map((text) => apiAndRate(flag, text))),
};

function apiAndRate(flag: string, text: string): [api: string, rate: RateByApi[string]] {
  const [, api = '', requests = '', tokens] =
    /^([a-z][a-z0-9-]*)=([1-9]\d{0,14})(?:\/([1-9]\d{0,14}))?$/.exec(text) ?? [];
  if (api === '')
    throw new UsageError(
      `--${flag} must be API=REQUESTS or API=REQUESTS/TOKENS a minute, not "${text}".`,
      `For example: --${flag} openai=500/200000`,
    );
  return [
    api,
    { requestsPerMinute: Number(requests), ...(tokens === undefined ? {} : { tokensPerMinute: Number(tokens) }) },
  ];
}
