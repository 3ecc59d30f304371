// The *Model APIs* view in a real VS Code: what it shows, that it asks nobody unasked, and what its actions do.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { LoadedBenchmark } from '../../src/core/benchmark/loadBenchmark';
import { startOllamaServer } from '../servers/startOllamaServer';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import type { TestServer } from '../servers/testServer';
import { activated, answering, tinyBenchmark, WorkspaceFiles, workspaceFolder } from './extensionUnderTest';

type Tree = IsoSpeedBenchApi['modelApisTree'];
type Node = Awaited<ReturnType<Tree['getChildren']>>[number];

describe('the Model APIs view', () => {
  let tree: Tree;
  let api: IsoSpeedBenchApi;
  let openai: TestServer;
  let ollama: TestServer;

  before(async () => {
    api = await activated();
    tree = api.modelApisTree;
    openai = await startOpenAiServer({ models: ['gpt-test', 'gpt-other'], answer: () => 'OK' });
    ollama = await startOllamaServer({ models: ['llama:1b'], answer: () => 'OK', loadedWindows: { 'llama:1b': 4096 } });
    process.env['OPENAI_BASE_URL'] = `${openai.url}/v1`;
    process.env['OLLAMA_HOST'] = ollama.url;
  });

  after(async () => {
    delete process.env['OPENAI_BASE_URL'];
    delete process.env['OLLAMA_HOST'];
    await api.keys.remove('OPENAI_API_KEY');
    await vscode.workspace.getConfiguration('isoSpeedBench').update('services', undefined, true);
    await Promise.all([openai.close(), ollama.close()]);
  });

  /** A line an entry, as a person reads them. */
  async function shown(parent?: Node): Promise<string[]> {
    return (await tree.getChildren(parent)).map((node) => {
      const { label, description } = tree.getTreeItem(node);
      return `${String(label)}${description === undefined ? '' : ` | ${String(description)}`}`;
    });
  }

  /** The lines, as soon as they are right: looked at now and whenever the view changes. */
  async function untilShown(isRight: (lines: string[]) => boolean): Promise<string[]> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        const listening = tree.onDidChangeTreeData(() => {
          listening.dispose();
          resolve();
        });
      });
      const lines = await shown();
      if (isRight(lines)) return lines;
      await changed;
    }
  }

  async function apiNode(id: string): Promise<Node> {
    const roots = await tree.getChildren();
    const group = roots.find(({ kind }) => kind === 'others');
    const all = [...roots, ...(await tree.getChildren(group))];
    const found = all.find((node) => node.kind === 'api' && node.api.id === id);
    assert.ok(found, id);
    return found;
  }

  async function modelNode(id: string, name: string): Promise<Node> {
    const found = (await tree.getChildren(await apiNode(id))).find(
      (node) => node.kind === 'model' && node.name === name,
    );
    assert.ok(found, name);
    return found;
  }

  const run = (command: string, ...nodes: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`isoSpeedBench.${command}`, ...nodes);

  it('shows what can be asked, and what lacks a key apart, and sends nothing for it', async () => {
    tree.refresh();
    const lines = await shown();
    assert.ok(lines.includes('Ollama | ollama~'), lines.join('\n'));
    assert.equal(lines.at(-1), 'Without a Key');
    assert.ok(!lines.some((line) => line.startsWith('DeepSeek')));
    const group = (await tree.getChildren()).at(-1)!;
    assert.ok((await shown(group)).includes('DeepSeek | deepseek~ · no key'));
    for (const id of ['openai', 'deepseek'])
      assert.deepEqual(await shown(await apiNode(id)), ['Set its key to see its models.']);
    assert.deepEqual([openai.requests.length, ollama.requests.length], [0, 0]);
  });

  it('shows what a benchmark of the workspace asks first, with or without a key', async () => {
    const files = new WorkspaceFiles();
    try {
      await files.write('used.yaml', tinyBenchmark({ models: ['groq~llama', 'simulated~hasty'] }));
      const line = 'Groq | groq~ · used here · no key';
      const lines = await untilShown((shownNow) => shownNow.includes(line));
      assert.ok(lines.indexOf(line) < lines.indexOf('Ollama | ollama~'), lines.join('\n'));
    } finally {
      await files.remove();
    }
  });

  it('is drawn again without reading again what the benchmarks say', async () => {
    const files = new WorkspaceFiles();
    const { benchmarksTree } = await activated();
    const read = async (): Promise<unknown[]> =>
      (await benchmarksTree.getChildren()).map(({ checked }) => checked.benchmark);
    try {
      await files.write('one.yaml', tinyBenchmark({ name: 'One' }));
      await files.write('two.yaml', tinyBenchmark({ name: 'Two' }));
      const before = await read();
      assert.ok(before.length >= 2);
      await tree.getChildren();
      const after = await read();
      assert.ok(after.every((benchmark, place) => benchmark === before[place]));
      await files.write('two.yaml', tinyBenchmark({ name: 'Other' }));
      assert.ok((await read()).some((benchmark) => (benchmark as LoadedBenchmark).benchmark_name === 'Other'));
    } finally {
      await files.remove();
    }
  });

  it('sets a key, lists the models once, and asks again at a refresh only', async () => {
    await answering({ showInputBox: 'sk-view' }, async () => run('setModelApiKey', await apiNode('openai')));
    assert.deepEqual(await shown(await apiNode('openai')), ['gpt-other', 'gpt-test']);
    assert.deepEqual(await shown(await apiNode('openai')), ['gpt-other', 'gpt-test']);
    assert.ok((await shown()).includes('OpenAI | openai~ · reachable, 2 models · used here · key set'));
    assert.equal(openai.requests.length, 1);
    await run('refreshModelApis', await apiNode('openai'));
    await shown(await apiNode('openai'));
    assert.equal(openai.requests.length, 2);
  });

  it('makes a test call only after a yes, and says its times', async () => {
    const before = openai.requests.length;
    const no = await answering({ showInformationMessage: undefined }, async () =>
      run('testCall', await modelNode('openai', 'gpt-test')),
    );
    assert.deepEqual(no, ['showInformationMessage: Send a test call to openai~gpt-test?']);
    assert.equal(openai.requests.length, before);
    const yes = await answering({ showInformationMessage: 'Send' }, async () =>
      run('testCall', await modelNode('openai', 'gpt-test')),
    );
    assert.equal(openai.requests.length, before + 1);
    assert.match(yes.at(-1)!, /openai~gpt-test answered in \d.*It said: OK/);
  });

  it('makes a test call to a model of VS Code, and says why one gave no answer', async () => {
    const send = (name: string): Promise<string[]> =>
      answering({ showInformationMessage: 'Send', showErrorMessage: undefined }, async () =>
        run('testCall', await modelNode('vscode', name)),
      );
    assert.match((await send('right')).at(-1)!, /vscode~right answered in \d.*It said: /);
    assert.match((await send('torn')).at(-1)!, /vscode~torn did not answer: .*The line broke\./);
  });

  it('copies names of models, and shows what Ollama has loaded', async () => {
    await run('copyModelName', await modelNode('ollama', 'llama:1b'));
    assert.equal(await vscode.env.clipboard.readText(), 'ollama~llama:1b');
    assert.deepEqual(await shown(await apiNode('ollama')), ['llama:1b']);
    await answering({ showInformationMessage: 'Send' }, async () =>
      run('testCall', await modelNode('ollama', 'llama:1b')),
    );
    await run('refreshModelApis');
    assert.deepEqual(await shown(await apiNode('ollama')), ['llama:1b | loaded, context 4,096 tokens']);
  });

  it('pulls a model of Ollama', async () => {
    const asked = await answering({ showInputBox: 'qwen:2b', showInformationMessage: undefined }, async () =>
      run('pullModel', await apiNode('ollama')),
    );
    assert.match(asked.at(-1)!, /qwen:2b is there/);
    assert.ok((await shown(await apiNode('ollama'))).includes('qwen:2b'));
  });

  it('says why a server was not reached', async () => {
    process.env['VLLM_BASE_URL'] = 'http://127.0.0.1:9/v1';
    const [line] = await shown(await apiNode('vllm'));
    assert.match(line!, /^Nothing listens at \S+ \(vLLM\)\. Start the server/);
    assert.ok(
      (await shown()).some((one) => one === 'vLLM | vllm~ · not reachable'),
      (await shown()).join('\n'),
    );
    delete process.env['VLLM_BASE_URL'];
  });

  it('says that a key is refused, asks for another one at a click, and asks again with it', async () => {
    const strict = await startOpenAiServer({ models: ['gpt-test'], key: 'sk-right', answer: () => 'OK' });
    process.env['MISTRAL_BASE_URL'] = `${strict.url}/v1`;
    try {
      const setKey = async (key: string, node: Node): Promise<unknown> =>
        answering({ showInputBox: key }, async () => run('setModelApiKey', node));
      await setKey('sk-wrong', await apiNode('mistral'));
      const [refused] = await tree.getChildren(await apiNode('mistral'));
      assert.match(String(tree.getTreeItem(refused!).label), /^Mistral AI does not take the key \(status 401\)/);
      assert.ok(
        (await shown()).includes('Mistral AI | mistral~ · key refused · used here · key set'),
        (await shown()).join('\n'),
      );
      const [node] = tree.getTreeItem(refused!).command!.arguments as [Node];
      await setKey('sk-right', node);
      assert.deepEqual(await shown(await apiNode('mistral')), ['gpt-test']);
    } finally {
      delete process.env['MISTRAL_BASE_URL'];
      await api.keys.remove('MISTRAL_API_KEY');
      await strict.close();
    }
  });

  it('shows the services of all project files of the window, two addresses of one id apart, and calls the one meant', async () => {
    const files = new WorkspaceFiles();
    const servers = await Promise.all([1, 2].map(() => startOpenAiServer({ models: ['small'], answer: () => 'OK' })));
    try {
      for (const [position, { url }] of servers.entries()) {
        const folder = `project-${position}`;
        files.takes(folder);
        await mkdir(join(workspaceFolder(), folder));
        const row = `{ id: house, label: House, base_url: '${url}/v1', is_local: true }`;
        await files.write(`${folder}/iso-speed-bench.yaml`, `services: [${row}]\n`);
      }
      const lines = servers.map(({ url }) => `House | house~ · ${url}/v1`);
      await untilShown((shownNow) => lines.every((line) => shownNow.includes(line)));
      const second = (await tree.getChildren()).find(
        (node) => node.kind === 'api' && node.api.defaultBaseUrl === `${servers[1]!.url}/v1`,
      );
      const [model] = await tree.getChildren(second);
      const said = await answering({ showInformationMessage: 'Send' }, async () => run('testCall', model));
      assert.match(said.at(-1)!, /house~small answered in \d/);
      assert.deepEqual(
        servers.map(({ requests }) => requests.map(({ path }) => path)),
        [[], ['/v1/models', '/v1/chat/completions']],
      );
    } finally {
      await files.remove();
      await Promise.all(servers.map((server) => server.close()));
    }
  });

  it("adds, edits and removes a server of one's own", async () => {
    const answers = ['mine', 'http://127.0.0.1:8099/v1', ''];
    const answer = (): string | undefined => answers.shift();
    await answering({ showInputBox: answer, showInformationMessage: undefined }, async () => run('addServer'));
    assert.ok((await shown()).includes('mine | mine~'));
    const faults: vscode.InputBox['validationMessage'][] = [];
    const addresses = ['ftp://x', 'http://user:secret@host/v1', 'http://127.0.0.1:8099/v1'];
    const edit = ({ prompt, value, validationMessage }: vscode.InputBox): string => {
      if (!prompt?.startsWith('Its address')) return prompt?.startsWith('Its name') ? 'My Server' : value;
      faults.push(validationMessage);
      return addresses.shift()!;
    };
    await answering({ showInputBox: edit }, async () => run('editServer', await apiNode('mine')));
    const rows = vscode.workspace.getConfiguration('isoSpeedBench').get<object[]>('services');
    assert.deepEqual(rows, [{ id: 'mine', label: 'My Server', baseUrl: 'http://127.0.0.1:8099/v1' }]);
    assert.equal(faults.filter((fault) => fault).length, 2);
    await answering({ showWarningMessage: undefined }, async () => run('removeServer', await apiNode('mine')));
    assert.ok((await shown()).includes('My Server | mine~'));
    await answering({ showWarningMessage: 'Remove', showInformationMessage: undefined }, async () =>
      run('removeServer', await apiNode('mine')),
    );
    assert.ok(!(await shown()).some((line) => line.startsWith('My Server')));
  });

  it('removes a key after a yes', async () => {
    await answering({ showWarningMessage: 'Remove' }, async () => run('removeModelApiKey', await apiNode('openai')));
    assert.equal(await api.keys.originOf('OPENAI_API_KEY'), 'none');
  });
});
