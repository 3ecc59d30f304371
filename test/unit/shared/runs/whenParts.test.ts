import assert from 'node:assert/strict';
import { elapsedOf, runMoment, whenParts } from '../../../../src/shared/runs/runManifest';

describe('when a run was made', () => {
  const day = (at: string): string => at.slice(0, 10);
  const started = '2024-12-08T17:45:03.000+00:00';
  const imported = '2026-11-27T10:00:00.000+00:00';

  it('is its start, with a word where it was imported, and the import where its report has no date', () => {
    assert.deepEqual(whenParts({ startedAt: started, importedAt: null }, day), ['2024-12-08']);
    assert.deepEqual(whenParts({ startedAt: started, importedAt: imported }, day), ['2024-12-08', 'imported']);
    assert.deepEqual(whenParts({ startedAt: null, importedAt: imported }, day), ['imported 2026-11-27']);
    assert.deepEqual(whenParts({ startedAt: null, importedAt: null }, day), ['not recorded']);
  });

  it('has no length where it was imported and nobody had taken times', () => {
    assert.equal(elapsedOf({ importedAt: imported, elapsedMs: 0 }), null);
    assert.equal(elapsedOf({ importedAt: imported, elapsedMs: 15 }), 15);
    assert.equal(elapsedOf({ importedAt: null, elapsedMs: 0 }), 0);
  });

  it('puts it in order among others', () => {
    assert.equal(runMoment({ startedAt: started, importedAt: imported }), started);
    assert.equal(runMoment({ startedAt: null, importedAt: imported }), imported);
  });
});
