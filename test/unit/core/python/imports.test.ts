// What docs/benchmark-file.md says that programs can import is so.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { evaluate } from '../testTypes/evaluate';
import { startSandbox } from '../testTypes/startSandbox';

const docs = readFileSync('docs/benchmark-file.md', 'utf8');
const section = docs.slice(
  docs.indexOf('### What programs can import'),
  docs.indexOf("### Programs that don't end well"),
);
/** A row of the table: modules, and what is said of them. */
const rows = section
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, , modules]) => modules?.startsWith('`'))
  .map(([, , modules, said]) => ({
    modules: [...modules!.matchAll(/`([\w.]+)`/g)].map(([, name]) => name!),
    said: said!,
  }));

describe('What programs can import', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  before(async () => {
    python = await startSandbox();
  });
  after(() => python.dispose());

  const outcome = async (code: string): Promise<string> => {
    const { record, error } = await evaluate(
      'execute_python_code_with_num_output',
      `\`\`\`python\n${code}\nprint(7)\n\`\`\``,
      7,
      { python },
    );
    return error ? `${error.kind}: ${error.message}` : record.verdict;
  };

  it('has a table', () => {
    assert.deepEqual([rows.length, rows.filter(({ said }) => said.startsWith('no')).length], [5, 2]);
  });

  for (const { modules, said } of rows)
    for (const name of modules)
      it(`${name}: ${said}`, async () => {
        for (const code of [`import ${name}`, `def f():\n    import ${name} as m\nf()`, `__import__("${name}")`]) {
          const came = await outcome(code);
          if (said.startsWith('no')) assert.ok(came.startsWith(`sandbox: The program needs ${name},`), came);
          else assert.equal(came, 'correct', code);
        }
      });
});
