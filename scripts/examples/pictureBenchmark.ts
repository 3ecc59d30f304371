// The image benchmark of the examples as text: its pictures' prompts, grouped by picture.

import type { Scene, ScenePrompt } from './scene';

const head = `# A benchmark of pictures that needs no account, no API key and no network: all six image test types on pictures made for it.
#
# tesseract~eng is a real OCR engine inside Iso Speed Bench: it reads text and finds words, and is the baseline to compare vision models
# with. What it can't do (counting, choosing, classifying) is "not run" for it. The simulated models are no models at all.
#
# To compare real vision models, take the "# " away in front of theirs.
# Pictures and prompts are written by: npx tsx scripts/makeExamplePictures.ts

benchmark_name: "Pictures: six kinds of questions"
purpose: "Can a model find, point at, count, read, choose and classify what is in a picture, and how exactly?"

# Width, height and the form of the answer are added to every prompt, so that each model is asked in the form it was trained on.
base_prompt: |
  {{question}}

# Simulated models have no parameters; real ones are to answer alike each time.
parameters: { temperature: 0 }

models:
  - tesseract~eng
  - simulated~steady
  - simulated~hasty
  # - openai~gpt-6-luna
  # - anthropic~claude-haiku-4-5
  # - gemini~gemini-3.8-flash
  # - qwen2.5vl:7b

prompts:
`;

/** The YAML of the benchmark; pictures are in `folder`, relative to it. */
export function pictureBenchmark(scenes: readonly Scene[], folder: string): string {
  const parts = scenes.flatMap((scene) =>
    scene.prompts.map((prompt) => promptText(`${folder}/${scene.name}.png`, prompt)),
  );
  return head + parts.join('\n');
}

function promptText(image: string, { testType, question, word, expectation }: ScenePrompt): string {
  const variables = { question, ...(word === undefined ? {} : { word }) };
  return [
    `  - image: ${image}`,
    `    test_type: ${testType}`,
    '    dynamic_variables:',
    ...Object.entries(variables).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`),
    ...expectationLines(expectation),
    '',
  ].join('\n');
}

/** A map gets a line for each of its keys; what is in it stays on that line. */
function expectationLines(expectation: unknown): string[] {
  if (typeof expectation !== 'object' || expectation === null)
    return [`    expectation: ${JSON.stringify(expectation)}`];
  return ['    expectation:', ...Object.entries(expectation).flatMap(([key, value]) => keyLines(key, value))];
}

function keyLines(key: string, value: unknown): string[] {
  const isListOfMaps = Array.isArray(value) && typeof value[0] === 'object' && !Array.isArray(value[0]);
  if (!isListOfMaps) return [`      ${key}: ${flow(value)}`];
  return [`      ${key}:`, ...(value as unknown[]).map((entry) => `        - ${flow(entry)}`)];
}

/** One line of YAML that is JSON but for the spaces and the quotes around keys. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${key}: ${flow(part)}`)
    .join(', ')} }`;
}
