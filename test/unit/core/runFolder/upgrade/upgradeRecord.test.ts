// Steps between formats, tried with made-up ones: the real ones are tried on the folders that were kept of each version.

import assert from 'node:assert/strict';
import { upgradeRecord } from '../../../../../src/core/runFolder/upgrade/upgradeRecord';
import { presentVersion, upgradeSteps, type UpgradeStep } from '../../../../../src/core/runFolder/upgrade/upgradeSteps';

/** Format 2 called `label` `name`; format 3 put the names of events into a list. */
const steps: UpgradeStep[] = [
  {
    result: ({ label, ...rest }) => ({ ...rest, name: label }),
    event: ({ label, ...rest }) => ({ ...rest, name: label }),
  },
  { event: ({ name, ...rest }) => ({ ...rest, names: [name] }) },
];

describe('a record of an older format', () => {
  it('goes through every step that follows its own, and says its new version', () => {
    assert.deepEqual(upgradeRecord('event', { schemaVersion: 1, label: 'a' }, 1, steps), {
      schemaVersion: 3,
      names: ['a'],
    });
    assert.deepEqual(upgradeRecord('event', { schemaVersion: 2, name: 'a' }, 2, steps), {
      schemaVersion: 3,
      names: ['a'],
    });
    assert.deepEqual(upgradeRecord('result', { schemaVersion: 1, label: 'a' }, 1, steps), {
      schemaVersion: 3,
      name: 'a',
    });
  });

  it('keeps what no step changes, and says no version where it said none', () => {
    assert.deepEqual(upgradeRecord('manifest', { schemaVersion: 1, label: 'a' }, 1, steps), {
      schemaVersion: 3,
      label: 'a',
    });
    assert.deepEqual(upgradeRecord('event', { label: 'a', t: 5 }, 1, steps), { t: 5, names: ['a'] });
  });

  it('is not touched when it is of the present format, of a newer one, or no record at all', () => {
    for (const record of [{ schemaVersion: 3, label: 'a' }, { schemaVersion: 9 }, { label: 'a' }, [1], 'text', null]) {
      assert.equal(upgradeRecord('event', record, undefined, steps), record);
    }
    const kept = { schemaVersion: 1, label: 'a' };
    upgradeRecord('event', kept, 1, steps);
    assert.deepEqual(kept, { schemaVersion: 1, label: 'a' });
  });

  it('finds a step for each version before the present one', () => {
    assert.equal(upgradeSteps.length, presentVersion - 1);
  });
});
