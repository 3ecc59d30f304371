// What package.json promises about the settings, held where VS Code itself says nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { answerLimitRanges } from '../../../src/shared/run/answerLimits';

interface Setting {
  order?: number;
  scope?: string;
  properties?: { [name: string]: { default: number; minimum: number; maximum: number } };
}

interface Manifest {
  contributes: {
    configuration: { properties: { [setting: string]: Setting } };
    walkthroughs: { steps: { description: string; completionEvents: string[] }[] }[];
    viewsWelcome: { contents: string }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
}

const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const { contributes, capabilities } = JSON.parse(text) as Manifest;

describe('the words in package.json that VS Code shows', () => {
  const steps = contributes.walkthroughs.flatMap((one) => one.steps);

  it('have no marks that are shown as they are: steps know **, __ and `` only, empty views none', () => {
    const left = steps.map(({ description }) => description.replace(/\*\*[^*]+\*\*|__[^_]+__|``[^`]+``/g, ''));
    for (const words of [...left, ...contributes.viewsWelcome.map(({ contents }) => contents)])
      assert.doesNotMatch(words, /[*`]|\b_|_\b/);
  });

  it('have a run tick the step that asks for one, from whatever button it came', () => {
    assert.ok(steps[0]!.completionEvents.includes('onContext:isoSpeedBench.isRunning'));
  });
});

describe('the settings in package.json', () => {
  const { properties } = contributes.configuration;

  it('have a place of their own each, counted from 1, so that VS Code lists them in one order', () => {
    const places = Object.values(properties).map(({ order }) => order);
    assert.deepEqual(
      places.sort((one, other) => (one ?? 0) - (other ?? 0)),
      places.map((_, at) => at + 1),
    );
  });

  it('has the limits of answers as they are checked', () => {
    const { properties: limits = {} } = properties['isoSpeedBench.limits']!;
    const inSettings = Object.entries(limits).map(([name, { default: usual, minimum: least, maximum: most }]) => [
      name,
      { usual, least, most },
    ]);
    assert.deepEqual(Object.fromEntries(inSettings), answerLimitRanges);
  });

  it('that spend, redirect or write elsewhere do not count from a workspace that is not trusted', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const spending = ['concurrency', 'rateLimits', 'budgetUsd', 'confirmAboveUsd', 'prices', 'maxAttempts', 'services'];
    for (const name of [
      ...spending,
      'limits',
      'runsFolder',
      'extraRunsFolders',
      'images.allowOutsideWorkspace',
      'python.runner',
    ])
      assert.ok(restrictedConfigurations.includes(`isoSpeedBench.${name}`), name);
    assert.deepEqual(
      restrictedConfigurations.filter((name) => properties[name] === undefined),
      [],
    );
    // Whether money is asked about, and where keys go, is for the user alone.
    for (const name of ['confirmAboveUsd', 'services'])
      assert.match(properties[`isoSpeedBench.${name}`]!.scope!, /^(machine|application)$/, name);
  });
});
