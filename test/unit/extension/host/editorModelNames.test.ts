import assert from 'node:assert/strict';
import { editorModelNames, modelsCalled } from '../../../../src/extension/host/editorModelNames';

const model = (vendor: string, family: string, id: string): { vendor: string; family: string; id: string } => ({
  vendor,
  family,
  id,
});

describe('the names of language models of VS Code', () => {
  const copilot = model('copilot', 'gpt-x', 'gpt-x-2026');
  const older = model('copilot', 'gpt-x', 'gpt-x-2025');
  const other = model('elsewhere', 'claude', 'claude-1');
  const twin = model('copilot', 'claude', 'claude-1');

  it('are the family where that says it all', () => {
    assert.deepEqual(editorModelNames([other, copilot]), ['claude', 'gpt-x']);
    assert.deepEqual(modelsCalled([other, copilot], 'gpt-x'), [copilot]);
    assert.deepEqual(modelsCalled([other, copilot], 'copilot/gpt-x'), [copilot]);
    assert.deepEqual(modelsCalled([other, copilot], 'gpt'), []);
  });

  it('say more where several share a family or an id', () => {
    assert.deepEqual(editorModelNames([copilot, older]), ['gpt-x-2025', 'gpt-x-2026']);
    assert.deepEqual(modelsCalled([copilot, older], 'gpt-x'), [copilot, older]);
    assert.deepEqual(modelsCalled([copilot, older], 'gpt-x-2025'), [older]);
    assert.deepEqual(editorModelNames([other, twin]), ['copilot/claude', 'elsewhere/claude']);
    assert.deepEqual(modelsCalled([other, twin], 'elsewhere/claude'), [other]);
    assert.deepEqual(modelsCalled([other, twin], 'claude-1'), [other, twin]);
  });

  it('prefer an id to a family, and take a model that is told twice for one', () => {
    const plain = model('copilot', 'gpt-x', 'gpt-x');
    assert.deepEqual(modelsCalled([copilot, plain, plain], 'gpt-x'), [plain]);
    assert.deepEqual(editorModelNames([copilot, plain, plain]), ['gpt-x', 'gpt-x-2026']);
    assert.deepEqual(editorModelNames([]), []);
    assert.deepEqual(editorModelNames([model('mine', '', 'some/name:1')]), ['some/name:1']);
  });
});
