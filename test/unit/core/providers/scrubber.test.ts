// Which secrets a run has, and that they are found in every form, nowhere else, and in the middle of anything.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { isDistinct, scrubberOf, scrubFor, scrubIn } from '../../../../src/core/providers/scrubber';
import { secretsOf } from '../../../../src/core/providers/secretsOf';
import { secretForms } from '../../../servers/secretForms';

const keys = [
  'sk-proj-4Zq8_vL2mN0pX7',
  'sk-k+y/=9>?',
  'gsk_"quoted"\\and/slashed',
  'Pässwörd-123',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789abcdef',
];

describe('scrubberOf', () => {
  for (const key of keys)
    for (const [form, text] of Object.entries(secretForms(key)))
      it(`takes ${key} out: ${form}`, () => {
        for (const said of [text, `"${text}"`, `Bearer ${text}, that is all`, `x${text}y`]) {
          // Around base64 other characters make other base64.
          if (/base64|hexa/.test(form) && said.startsWith('x')) continue;
          const clean = scrubberOf([key])(said);
          assert.ok(!clean.includes(text), clean);
          assert.ok(clean.includes('[key]'), clean);
        }
      });

  it('finds any secret anywhere, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40 }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(isDistinct(secret) && !'[key]'.includes(secret) && !secret.includes('[key]'));
        const clean = scrubberOf([secret])(`${before}${secret}${after}`);
        assert.ok(!clean.includes(secret) || `${before}[key]${after}`.includes(secret), clean);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        fc.pre(!text.toLowerCase().includes('secret'));
        assert.equal(scrubberOf(['sk-secret-0123', 'a-secret+one/'])(text), text);
      }),
    );
  });

  it('finds what is left of a long key that somebody cut, in the middle of anything', () => {
    const key = 'sk-ant-api03-Zq8_vL2mN0pX7rT5wY1bC4dE6fG9hJ-kM';
    const scrub = scrubberOf([key, 'another-key-of-24-letters-or-more']);
    fc.assert(
      fc.property(fc.nat(key.length - 24), fc.nat(key.length), (start, more) => {
        const part = key.slice(start, start + 24 + more);
        const clean = scrub(`<${part}> ${part.toUpperCase()}...`);
        const left = clean.replaceAll('[key]', '|').match(/[\w-]{8,}/g);
        return clean.includes('[key]') && left === null;
      }),
    );
    assert.equal(scrub(`${key.slice(0, 16)}`), '[key]');
    assert.equal(scrub(key.slice(0, 15)), key.slice(0, 15));
    assert.equal(scrub(`${key}${key}`), '[key][key]');
  });

  it('leaves words alone that are a part of a password', () => {
    for (const password of [
      'correct horse battery staple 7',
      'correct-horse-battery-staple',
      '1234567890123456789012345',
    ])
      for (const part of [password.slice(0, 20), password.slice(-20), password.slice(4, 24)])
        assert.equal(scrubberOf([password])(`so ${part} it is`), `so ${part} it is`);
  });

  it('takes the longer of two that begin alike', () => {
    assert.equal(scrubberOf(['sk-12345678', 'sk-12345678-more'])('sk-12345678-more'), '[key]');
  });

  it('finds a short one where it stands by itself, and in no word', () => {
    const scrub = scrubberOf(['hunter2', '4711', 'a+b!']);
    assert.equal(scrub('key: hunter2, "4711" or a+b!'), 'key: [key], "[key]" or [key]');
    assert.equal(scrub('pass%20hunter2\\nhunter2'), 'pass%20[key]\\n[key]');
    const words = 'hunter2000 xhunter2 147110 4711a ca+b!';
    assert.equal(scrub(words), words);
    assert.equal(
      scrub(Buffer.from('Basic me:hunter2').toString('base64')).includes(Buffer.from('hunter').toString('base64')),
      false,
    );
  });

  it('leaves a long answer as it is, also with many keys', () => {
    const text = 'The quick brown fox jumps over sk-the lazy dog. '.repeat(20_000);
    assert.equal(scrubberOf(keys)(text), text);
  });

  it('knows the key of a connection at least', () => {
    assert.equal(scrubFor({ apiKey: 'sk-12345678' })('sk-12345678'), '[key]');
    assert.equal(scrubFor({ apiKey: 'sk-12345678', scrub: () => 'all' })('x'), 'all');
    assert.equal(scrubFor({})('x'), 'x');
  });
});

describe('scrubIn', () => {
  it('changes strings wherever they are, and the names of headers', () => {
    const said = {
      a: ['sk-12345678', { b: 'x sk-12345678' }],
      n: 1,
      no: null,
      headers: { 'x-sk-12345678': 'sk-12345678', date: 'd' },
    };
    scrubIn(said, scrubberOf(['sk-12345678']));
    assert.deepEqual(said, {
      a: ['[key]', { b: 'x [key]' }],
      n: 1,
      no: null,
      headers: { 'x-[key]': '[key]', date: 'd' },
    });
    scrubIn(undefined, scrubberOf([]));
  });
});

describe('secretsOf', () => {
  const apis = modelApis([
    {
      id: 'mine',
      label: 'Mine',
      baseUrl: 'https://h.example/v1?api-key=qu3ry-s3cret&v=20241021x',
      keyVariable: 'MY_KEY',
    },
  ]);

  it('are keys, passwords of addresses and proxies, and what else shows who asks', () => {
    const secrets = secretsOf(apis, {
      OPENAI_API_KEY: ' sk-12345678 ',
      MY_KEY: 'my-key-1',
      UNRELATED_KEY: 'unrelated-1',
      OLLAMA_HOST: 'me:p%40ssw0rd@gpu-box',
      HTTPS_PROXY: 'http://me:pr0xy%2Fpass@proxy:8080',
      http_proxy: 'me:another1@proxy',
      NO_PROXY: 'localhost',
      OPENAI_CUSTOM_HEADERS: 'x-gateway: g4teway-key\nnonsense',
      GROQ_BASE_URL: 'http://me:never-sent1@h/v1',
    });
    for (const secret of [
      'sk-12345678',
      'my-key-1',
      'qu3ry-s3cret',
      'p@ssw0rd',
      'pr0xy/pass',
      'another1',
      'g4teway-key',
    ])
      assert.ok(secrets.includes(secret), secret);
    assert.ok(secrets.includes(Buffer.from('me:p@ssw0rd').toString('base64')));
    assert.ok(secrets.includes(Buffer.from('me:pr0xy/pass').toString('base64')));
    for (const none of ['unrelated-1', 'localhost', '20241021x', 'me']) assert.ok(!secrets.includes(none), none);
  });

  it('are not what people set where no key is needed, nor what any text has', () => {
    for (const key of ['none', 'EMPTY', 'ollama', 'lm-studio', 'sk-no-key-required', 'abc', ''])
      assert.deepEqual(
        secretsOf(apis, { MY_KEY: key }).filter((one) => one !== 'qu3ry-s3cret'),
        [],
        key,
      );
  });

  it('are not words of the benchmark, unless nobody writes such a word', () => {
    const of = (key: string, ordinary: string) => secretsOf(modelApis([]), { OPENAI_API_KEY: key }, ordinary);
    assert.deepEqual(of('hunter', 'the Hunter, "hunted"'), []);
    assert.deepEqual(of('hunter', 'hunters'), ['hunter']);
    assert.deepEqual(of('sk-12345678', 'sk-12345678'), ['sk-12345678']);
  });
});
