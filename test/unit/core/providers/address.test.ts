// Addresses of model APIs as people write them: what is sent where, what is refused, and that nothing of a password is repeated.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAddress, type ReadAddress } from '../../../../src/core/providers/address';
import { ollamaCloudHost, ollamaHeaders, readOllamaHost } from '../../../../src/core/providers/ollamaHost';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { readOpenAiAddress } from '../../../../src/core/providers/services';

const read = (id: string, text: string): ReadAddress => modelApis([]).find((api) => api.id === id)!.readAddress!(text);

describe('readAddress', () => {
  const good: [id: string, text: string, url: string, query?: { [name: string]: string }][] = [
    ['openai', 'https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['openai', ' "https://h.example/v1/" ', 'https://h.example/v1'],
    ['openai', 'HTTPS://H.Example/v1//', 'https://h.example/v1'],
    ['openai', 'http://h.example:8000', 'http://h.example:8000'],
    ['openai', 'http://h.example:80/v1', 'http://h.example/v1'],
    ['openai', 'http://0.0.0.0:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['openai', 'http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
    ['openai', 'http://[::]:8000/v1', 'http://[::1]:8000/v1'],
    ['openai', 'https://h.example/v1/chat/completions', 'https://h.example/v1'],
    ['openai', 'https://h.example/v1/chat/completions/', 'https://h.example/v1'],
    ['openai', 'https://h.example/v1/responses', 'https://h.example/v1'],
    ['openai', 'https://h.example/v1/models', 'https://h.example/v1'],
    ['groq', 'https://h.example/openai/v1/completions', 'https://h.example/openai/v1'],
    ['openai', 'https://h.example/v1?api-version=2024-10-21', 'https://h.example/v1', { 'api-version': '2024-10-21' }],
    [
      'openai',
      'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21&x=a%20b',
      'https://r.openai.azure.com/openai/deployments/d',
      { 'api-version': '2024-10-21', x: 'a b' },
    ],
    ['openai', 'http://[fd00::1]/v1?', 'http://[fd00::1]/v1'],
    ['openai', 'https://münchen.example/v1', 'https://xn--mnchen-3ya.example/v1'],
    ['anthropic', 'https://api.anthropic.com', 'https://api.anthropic.com'],
    ['anthropic', 'https://api.anthropic.com/v1', 'https://api.anthropic.com'],
    ['anthropic', 'https://api.anthropic.com/v1/messages', 'https://api.anthropic.com'],
    ['anthropic', 'https://h.example/anthropic/v1/messages/', 'https://h.example/anthropic'],
    ['ollama', 'http://h:11434/api/chat', 'http://h:11434'],
    ['ollama', 'http://h:11434/api/', 'http://h:11434'],
    ['ollama', 'http://h:11434/v1', 'http://h:11434'],
    ['ollama', 'https://h/ollama/v1/chat/completions', 'https://h:443/ollama'],
    ['ollama', 'https://ollama.com', 'https://ollama.com:443'],
  ];
  for (const [id, text, baseUrl, query] of good)
    it(`${id}: reads ${text} as ${baseUrl}`, () =>
      assert.deepEqual(read(id, text), { baseUrl, ...(query ? { query } : {}) }));

  const bad: [text: string, problem: RegExp][] = [
    ['api.example.org/v1', /begins with http:\/\/ or https:\/\//],
    ['localhost:8000/v1', /begins with http/],
    ['//h.example/v1', /begins with http/],
    ['ftp://h.example/v1', /begins with http/],
    ['http:///v1', /and a host after it/],
    ['http:h.example/v1', /begins with http/],
    ['http://user:S3cretS3cret@h.example/v1', /no user name and no password/],
    ['http://S3cretS3cret@h.example/v1', /no user name and no password/],
    ['http://user:S3cret%40S3cret@h.example/v1', /no user name and no password/],
    ['http://user:12/S3cretS3cret@h.example/v1', /no user name and no password/],
    ['http://user:12?S3cretS3cret@h.example/v1', /no user name and no password/],
    ['http://user:12#S3cretS3cret@h.example/v1', /no user name and no password/],
    ['http://user:S3cretS3cret@h.example:99999/v1', /no user name and no password/],
    ['http://h.example:99999/v1', /a port from 1 to 65535/],
    ['http://h.example:0/v1', /a port from 1 to 65535/],
    ['http://h.example:port/v1', /a host name or an IP address/],
    ['http://::1:8000/v1', /IPv6 in brackets|a port/],
    ['http://h ost/v1', /a host name or an IP address/],
    ['http://":', /a host name or an IP address/],
    ['http://"h.example"/v1', /a host name or an IP address/],
    ['http://{host}/v1', /a host name or an IP address/],
    ['http://h.example/v1#S3cretS3cret', /no #/],
    ['S3cretS3cret', /begins with http/],
  ];
  for (const [text, problem] of bad)
    it(`refuses ${text.replace(/S3cret/g, '*')}, without repeating it`, () => {
      for (const id of ['openai', 'anthropic', 'groq']) {
        const address = read(id, text);
        assert.ok('problem' in address, JSON.stringify(address));
        assert.match(address.problem, problem);
        assert.doesNotMatch(address.problem, /S3cret|h\.example/);
      }
    });

  it('gives nothing but addresses that requests can be sent to, and the same for its own', () => {
    const part = fc.constantFrom(
      'http://',
      'https://',
      'h',
      ':',
      '8',
      '/',
      'v1',
      '/chat/completions',
      '@',
      '?',
      '#',
      '[::1]',
      ' ',
      '"',
      'a=b',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const address = readOpenAiAddress(text);
          if ('problem' in address) return;
          const { protocol, username, password, search, hash } = new URL(address.baseUrl);
          assert.match(protocol, /^https?:$/);
          assert.equal(username + password + search + hash, '');
          assert.deepEqual(readAddress(address.baseUrl, /^never$/), { baseUrl: address.baseUrl });
        },
      ),
    );
  });
});

describe('readOllamaHost', () => {
  const cases: [string, string | undefined][] = [
    ['', 'http://127.0.0.1:11434'],
    ['  ', 'http://127.0.0.1:11434'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080'],
    [':11434', 'http://127.0.0.1:11434'],
    [':9', 'http://127.0.0.1:9'],
    ['gpu-box', 'http://gpu-box:11434'],
    ['GPU-Box', 'http://gpu-box:11434'],
    ['gpu-box:8000', 'http://gpu-box:8000'],
    ['http://gpu-box', 'http://gpu-box:80'],
    ['https://gpu-box', 'https://gpu-box:443'],
    ['HTTPS://gpu-box', 'https://gpu-box:443'],
    ['http://gpu-box:11434/', 'http://gpu-box:11434'],
    ['https://gpu-box/ollama/', 'https://gpu-box:443/ollama'],
    ['"192.168.1.5"', 'http://192.168.1.5:11434'],
    ['::1', 'http://[::1]:11434'],
    ['[::1]:5', 'http://[::1]:5'],
    ['[::]', 'http://[::1]:11434'],
    ['0', 'http://127.0.0.1:11434'],
    ['http:///', 'http://127.0.0.1:80'],
    ['ftp://gpu-box', undefined],
    ['gpu box', undefined],
    ['gpu-box:port', undefined],
    ['gpu-box?x', undefined],
    ['gpu-box:1/x?y', undefined],
    ['gpu-box:1/x#y', undefined],
    ['user:12/secret@gpu-box', undefined],
    ['gpu-box:70000', undefined],
    ['gpu-box:0', undefined],
  ];
  for (const [text, url] of cases)
    it(`reads ${JSON.stringify(text)} as ${url}`, () => {
      const address = readOllamaHost(text);
      assert.deepEqual('problem' in address ? undefined : address, url && { baseUrl: url });
      if ('problem' in address)
        assert.equal(address.problem, 'expected host, host:port or http://host:port, with a port from 1 to 65535');
    });

  it('sends user name and password as Basic authentication, and keeps them out of the address', () => {
    const login = (text: string): unknown => {
      const address = readOllamaHost(text);
      assert.ok(!('problem' in address));
      assert.equal(address.baseUrl, 'http://gpu-box:1');
      return Buffer.from(address.authorization!.replace('Basic ', ''), 'base64').toString();
    };
    assert.equal(login('http://user:secret@gpu-box:1'), 'user:secret');
    assert.equal(login('user:se%40cret:x%3A@gpu-box:1'), 'user:se@cret:x:');
    assert.equal(login('user:100%@gpu-box:1'), 'user:100%');
    assert.equal(login('user:p@ss@gpu-box:1'), 'user:p@ss');
    assert.equal(login('token@gpu-box:1'), 'token:');
  });

  it('shows the caller by the address, else by the key', () => {
    assert.deepEqual(ollamaHeaders({}), {});
    assert.deepEqual(ollamaHeaders({ apiKey: 'k' }), { Authorization: 'Bearer k' });
    assert.deepEqual(ollamaHeaders({ apiKey: 'k', authorization: 'Basic x' }), { Authorization: 'Basic x' });
  });

  it('knows its cloud by the address and by the name of a model', () => {
    assert.equal(ollamaCloudHost('https://ollama.com:443', 'gpt-oss:120b'), 'ollama.com');
    assert.equal(ollamaCloudHost('https://api.ollama.com:443', 'gpt-oss:120b'), 'ollama.com');
    for (const name of ['gpt-oss:120b-cloud', 'glm-4.6:cloud'])
      assert.equal(ollamaCloudHost('http://127.0.0.1:11434', name), 'ollama.com');
    for (const name of ['cloud', 'my/cloud:7b', 'thundercloud:latest', 'nimbus-cloudy'])
      assert.equal(ollamaCloudHost('http://127.0.0.1:11434', name), null, name);
    assert.equal(ollamaCloudHost('http://ollama.com.evil.example', 'x'), null);
  });

  it('gives nothing but connectable URLs, and the same for its own', () => {
    const part = fc.constantFrom(
      'http://',
      'https://',
      '',
      '0.0.0.0',
      'localhost',
      'a-b.example',
      '[::1]',
      '::1',
      ':',
      '11434',
      '/',
      '/x',
      '@',
      '"',
      ' ',
      '80',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const address = readOllamaHost(text);
          if ('problem' in address) return;
          const { protocol, hostname, username, password, search } = new URL(address.baseUrl);
          assert.match(protocol, /^https?:$/);
          assert.notEqual(hostname, '');
          assert.notEqual(hostname, '0.0.0.0');
          assert.equal(username + password + search, '');
          assert.deepEqual(readOllamaHost(address.baseUrl), { baseUrl: address.baseUrl });
        },
      ),
    );
  });
});
