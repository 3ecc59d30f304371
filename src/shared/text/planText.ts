// The size of a run in words.

import { counted } from './counted';

/** `4 models x 20 prompts = 80 tests`; of rows that are variants `4 models x 2 variants x 20 prompts = 160 tests`. */
export function planText(rows: readonly { variant?: string }[], prompts: number): string {
  const byVariant = new Map<string, number>();
  for (const { variant = '' } of rows) byVariant.set(variant, (byVariant.get(variant) ?? 0) + 1);
  // A choice of rows may have more of one variant than of another.
  const isEven = new Set(byVariant.values()).size === 1;
  const variants = isEven ? byVariant.size : 1;
  const parts = [
    counted(rows.length / variants, 'model'),
    ...(variants > 1 ? [counted(variants, 'variant')] : []),
    counted(prompts, 'prompt'),
  ];
  return `${parts.join(' x ')} = ${counted(rows.length * prompts, 'test')}`;
}
