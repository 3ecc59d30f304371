// The requests of a batch where they are those of OpenAI's protocol: written as the single request is, but for the stream, and read as its answer is.

import * as z from 'zod';
import { parameterNames } from '../../shared/run/parameters';
import { recordedUrl, type CallTarget } from './apiFailure';
import { readItem } from './batchCalls';
import type { BatchEntry, BatchService } from './batchService';
import { chatReading } from './chatReading';
import { failureIn } from './failedAnswer';
import { openAiBody } from './openaiBody';
import { openAiTarget, type OpenAiSettings } from './openaiClient';
import { refusedIn, wayAfter, type OpenAiWay } from './openaiWays';
import type { Connection, ModelRequest } from './provider';
import { responsesReading } from './responsesReading';

const waySchema = z.object({
  endpoint: z.enum(['chat/completions', 'responses']),
  isStreamed: z.literal(false),
  asksForUsage: z.literal(false),
  limitName: z.enum(['max_tokens', 'max_completion_tokens']),
  asksForFormat: z.boolean(),
  leftOut: z.array(z.enum(parameterNames)),
}) satisfies z.ZodType<OpenAiWay>;

interface OpenAiEntries extends Pick<BatchService, 'wayAfter' | 'read'> {
  /** Where the requests of a batch go: `/v1/chat/completions`. `kept`: its way, as it is kept with it. */
  endpointOf(kept: string | undefined): string;
  /** What the API is to be asked, and what is said of it. */
  bodyOf(request: ModelRequest, kept: string | undefined): { body: object; sent: BatchEntry['sent'] };
}

export function openAiEntries(settings: OpenAiSettings, connection: Connection): OpenAiEntries {
  const target: CallTarget = openAiTarget('batches', settings, connection);
  const firstWay: OpenAiWay = {
    endpoint: 'chat/completions',
    isStreamed: false,
    asksForUsage: false,
    limitName: settings.isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    asksForFormat: true,
    leftOut: [],
  };
  const wayIn = (text: string | undefined): OpenAiWay => {
    const way = text === undefined ? undefined : waySchema.safeParse(JSON.parse(text)).data;
    return way ?? firstWay;
  };
  return {
    endpointOf: (kept) => `/v1/${wayIn(kept).endpoint}`,
    bodyOf(request, kept) {
      const way = wayIn(kept);
      const { parameters, body, unsaid } = openAiBody(way, request, settings);
      const { stream: _stream, ...unstreamed } = body;
      const { stream: _said, ...said } = parameters;
      const isFormatRefused = request.answerSchema !== undefined && !way.asksForFormat;
      const refused = [...refusedIn(firstWay, way), ...(isFormatRefused ? ['response_format'] : []), ...unsaid];
      return {
        body: unstreamed,
        sent: {
          url: recordedUrl(openAiTarget(way.endpoint, settings, connection).url),
          parameters: said,
          ...(refused.length > 0 ? { refused } : {}),
        },
      };
    },
    wayAfter(request, error, kept) {
      const way = wayIn(kept);
      const failure = failureIn(error);
      const next = failure ? wayAfter(way, failure, openAiBody(way, request, settings).said) : null;
      return next && JSON.stringify(next);
    },
    read: (answer, request, listener) =>
      readItem(
        answer,
        { ...target, hasImages: request.images.length > 0 },
        listener,
        /^\s*\{[^{]*"object"\s*:\s*"response"/.test(answer.body) ? responsesReading : chatReading,
      ),
  };
}
