// What a panel without a run offers on the dev page: names of several scripts and lengths, and a benchmark that can't run.

import type { StartList } from '../../src/shared/protocols/startList';

export const recordedStart: StartList = {
  benchmarks: [
    ['first-run.yaml', '', '5 models x 20 prompts = 100 tests', 0],
    ['pictures.yaml', 'examples', '3 models x 34 prompts = 102 tests', 0],
    ['数学与推理基准测试.yaml', '中文/基准', '8 models x 60 prompts = 480 tests', 0],
    ['a-very-long-name-that-goes-on-and-on-for-whoever-likes-such-names.yaml', '', null, 2],
  ].map(([name, folder, size, errors]) => ({
    uri: `file:///work/${folder as string}/${name as string}`,
    name: name as string,
    folder: folder as string,
    size: size as string | null,
    errors: errors as number,
  })),
  runs: [
    { runDirectory: '/runs/1', benchmarkName: 'First run', accuracy: 0.845, errors: 3, when: 'today 08:59' },
    { runDirectory: '/runs/2', benchmarkName: '数学与推理', accuracy: 1, errors: 0, when: 'yesterday 17:45' },
    { runDirectory: '/runs/3', benchmarkName: 'Nothing was judged', accuracy: null, errors: 12, when: '21 Nov 17:45' },
  ],
  more: { benchmarks: 3, runs: 27 },
  back: 'First run',
};
