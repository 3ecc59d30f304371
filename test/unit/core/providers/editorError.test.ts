import assert from 'node:assert/strict';
import { editorError } from '../../../../src/core/providers/editorError';

describe('errors of the language models of VS Code', () => {
  const cases: [code: string, message: string, kind: string, isRetryable: boolean, words: RegExp][] = [
    ['NoPermissions', 'Language model x cannot be used', 'authentication', false, /cannot be used\. Run it again/],
    ['Blocked', '', 'rateLimited', false, /blocks the requests\. Wait/],
    ['ChatQuotaExceeded', 'Used up!', 'rateLimited', false, /VS Code says: Used up! Wait/],
    ['ChatRateLimited', 'Slow down', 'rateLimited', true, /asked too often/],
    ['NotFound', '', 'api', false, /no language model in this VS Code/],
    ['', 'off_topic', 'refused', false, /refused the prompt/],
    ['', 'Response got filtered.', 'refused', false, /refused the prompt/],
    ['', "Azure OpenAI's content management policy", 'refused', false, /refused the prompt/],
    ['', 'Request Failed: 429 {"error":"busy"}', 'rateLimited', true, /asked too often/],
    ['', 'Server error: 503', 'api', true, /failed/],
    ['', 'Request failed with status code 400', 'api', false, /gave no answer/],
    ['', 'Please check your firewall rules and network connection', 'network', true, /could not reach it/],
    ['', '', 'api', false, /does not say why/],
    ['Odd', 'Canceled', 'api', false, /VS Code says: Canceled\./],
  ];

  for (const [code, message, kind, isRetryable, words] of cases)
    it(`makes ${kind} of ${code || 'no code'}: ${message || 'nothing'}`, () => {
      const error = editorError('gpt-x', { code, message });
      assert.equal(error.kind, kind);
      assert.equal(error.isRetryable, isRetryable);
      assert.match(error.message, words);
      assert.match(error.message, /vscode~gpt-x/);
    });

  it('names the models there are, and not all of many', () => {
    const models = Array.from({ length: 14 }, (_, at) => `vscode~m${at}`);
    const { message } = editorError('x', { code: 'NotFound', message: '', models });
    assert.match(message, /vscode~m11 and 2 more\. Sign in/);
    assert.match(
      editorError('x', { code: 'Ambiguous', message: '', models: ['vscode~a/x', 'vscode~b/x'] }).message,
      /Several language models of VS Code are called x: vscode~a\/x, vscode~b\/x\. Write/,
    );
  });
});
