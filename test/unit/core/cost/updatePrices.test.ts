import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REMOTE_DATA_JSON_URL, type Provider } from '@pydantic/genai-prices';
import { cachedPriceFile } from '../../../../src/core/cost/priceCache';
import { createPriceBook } from '../../../../src/core/cost/priceBook';
import { bundledPriceList, bundledPrices, readPriceList } from '../../../../src/core/cost/priceList';
import { updatePrices } from '../../../../src/core/cost/updatePrices';
import { findModelApi, modelApis, modelInfo } from '../../../../src/core/providers/modelApis';
import { parseModel } from '../../../../src/shared/run/model';
import { takeWayOut } from '../../../../src/core/providers/wayOut';
import { startProxyServer } from '../../../servers/proxyServer';
import { startServer, type TestServer } from '../../../servers/testServer';

const never = new AbortController().signal;
const now = new Date('2026-12-24T10:00:00Z');

describe('Update prices', () => {
  let folder: string;
  let path: string;
  let server: TestServer;
  let reply: { status?: number; body: string };
  before(async () => {
    server = await startServer(async (_request, response) => {
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
      response.end(reply.body);
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-prices-'));
    path = join(folder, 'below', 'prices.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const update = () => updatePrices({ path, url: `${server.url}/data.json`, environment: {}, now }, never);

  /** The bundled list as JSON, changed. */
  async function listWith(change: (providers: Provider[]) => void): Promise<string> {
    const providers = await bundledPriceList.providers();
    const copy = JSON.parse(JSON.stringify(providers)) as Provider[];
    change(copy);
    return JSON.stringify(copy);
  }

  const openai = (providers: Provider[]): Provider => providers.find((one) => one.id === 'openai')!;
  const gpt4o = (providers: Provider[]) => openai(providers).models.find((one) => one.id === 'gpt-4o')!;

  async function costOfGpt4o(priceFile: string | null) {
    const info = modelInfo(parseModel('openai~gpt-4o'), modelApis([]));
    const book = await createPriceBook({
      models: [{ info, api: findModelApi(modelApis([]), 'openai') }],
      overrides: {},
      benchmarkPrices: {},
      priceFile,
    });
    const tokens = { input: 1e6, output: 1e6, reasoning: null, cached: null, source: 'usage' as const };
    return {
      usd: book.costOf(info, { tokens, reportedCostUsd: null, totalMs: 1, at: now }).usd,
      source: book.unitPrices(info, now)!.source,
      problem: book.problem,
    };
  }

  it('keeps a good list, uses it from then on and says what changed', async () => {
    reply = {
      body: await listWith((providers) => {
        gpt4o(providers).prices = { input_mtok: 3, output_mtok: 12, fancy_new_mtok: 1 };
        openai(providers).models = openai(providers).models.filter((one) => one.id !== 'gpt-4');
        openai(providers).models.push({
          id: 'gpt-99',
          match: { equals: 'gpt-99' },
          prices: { input_mtok: 1, output_mtok: 2 },
        });
      }),
    };
    const done = await update();
    assert.deepEqual(
      [done.before, done.source],
      [`genai-prices ${bundledPrices.version}`, 'genai-prices of 2026-12-24'],
    );
    assert.deepEqual([done.added, done.removed], [['openai/gpt-99'], ['openai/gpt-4']]);
    assert.deepEqual(done.changed, [
      { path: 'openai/gpt-4o', before: { input: 2.5, output: 10 }, after: { input: 3, output: 12 } },
    ]);
    assert.ok(done.models > 1000);
    assert.deepEqual(await costOfGpt4o(path), {
      usd: 15,
      source: 'genai-prices of 2026-12-24, openai/gpt-4o',
      problem: undefined,
    });
    assert.deepEqual((await costOfGpt4o(null)).usd, 12.5, 'the bundled list is as it was');
    assert.deepEqual(await readdir(join(folder, 'below')), ['prices.json'], 'nothing half-written is left');
    assert.deepEqual((await update()).changed, [], 'again: nothing has changed since');
  });

  it('reads dates of prices as the published data has them, without a type', async () => {
    reply = {
      body: await listWith(
        (providers) =>
          void (gpt4o(providers).prices = [
            { prices: { input_mtok: 1, output_mtok: 1 } },
            { constraint: { start_date: '2026-12-01' } as never, prices: { input_mtok: 4, output_mtok: 4 } },
          ]),
      ),
    };
    await update();
    assert.equal((await costOfGpt4o(path)).usd, 8);
  });

  it('changes nothing when what comes is no price list', async () => {
    reply = { body: await listWith(() => undefined) };
    await update();
    const kept = await readFile(path, 'utf8');
    const bad: [body: string, message: RegExp][] = [
      ['<html>', /is no price list: it is not JSON\. Prices stay as they were/],
      ['{}', /is no price list/],
      ['[]', /is no price list/],
      [await listWith((providers) => void (gpt4o(providers).prices = { input_mtok: -1 })), /models\.\d+\.prices/],
      [await listWith((providers) => void (gpt4o(providers).match = { regex: '(' })), /models\.\d+\.match/],
      [
        await listWith(
          (providers) =>
            void (openai(providers).models = openai(providers).models.filter((one) => !one.id.startsWith('gpt-4o'))),
        ),
        /no price for openai\/gpt-4o/,
      ],
      [
        await listWith((providers) => void (gpt4o(providers).prices = { input_mtok: 0, output_mtok: 0 })),
        /no price for openai\/gpt-4o/,
      ],
      [
        await listWith(
          (providers) =>
            void providers.splice(
              0,
              providers.length,
              ...providers.filter((one) => ['openai', 'anthropic', 'google'].includes(one.id)),
            ),
        ),
        /models, and the one in use has/,
      ],
      [`["${'x'.repeat(10_000_001)}"]`, /larger than 10 MB/],
    ];
    for (const [body, message] of bad) {
      reply = { body };
      await assert.rejects(update(), message);
      assert.equal(await readFile(path, 'utf8'), kept, String(message));
    }
  });

  it('says why nothing came', async () => {
    reply = { status: 503, body: '' };
    await assert.rejects(
      update(),
      /could not be fetched from http:\/\/127\.0\.0\.1:\d+\/data\.json: the answer was 503\. Prices stay as they were\./,
    );
    const closed = await startServer(async () => undefined);
    await closed.close();
    await assert.rejects(
      updatePrices({ path, url: closed.url, environment: {}, now }, never),
      /could not be fetched .*ECONNREFUSED/,
    );
    await assert.rejects(readFile(path), { code: 'ENOENT' });
  });

  it('goes through the proxy of the environment, and names it when it is down', async () => {
    reply = { body: await listWith(() => undefined) };
    const proxy = await startProxyServer({ 'prices.test': new URL(server.url).port });
    const through = (address: string) =>
      updatePrices({ path, url: 'http://prices.test/data.json', environment: { HTTP_PROXY: address }, now }, never);
    try {
      assert.equal((await through(proxy.url)).source, 'genai-prices of 2026-12-24');
      assert.equal(proxy.asked.length, 1);
      await assert.rejects(
        through('http://me:secret@127.0.0.1:9'),
        /could not be fetched from http:\/\/prices\.test\/data\.json: the proxy 127\.0\.0\.1:9, ECONNREFUSED\./,
      );
    } finally {
      takeWayOut({});
      await proxy.close();
    }
  });

  it('follows a mirror to where it keeps its files', async () => {
    reply = { body: await listWith(() => undefined) };
    const mirror = await startServer((_request, response) => {
      response.writeHead(302, { location: `${server.url}/data.json` }).end();
      return Promise.resolve();
    });
    try {
      await updatePrices({ path, url: mirror.url, environment: {}, now }, never);
    } finally {
      await mirror.close();
    }
    assert.match(await readFile(path, 'utf8'), /"schemaVersion"/);
  });

  it('goes by default where the package says', () => {
    assert.match(REMOTE_DATA_JSON_URL, /^https:\/\/raw\.githubusercontent\.com\/pydantic\/genai-prices\//);
  });

  it('has its list replaced by the bundled one when that is newer, missing or damaged, and says so of damage', async () => {
    reply = {
      body: await listWith((providers) => void (gpt4o(providers).prices = { input_mtok: 3, output_mtok: 12 })),
    };
    const old = new Date(`${bundledPrices.date}T23:00:00Z`);
    await updatePrices({ path, url: server.url, environment: {}, now: old }, never);
    assert.deepEqual(await costOfGpt4o(path), {
      usd: 12.5,
      source: `genai-prices ${bundledPrices.version}, openai/gpt-4o`,
      problem: undefined,
    });
    assert.equal((await costOfGpt4o(join(folder, 'no such file'))).problem, undefined);
    for (const damaged of ['{', '{"schemaVersion":1,"providers":[]}']) {
      await writeFile(path, damaged);
      const { list, problem } = await readPriceList(path);
      assert.equal(list.source, `genai-prices ${bundledPrices.version}`);
      assert.match(
        problem!,
        /prices\.json is damaged\. The prices that come with this program \(genai-prices .*\) were used/,
      );
    }
  });
});

describe('the price list of the terminal program', () => {
  it('is kept where each system keeps caches', () => {
    assert.equal(cachedPriceFile('linux', { HOME: '/home/a' }), '/home/a/.cache/iso-speed-bench/prices.json');
    assert.equal(
      cachedPriceFile('linux', { HOME: '/home/a', XDG_CACHE_HOME: '/var/c' }),
      '/var/c/iso-speed-bench/prices.json',
    );
    assert.equal(
      cachedPriceFile('linux', { HOME: '/home/a', XDG_CACHE_HOME: 'relative' }),
      '/home/a/.cache/iso-speed-bench/prices.json',
    );
    assert.equal(
      cachedPriceFile('darwin', { HOME: '/Users/a' }),
      '/Users/a/Library/Caches/iso-speed-bench/prices.json',
    );
    assert.equal(
      cachedPriceFile('win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' }),
      'C:\\Users\\a\\AppData\\Local\\iso-speed-bench\\Cache\\prices.json',
    );
    assert.equal(cachedPriceFile('linux', {}), null);
  });
});
