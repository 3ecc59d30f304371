// The flags that say how models are asked.

import { answerLimitNames, answerLimitRanges } from '../../shared/run/answerLimits';
import type { CommandName } from './commandNames';
import { flag, inEach } from './flag';
import { anyText, onOff, secondsFromZero, wholeNumber } from './flagKinds';
import { limitByName } from './limitByName';
import { profileByModel } from './profileByModel';
import { rateByApi } from './rateByApi';

const runs: readonly CommandName[] = ['run', 'resume'];

export const askingFlags = {
  concurrency: flag(
    'concurrency',
    wholeNumber('N'),
    inEach(
      runs,
      'Requests in flight at once for each model API that is not local. Default: begins with 4 and grows while that helps.',
    ),
    { more: 'Local servers always get one at a time.' },
  ),
  timeout: flag(
    'timeout',
    secondsFromZero,
    {
      ...inEach(
        ['run', 'calibrate'],
        'How long one attempt to get an answer may take. `0` or nothing said: as long as something comes.',
      ),
      resume: 'The same. Default: what the run was started with.',
    },
    {
      more: 'An attempt that runs out of time is not repeated.',
    },
  ),
  idleTimeout: flag('idle-timeout', secondsFromZero, {
    ...inEach(
      runs,
      'How long a server may send nothing at all before an attempt is given up. `0`: for ever. Default: 300.',
    ),
  }),
  attempts: flag('attempts', wholeNumber('N'), {
    ...inEach(
      ['run', 'calibrate'],
      "How often a request is tried, the first time included, when a model API is overloaded or can't be reached. Default: 4.",
    ),
    resume: 'The same. Default: what the run was started with.',
  }),
  rate: flag(
    'rate',
    rateByApi,
    inEach(runs, 'How many requests, and after a `/` how many tokens, a model API allows a minute. May be repeated.'),
    { more: "`--rate openai=500/200000`. Waiting for a free place counts as queue, not as the model's time." },
  ),
  trustProject: flag(
    'trust-project',
    onOff,
    inEach(
      [...runs, 'calibrate', 'mcp'],
      'Services that the [project file](project-file.md) names are reached, and get their keys, without a question.',
    ),
  ),
  answerLimit: flag(
    'answer-limit',
    limitByName,
    {
      ...inEach(['run', 'calibrate'], 'How much is taken in of what a server sends for one request. May be repeated.'),
      resume: 'The same. Default: what the run was started with.',
    },
    {
      more: `${answerLimitNames.map((name) => `\`${name}\` (${answerLimitRanges[name].usual})`).join(', ')}. An answer that is longer is that test's error, which names the limit.`,
    },
  ),
  coordinates: flag(
    'coordinates',
    profileByModel,
    inEach(runs, 'The [coordinate profile](coordinates.md) that a model gives places by. May be repeated.'),
    { more: "The benchmark's own `coordinates` win over it." },
  ),
  envFile: flag(
    'env-file',
    anyText('FILE'),
    inEach(
      [...runs, 'merge', 'calibrate', 'mcp'],
      'Reads keys and addresses from a file in dotenv syntax. A variable that is set already wins over the file.',
    ),
  ),
};
