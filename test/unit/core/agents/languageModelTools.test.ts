// What package.json tells VS Code of the tools for agents is what the tools take.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { languageModelTools } from '../../../../src/core/agents/languageModelTools';

const manifestFile = new URL('../../../../package.json', import.meta.url);

describe('contributes.languageModelTools', () => {
  const { contributes } = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    contributes: { languageModelTools: { name: string; toolReferenceName: string; inputSchema: object }[] };
  };

  it('is up to date (npx tsx scripts/writeSchema.ts writes it)', () => {
    assert.deepEqual(contributes.languageModelTools, languageModelTools());
  });

  it('has names and schemas that VS Code takes', () => {
    for (const { name, toolReferenceName, inputSchema } of contributes.languageModelTools) {
      assert.match(name, /^[\w-]+$/);
      assert.match(toolReferenceName, /^[\w-]+$/);
      assert.equal((inputSchema as { type?: string }).type, 'object');
    }
  });
});
