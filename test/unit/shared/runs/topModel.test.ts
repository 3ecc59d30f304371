import assert from 'node:assert/strict';
import { topModel } from '../../../../src/shared/runs/topModel';
import { chinese, manifest } from '../../cli/text/interruptedRun';

describe('the top model of a run', () => {
  it('is found by accuracy first, then speed; none when nothing was judged', () => {
    const [best, other] = manifest().models;
    assert.equal(
      topModel([
        { ...best!, accuracy: 0.5 },
        { ...other!, accuracy: 0.9 },
      ])?.model,
      chinese.model,
    );
    assert.equal(
      topModel([
        { ...best!, averageTotal: 200 },
        { ...other!, accuracy: 1, averageTotal: 100 },
      ])?.model,
      chinese.model,
    );
    assert.equal(topModel([{ ...best!, accuracy: null }]), null);
  });
});
