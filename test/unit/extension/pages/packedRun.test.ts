import assert from 'node:assert/strict';
import { PackedRun } from '../../../../src/extension/pages/packedRun';
import { emptyRun } from '../../../../src/shared/run/runState';
import { runOfBytes } from '../../../../src/shared/run/runBytes';

interface Session {
  state: ReturnType<typeof emptyRun>;
  eventCount: number;
  isRunning: boolean;
}

function session(runId: string, isRunning = false): Session {
  return { state: { ...emptyRun(), runId, status: isRunning ? 'running' : 'finished' }, eventCount: 1, isRunning };
}

function idOf(run: ArrayBuffer): string {
  return runOfBytes(run, (text) => new TextDecoder().decode(text)).runId;
}

describe('a run packed while its page loads', () => {
  it('is what the page gets, once', () => {
    const packed = new PackedRun();
    const one = session('one');
    packed.prepare(one);
    one.state.runId = 'changed, of which nothing was said';
    assert.equal(idOf(packed.take(one)), 'one');
    assert.equal(idOf(packed.take(one)), one.state.runId);
  });

  it('is packed anew where something was said of it since', () => {
    const packed = new PackedRun();
    const one = session('one');
    packed.prepare(one);
    one.state.runId = 'reviewed';
    one.eventCount++;
    assert.equal(idOf(packed.take(one)), 'reviewed');
  });

  it('is packed anew where it is another one by then, or goes on', () => {
    const packed = new PackedRun();
    packed.prepare(session('one'));
    assert.equal(idOf(packed.take(session('two'))), 'two');
    const live = session('live', true);
    packed.prepare(live);
    live.state.runId = 'further';
    assert.equal(idOf(packed.take(live)), 'further');
  });
});
