// The adapter for the language models of VS Code, with this test at the other end of its line. That VS Code is there is tested in test/host.

import assert from 'node:assert/strict';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { connectEditor } from '../../../../src/core/providers/connectEditor';
import type { EditorCommand, EditorReply } from '../../../../src/core/providers/editorMessages';
import type { Connection, Provider } from '../../../../src/core/providers/provider';
import { usualAnswerLimits } from '../../../../src/shared/run/answerLimits';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';

type Asked = Extract<EditorCommand, { type: 'ask' }>;
type Reply = EditorReply extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;

const model = { vendor: 'copilot', family: 'gpt-x', id: 'gpt-x-1', version: '1' };
const whole: Reply[] = [
  { type: 'sent', model },
  { type: 'text', text: 'Hel' },
  { type: 'text', text: 'lo' },
  { type: 'ended' },
  { type: 'counted', input: 7, output: 2 },
];

describe('the adapter for language models of VS Code', () => {
  let commands: EditorCommand[];
  let far: MessagePort;
  let provider: Provider;

  /** `replies` go back to each request. */
  async function connect(
    replies: (asked: Asked) => readonly Reply[],
    connection: Partial<Connection> = {},
  ): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    far = port1;
    far.on('message', (command: EditorCommand) => {
      commands.push(command);
      if (command.type === 'ask')
        for (const reply of replies(command)) far.postMessage({ ...reply, id: command.id } satisfies EditorReply);
    });
    provider = await connectEditor({ editor: port2, ...connection });
  }

  beforeEach(() => (commands = []));
  afterEach(async () => {
    await provider.dispose?.();
    far.close();
  });

  it('sends the conversation with what it has words for, and tells what it has none for', async () => {
    await connect(() => whole);
    const heard = await listenedAsk(provider, {
      model: 'vscode~gpt-x',
      parameters: { temperature: 0, seed: 3, top_k: 5, num_ctx: 4096 },
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'Again' },
      ],
      answerSchema: {},
    });
    assert.deepEqual(commands, [
      {
        type: 'ask',
        id: 1,
        name: 'gpt-x',
        messages: [
          { role: 'user', text: 'Be brief.' },
          { role: 'user', text: 'Hi' },
          { role: 'assistant', text: 'Hello' },
          { role: 'user', text: 'Again' },
        ],
        options: { temperature: 0, seed: 3 },
      },
    ]);
    assert.deepEqual(heard.sent.at(-1), {
      url: 'vscode-lm://gpt-x',
      parameters: { temperature: 0, seed: 3, system: 'sent as a message of the user', ...model },
      refused: ['top_k', 'num_ctx', 'response_format'],
    });
    assert.equal(heard.answer, 'Hello');
    assert.deepEqual(heard.texts, { reasoning: 0, answer: 2 });
    assert.deepEqual(heard.reply?.tokens, { input: 7, output: 2, reasoning: null, cached: null, source: 'counted' });
    assert.equal(heard.reply?.model, 'copilot/gpt-x-1');
  });

  it('answers several at once, each with its own', async () => {
    await connect(({ messages }) => [
      { type: 'sent', model },
      { type: 'text', text: messages[0]!.text },
      { type: 'ended' },
      { type: 'counted', input: null, output: null },
    ]);
    const heard = await Promise.all(
      ['a', 'b', 'c'].map((prompt) => listenedAsk(provider, { model: 'vscode~x', prompt })),
    );
    assert.deepEqual(
      heard.map(({ answer }) => answer),
      ['a', 'b', 'c'],
    );
  });

  it('scrubs what VS Code says of a failure, and takes in no more of an answer than it may', async () => {
    await connect(() => [{ type: 'failed', failure: { code: '', message: 'key sk-1 is bad' } }], {
      scrub: (text) => text.replace('sk-1', '[key]'),
    });
    const failed = providerErrorOf(await listenedAsk(provider, { model: 'vscode~x' }));
    assert.equal(failed.message, 'vscode~x gave no answer. VS Code says: key [key] is bad.');
    await provider.dispose?.();

    await connect(() => whole, { limits: { ...usualAnswerLimits, answerCharacters: 4 } });
    const long = providerErrorOf(await listenedAsk(provider, { model: 'vscode~x' }));
    assert.match(long.message, /sent more than/);
    await new Promise((resolve) => far.once('message', resolve));
    assert.deepEqual(commands.at(-1), { type: 'cancel', id: 1 });
  });

  it('tells the other end when nobody waits any more, and hears nothing after that', async () => {
    await connect(() => [
      { type: 'sent', model },
      { type: 'text', text: 'Hel' },
    ]);
    const cancel = new AbortController();
    const told = new Promise((resolve) =>
      far.on('message', ({ type }: EditorCommand) => type === 'cancel' && resolve(type)),
    );
    const heard = await listenedAsk(provider, {
      model: 'vscode~x',
      signal: cancel.signal,
      onText: () => cancel.abort(new Error('enough')),
    });
    assert.match(String(heard.error), /enough/);
    await told;
    far.postMessage({ type: 'text', id: 1, text: 'late' } satisfies EditorReply);
    assert.equal(heard.answer, 'Hel');
  });

  it('ends its requests when the other end goes', async () => {
    await connect(() => []);
    far.once('message', () => far.close());
    assert.match(String((await listenedAsk(provider, { model: 'vscode~x' })).error), /closed the line/);
    assert.match(
      String((await listenedAsk(provider, { model: 'vscode~x' })).error),
      /closed the line/,
      'later as well',
    );
  });

  it('is not to be had outside of VS Code', async () => {
    await connect(() => []);
    await assert.rejects(connectEditor({}), /can be asked there only\. Run the benchmark in VS Code/);
  });
});
