import assert from 'node:assert/strict';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { shardOfMachine } from '../../../../src/cli/commands/shardOfMachine';

function slurm(id: string, count: string, least: string, most: string): { [name: string]: string } {
  return {
    SLURM_ARRAY_TASK_ID: id,
    SLURM_ARRAY_TASK_COUNT: count,
    SLURM_ARRAY_TASK_MIN: least,
    SLURM_ARRAY_TASK_MAX: most,
  };
}

describe('--shard', () => {
  it('takes which of how many, or auto', () => {
    const shardOf = (text: string): unknown => {
      const command = parseArguments(['run', 'b.yaml', '--shard', text]);
      return command.kind === 'run' ? command.shard : null;
    };
    assert.deepEqual(shardOf('3/16'), { index: 3, of: 16 });
    assert.deepEqual(shardOf('1/1'), { index: 1, of: 1 });
    assert.equal(shardOf('auto'), 'auto');
  });

  for (const [text, message] of [
    ['3', /must be which shard of how many, such as 3\/16, or auto, not "3"/],
    ['3 of 16', /not "3 of 16"/],
    ['-1/4', /not "-1\/4"/],
    ['1.5/4', /not "1.5\/4"/],
    ['0/4', /there is no shard 0 of 4/],
    ['5/4', /there is no shard 5 of 4/],
    ['1/0', /the number of shards must be from 1 to 100000, not 0/],
    ['1/200000', /must be from 1 to 100000, not 200000/],
  ] as const)
    it(`refuses ${text} in words`, () => {
      assert.throws(() => parseArguments(['run', 'b.yaml', `--shard=${text}`]), message);
    });
});

describe('--shard auto', () => {
  it('reads a Slurm array, wherever its ids begin and however far they are apart', () => {
    assert.deepEqual(shardOfMachine(slurm('0', '16', '0', '15')), { index: 1, of: 16 });
    assert.deepEqual(shardOfMachine(slurm('16', '16', '1', '16')), { index: 16, of: 16 });
    assert.deepEqual(shardOfMachine(slurm('102', '4', '100', '103')), { index: 3, of: 4 });
    assert.deepEqual(shardOfMachine(slurm('20', '4', '10', '40')), { index: 2, of: 4 });
    assert.deepEqual(shardOfMachine(slurm('7', '1', '7', '7')), { index: 1, of: 1 });
  });

  it('reads an Indexed Job of Kubernetes that says how many there are', () => {
    assert.deepEqual(shardOfMachine({ JOB_COMPLETION_INDEX: '0', JOB_COMPLETION_COUNT: '4' }), { index: 1, of: 4 });
    assert.deepEqual(shardOfMachine({ JOB_COMPLETION_INDEX: '3', JOB_COMPLETION_COUNT: '4' }), { index: 4, of: 4 });
  });

  it('reads CI_NODE_INDEX, which counts from 1', () => {
    assert.deepEqual(shardOfMachine({ CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }), { index: 1, of: 2 });
  });

  it('takes two sources that say the same', () => {
    const both = { ...slurm('3', '4', '1', '4'), CI_NODE_INDEX: '3', CI_NODE_TOTAL: '4' };
    assert.deepEqual(shardOfMachine(both), { index: 3, of: 4 });
  });

  for (const [name, variables, message] of [
    ['nothing is set', {}, /finds none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX and CI_NODE_INDEX/],
    ['a variable is empty', { CI_NODE_INDEX: ' ' }, /finds none of/],
    ['the count is missing', { SLURM_ARRAY_TASK_ID: '3' }, /SLURM_ARRAY_TASK_COUNT is not/],
    ['Kubernetes says no count', { JOB_COMPLETION_INDEX: '3' }, /JOB_COMPLETION_COUNT is not/],
    ['CI says no total', { CI_NODE_INDEX: '3' }, /CI_NODE_TOTAL is not/],
    ['a variable is no number', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '2' }, /CI_NODE_INDEX must be a whole number/],
    ['CI counts from 0', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '2' }, /by CI_NODE_INDEX: there is no shard 0 of 2/],
    ['the index is too high', { JOB_COMPLETION_INDEX: '4', JOB_COMPLETION_COUNT: '4' }, /there is no shard 5 of 4/],
    ['the ids are uneven', slurm('3', '3', '1', '6'), /are not evenly spaced/],
    ['the id is between two', slurm('12', '4', '10', '40'), /are not evenly spaced/],
    [
      'two sources differ',
      { ...slurm('3', '4', '1', '4'), CI_NODE_INDEX: '2', CI_NODE_TOTAL: '4' },
      /finds two answers: 3\/4 by SLURM_ARRAY_TASK_ID and 2\/4 by CI_NODE_INDEX/,
    ],
  ] as const)
    it(`says what is the matter where ${name}`, () => {
      assert.throws(() => shardOfMachine(variables), message);
    });
});
