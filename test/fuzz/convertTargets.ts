// Files of other tools with random damage: each becomes a benchmark that loads, or is refused in words.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConversionError } from '../../src/core/convert/conversionError';
import { convertFile } from '../../src/core/convert/convertFile';
import { promptfooAssertions } from '../unit/cli/commands/promptfooAssertions';
import { promptfooConfigs } from '../unit/cli/commands/promptfooConfigs';
import type { FuzzTarget } from './fuzzTarget';
import { damages, mangled } from './mangled';

const samples: [name: string, text: string][] = [
  ...[...promptfooAssertions, ...promptfooConfigs].map(({ files }) => Object.entries(files)[0]!),
  [
    'a.prompt.yml',
    'name: a\nmodel: openai/gpt-x\nmodelParameters: { maxTokens: 5 }\nmessages:\n  - { role: system, content: s }\n  - { role: user, content: "{{a}}" }\ntestData: [{ a: 1, expected: b }]\nevaluators:\n  - { name: x, string: { endsWith: "{{expected}}" } }\n  - { name: y, llm: { prompt: p, choices: [{ choice: c, score: 1 }] } }\n',
  ],
  [
    'evals.jsonl',
    '{"input":[{"role":"system","content":"s"},{"role":"user","content":"u"}],"ideal":["a","b"]}\n{"input":"x","ideal":"y"}\n',
  ],
  ['he.jsonl', '{"prompt":"def a():\\n","entry_point":"a","test":"assert a()","canonical_solution":"  pass"}\n'],
  ['mbpp.jsonl', '{"text":"t","test_list":["assert 1"],"code":"x","test_setup_code":"y","task_id":1}\n'],
  ['mmlu.csv', 'q,a,b,c,d,B\n"q, 2",a,b,c,d,C\n'],
  ['named.csv', 'question,A,B,answer,subject\nq,a,b,1,s\n'],
  [
    'task.yaml',
    'task: t\ndataset_path: json\ndataset_kwargs: { data_files: rows.jsonl }\noutput_type: generate_until\ndoc_to_text: "{{q}}"\ndoc_to_target: a\ngeneration_kwargs: { until: ["x"], do_sample: false }\nmetric_list: [{ metric: exact_match }]\n',
  ],
];

/** The files that they name are nowhere. */
const nowhere = { benchmarkFolder: null, filesRoot: null };

export const convertTargets: readonly FuzzTarget[] = [
  {
    name: 'files of other tools',
    property: fc.property(fc.constantFrom(...samples), damages, ([fileName, written], list) => {
      const text = mangled(written, list);
      try {
        const { leftOver, counts } = convertFile({ text, fileName, place: nowhere, outName: 'a.yaml', isBeside: true });
        assert.ok(counts.prompts > 0 && counts.models > 0);
        for (const { file, line, column, what, why } of leftOver) {
          assert.ok(file === fileName && line >= 1 && column >= 1, `${file}:${line}:${column}`);
          assert.ok(what !== '' && why.length > 10 && !/\[object Object\]|\bNaN\b/.test(what + why), `${what}: ${why}`);
        }
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        assert.ok(error.message.length > 10 && !/\[object Object\]|\bNaN\b/.test(error.message), error.message);
        // What can't be carried over is left over: nothing else is made of it.
        assert.doesNotMatch(error.message, /came to is no benchmark/);
      }
    }),
  },
];
