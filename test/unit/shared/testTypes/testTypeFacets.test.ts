// What everybody may know of a test type: it is asked of the type, never guessed from its name, and said in the same words everywhere.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { testTypeNames } from '../../../../src/shared/run/benchmark';
import { measureFigures } from '../../../../src/shared/figures/measureFigures';
import { measures } from '../../../../src/shared/testTypes/measures';
import { facetsOf, testTypeFacets } from '../../../../src/shared/testTypes/testTypeFacets';

const project = new URL('../../../../', import.meta.url);

describe('the facets of test types', () => {
  it('say which types run Python', () => {
    assert.deepEqual(
      testTypeNames.filter((name) => testTypeFacets[name].runsPython),
      [
        'execute_python_code_with_num_output',
        'execute_python_code_with_string_output',
        'python_print_execution_with_num_output',
      ],
    );
  });

  it('are those of plain values for a type that this version does not know, whatever its name', () => {
    for (const name of ['', 'mixed', 'python_of_tomorrow', 'toString', '__proto__']) {
      const { runsPython, hasPlaces, shownAs, scores } = facetsOf(name);
      assert.deepEqual([runsPython, hasPlaces, shownAs, scores], [false, false, 'values', null], name);
    }
  });

  it('are asked of the type: no source looks for a word in its name', () => {
    const asking = ['src', 'webview-ui/src']
      .flatMap((folder) =>
        readdirSync(new URL(folder, project), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
      )
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /\btestType\.(includes|startsWith|endsWith|match|search)\(/.test(readFileSync(new URL(file, project), 'utf8')),
      );
    assert.deepEqual(asking, []);
  });

  it('define a mean in the words of its measure', () => {
    const figures = testTypeNames.flatMap(
      (name) => testTypeFacets[name].scores?.({ tests: [], judged: [], judgedOfRun: [], prompts: [] }).figures ?? [],
    );
    for (const name of ['anls', 'wer', 'cer', 'iou', 'meanF1', 'distance', 'precision', 'recall'] as const) {
      const { definition } = measures[name];
      assert.equal(measureFigures({ [name]: 1 })[0]!.definition, definition);
      const words = definition.replace(/\.$/, '');
      assert.ok(
        figures.some((figure) => figure.definition.startsWith(words)),
        name,
      );
    }
  });
});
