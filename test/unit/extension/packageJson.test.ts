// What package.json promises about the settings, held where VS Code itself says nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  contributes: { configuration: { properties: { [setting: string]: { order?: number } } } };
}

describe('the settings in package.json', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { properties } = (JSON.parse(text) as Manifest).contributes.configuration;

  it('have a place of their own each, counted from 1, so that VS Code lists them in one order', () => {
    const places = Object.values(properties).map(({ order }) => order);
    assert.deepEqual(
      places.sort((one, other) => (one ?? 0) - (other ?? 0)),
      places.map((_, at) => at + 1),
    );
  });
});
