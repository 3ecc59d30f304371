import assert from 'node:assert/strict';
import { PackedRun } from '../../../../src/extension/running/packedRun';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { runOfBytes } from '../../../../src/shared/run/runBytes';

interface Session {
  state: RunState;
  eventCount: number;
  isRunning: boolean;
}

function session(runId: string, isRunning = false): Session {
  return { state: { ...emptyRun(), runId, status: isRunning ? 'running' : 'finished' }, eventCount: 0, isRunning };
}

function idOf(run: ArrayBuffer): string {
  return runOfBytes(run, (text) => new TextDecoder().decode(text)).runId;
}

describe('a run packed for its pages', () => {
  it('is packed once while nothing is said of it', () => {
    const packed = new PackedRun();
    const one = session('one');
    const bytes = packed.of(one);
    assert.equal(idOf(bytes), 'one');
    assert.equal(packed.of(one), bytes);
  });

  it('is what it was opened from', () => {
    const bytes = new PackedRun().of(session('one'));
    assert.equal(new PackedRun(bytes).of(session('one')), bytes);
  });

  it('is packed anew where something was said of it since', () => {
    const one = session('one');
    const packed = new PackedRun(new PackedRun().of(one));
    one.state.runId = 'reviewed';
    one.eventCount++;
    assert.equal(idOf(packed.of(one)), 'reviewed');
  });

  it('is packed anew while it goes on, and when it is over', () => {
    const packed = new PackedRun();
    const live = session('live', true);
    packed.of(live);
    live.state.runId = 'further';
    assert.equal(idOf(packed.of(live)), 'further');
    Object.assign(live, { isRunning: false });
    live.state.runId = 'over';
    assert.equal(idOf(packed.of(live)), 'over');
  });
});
