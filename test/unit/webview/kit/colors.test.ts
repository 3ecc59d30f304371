// Colors that can be read in every theme: the arithmetic, and VS Code's own themes one by one.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contrast, inkOn, luminance, mixed, readable, solid } from '../../../../webview-ui/src/kit/colors';
import { shadeCount, shadedColor } from '../../../../webview-ui/src/grid/squareShade';
import { themeColors, themeTokens } from './themeColors';

const byTokens = (colors: readonly string[]): Map<string, string> =>
  new Map(themeTokens.map((token, at) => [token, colors[at]!]));

describe('colors', () => {
  it('have the contrasts that WCAG gives as examples', () => {
    assert.equal(contrast(luminance('#ffffff'), luminance('rgb(0, 0, 0)')), 21);
    // #767676 on white is the well-known least gray for text: 4.54.
    assert.equal(contrast(luminance('#767676'), 1).toFixed(2), '4.54');
    assert.equal(luminance('color(srgb 1 1 1)'), 1);
  });

  it('look as they do on their ground when they let it through', () => {
    assert.equal(solid('rgba(234, 92, 0, 0.33)', '#1f1f1f'), 'rgb(98, 51, 21)');
    assert.equal(solid('rgb(1, 2, 3)', '#ffffff'), 'rgb(1, 2, 3)');
    assert.equal(solid('color(srgb 1 0 0 / 0.5)', '#000000'), 'rgb(128, 0, 0)');
    assert.equal(mixed('#ffffff', '#000000', 0), 'rgb(0, 0, 0)');
  });

  it('are left as they are where they can be read, and else moved until they can, on any ground', () => {
    const level = fc.nat(255);
    const color = fc
      .tuple(level, level, level, fc.constantFrom(0, 0.33, 0.6, 1))
      .map((parts) => `rgba(${parts.join(', ')})`);
    const ground = fc.tuple(level, level, level).map((parts) => `rgb(${parts.join(', ')})`);
    fc.assert(
      fc.property(color, ground, (one, on) => {
        const now = readable(one, on, 4.5);
        assert.ok(contrast(luminance(now), luminance(on)) >= 4.5, now);
        const before = solid(one, on);
        if (contrast(luminance(before), luminance(on)) >= 4.5) assert.equal(now, before);
      }),
    );
    assert.equal(readable('#d18616', '#1f1f1f', 4.5), 'rgb(209, 134, 22)');
    // The half transparent orange of many themes becomes an orange, not a pale brown.
    assert.match(readable('rgba(234, 92, 0, 0.33)', '#1f1f1f', 4.5), /^rgb\(2\d\d, \d\d, \d\)$/);
  });

  for (const [theme, colors] of Object.entries(themeColors)) {
    it(`can be read in ${theme}, alone and under the sign of a verdict`, () => {
      const tokens = byTokens(colors);
      const ground = tokens.get('editor-background')!;
      const moved = [...tokens]
        .filter(([token, color]) => token !== 'editor-background' && color !== '')
        .map(([token, color]) => [token, readable(color, ground, 4.5)] as const);
      for (const [token, color] of moved)
        assert.ok(contrast(luminance(color), luminance(ground)) >= 4.5, `${token} is ${color} on ${ground}`);
      for (const [token, color] of moved.filter(([name]) => name.startsWith('testing-icon'))) {
        const ink = inkOn(color);
        for (let shade = 0; shade < shadeCount; shade++) {
          const shown = contrast(luminance(shadedColor(color, ground, ink, shade)), luminance(ink));
          assert.ok(shown >= 3, `${token}: shade ${shade} has ${shown.toFixed(2)} under ${ink}`);
        }
      }
    });
  }
});
