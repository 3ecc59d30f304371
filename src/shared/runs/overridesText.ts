import type { Overrides } from './runManifest';

/** `parameters.temperature=0, also model llama3.2`; null where nothing was said in place of the file. */
export function overridesText({ models, set }: Overrides): string | null {
  const parts = [
    ...Object.entries(set).map(
      ([path, value]) => `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...models.map((model) => `also model ${model}`),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
