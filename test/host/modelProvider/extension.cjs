// An extension that brings language models to VS Code, as GitHub Copilot does, for the tests of how they are asked. Each model does one thing.

const vscode = require('vscode');

/** What was asked: the model, the texts with their roles, the options, and whether it was cancelled. */
const asked = [];

/** @type {{[id: string]: (prompt: string, say: (text: string) => void, token: any) => unknown}} */
const models = {
  right(prompt, say) {
    const [, answer] = /Say (\w+)/.exec(prompt) ?? [];
    for (const part of [answer.slice(0, 1), answer.slice(1)]) if (part !== '') say(part);
  },
  wrong: (_, say) => say('nonsense'),
  async slow(_, say, token) {
    say('1');
    await new Promise((resolve) => token.onCancellationRequested(resolve));
  },
  quota() {
    throw named('ChatQuotaExceeded', 'You have used up your requests of this month.');
  },
  forbidden() {
    throw vscode.LanguageModelError.NoPermissions('The user said no.');
  },
  blocked() {
    throw vscode.LanguageModelError.Blocked('Not for this extension.');
  },
  offTopic() {
    throw new Error('Request failed: off_topic');
  },
  /** Is busy at the first request of all. */
  busy(prompt, say) {
    if (asked.filter(({ model }) => model === 'busy').length === 1) throw named('ChatRateLimited', 'Slow down.');
    models.right(prompt, say);
  },
  /** Ends in the middle of its answer. */
  torn(_, say) {
    say('1');
    throw new Error('The line broke.');
  },
  silent() {},
};

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

const textOf = (message) =>
  message.content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : [])).join('');

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('rehearsal', {
      provideLanguageModelChatInformation: () =>
        Object.keys(models).map((id) => ({
          id: `${id}-1`,
          name: id,
          family: id,
          version: '1',
          maxInputTokens: 1000,
          maxOutputTokens: 1000,
          capabilities: {},
        })),
      async provideLanguageModelChatResponse({ family }, messages, options, progress, token) {
        const request = {
          model: family,
          messages: messages.map((message) => [message.role, textOf(message)]),
          options: options.modelOptions,
          isCancelled: false,
        };
        asked.push(request);
        token.onCancellationRequested(() => (request.isCancelled = true));
        const say = (text) => progress.report(new vscode.LanguageModelTextPart(text));
        await models[family](textOf(messages.at(-1)), say, token);
      },
      provideTokenCount: (_, text) =>
        Promise.resolve((typeof text === 'string' ? text : textOf(text)).split(/\s+/).filter(Boolean).length),
    }),
  );
  return { asked };
};
