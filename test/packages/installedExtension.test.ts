// What a person gets who installs the VSIX of this platform into a VS Code that knows nothing of the project: pictures, OCR and Python work.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageVsix } from '../../scripts/package/packageVsix.mjs';
import { problemsOfVsix } from '../../scripts/package/problemsOf.mjs';
import { ownTarget } from '../../scripts/package/targets.mjs';
import { openWorkbench, type OpenWorkbench } from '../e2e/driver';
import { packagesFolder } from './shared';

/** A word that the OCR engine reads and a count that it can't give; a program whose output is expected. */
const benchmark = `benchmark_name: All of it
purpose: To need every part that is installed.
base_prompt: "{{question}}"
models: [tesseract~eng, simulated~scholar]
prompts:
  - image: pictures/text-clean-48.png
    test_type: ocr
    dynamic_variables: { question: What is written there? }
    expectation: Harbour Street 128
  - image: pictures/scatter-few.png
    test_type: count
    dynamic_variables: { question: How many red circles are there? }
    expectation: { count: 3, points: [[444, 231], [254, 365], [320, 179]] }
  - test_type: execute_python_code_with_num_output
    dynamic_variables: { question: Write a Python program that prints 6 times 7. }
    expectation: 42
`;

describe('the VSIX of this platform', () => {
  let vsix: string;
  let vscode: OpenWorkbench | undefined;

  before('make it and install it', async () => {
    const folder = await packagesFolder();
    vsix = await packageVsix(join(folder, 'release'), ownTarget(), folder);
    vscode = await openWorkbench({ folder: 'examples', files: { 'all.yaml': benchmark }, vsix });
  });
  afterEach('keep evidence of a failure', async function () {
    if (this.currentTest?.state === 'failed') await vscode?.keepEvidence(this.currentTest.fullTitle());
  });
  after(() => vscode?.close());

  it('has in it what it must have and nothing else', async () => {
    assert.deepEqual(await problemsOfVsix(vsix, ownTarget()), []);
  });

  it('runs a benchmark with pictures, OCR and Python from the right-click menu', async () => {
    await vscode!.chooseInMenu('all.yaml', 'Run Iso Speed Bench');
    const [tesseract, simulated] = await vscode!.waitForSquares(/^[#x!-]+$/);
    assert.equal(tesseract, '#--');
    assert.match(simulated!, /^[#x]{3}$/);
    await vscode!.page
      .getByText(/All of it finished: \d of 6/)
      .first()
      .waitFor();
    const runs = join(vscode!.folder, 'runs');
    const [run] = await readdir(runs);
    assert.deepEqual(await readdir(join(runs, run!, 'result-images')), ['simulated~scholar', 'tesseract~eng']);
  });
});
