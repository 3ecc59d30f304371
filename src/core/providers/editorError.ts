// What VS Code says when one of its language models gives no answer, as an error of ours: which kind, whether another try makes sense, what to do.

import type { EditorFailure } from './editorMessages';
import { ProviderError } from './provider';
import { refusesContent } from './refusesContent';

/** How many models a sentence names. */
const mostNamed = 12;

/** `name` is what stands behind `vscode~`; `failure.message` is scrubbed already. */
export function editorError(name: string, { code, message, models = [] }: EditorFailure): ProviderError {
  const said = message.trim() === '' ? '' : ` VS Code says: ${message.trim().replace(/([^.!?])$/, '$1.')}`;
  const model = `vscode~${name}`;
  switch (code) {
    case 'NoPermissions':
      return new ProviderError(
        'authentication',
        `VS Code did not let ${model} be asked: its use was not allowed.${said} Run it again and choose Allow, or allow it with the command Manage Language Model Access.`,
        false,
      );
    case 'Blocked':
    case 'ChatQuotaExceeded':
      return new ProviderError(
        'rateLimited',
        `${model} can't be asked now: its quota is used up, or its provider blocks the requests.${said} Wait until the quota is renewed, then run only what failed.`,
        false,
      );
    case 'ChatRateLimited':
      return new ProviderError('rateLimited', `${model} was asked too often.${said}`, true, 429);
    case 'NotFound':
      return new ProviderError('api', `${noSuchModel(model, models)}${said}`, false, 404);
    case 'Ambiguous':
      return new ProviderError(
        'api',
        `Several language models of VS Code are called ${name}: ${listed(models)}. Write the one that is meant.`,
        false,
        404,
      );
    default:
      return ownWordsError(model, message, said);
  }
}

function noSuchModel(model: string, models: readonly string[]): string {
  const advice = 'Sign in to the extension that brings it, or write another one.';
  if (models.length === 0)
    return `There is no language model in this VS Code, so ${model} can't be asked. Install or sign in to an extension that brings some, GitHub Copilot for example.`;
  return `There is no ${model} in this VS Code. There ${models.length === 1 ? 'is' : 'are'} ${listed(models)}. ${advice}`;
}

function listed(models: readonly string[]): string {
  const more = models.length - mostNamed;
  return `${models.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** VS Code has no code for these: the words of the model's provider are all there is. */
function ownWordsError(model: string, message: string, said: string): ProviderError {
  if (/off[_ -]?topic|response got filtered/i.test(message) || refusesContent({ message }))
    return new ProviderError(
      'refused',
      `The provider of ${model} refused the prompt.${said} Say it in other words, or ask the model through its own API.`,
      false,
    );
  const status = Number(/(?:status|failed|error)\W{0,3}(?:code\W{0,3})?([45]\d\d)\b/i.exec(message)?.[1] ?? NaN);
  if (status === 429) return new ProviderError('rateLimited', `${model} was asked too often.${said}`, true, status);
  if (status >= 500) return new ProviderError('api', `The provider of ${model} failed.${said}`, true, status);
  if (/firewall|network|ECONN|ENOTFOUND|ETIMEDOUT|fetch failed/i.test(message))
    return new ProviderError('network', `The provider of ${model} could not reach it.${said}`, true);
  return new ProviderError(
    'api',
    `${model} gave no answer.${said === '' ? ' VS Code does not say why.' : said}`,
    false,
    Number.isNaN(status) ? undefined : status,
  );
}
