import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shadeCount, shadedColor, shadeOf } from '../../../../webview-ui/src/grid/squareShade';
import { contrast, luminance } from '../../../../webview-ui/src/kit/colors';

describe('the shade of a square', () => {
  it('is solid for a clear verdict and pale for one that is nearly the other', () => {
    assert.deepEqual(
      [1, 0.75, 0.5, 0].map((score) => shadeOf('correct', score)),
      [4, 3, 2, 0],
    );
    assert.deepEqual(
      [1, 0.75, 0.5, 0].map((score) => shadeOf('incorrect', score)),
      [0, 1, 2, 4],
    );
    assert.deepEqual(
      (['correct', 'incorrect', 'error', 'skipped', 'waiting'] as const).map((look) => shadeOf(look, null)),
      [4, 4, 4, 4, 4],
    );
    assert.equal(shadeOf('error', 0.2), 4);
  });

  const rgb = (levels: number[]): string => `rgb(${levels.join(', ')})`;
  const contrastsOf = (verdict: string, background: string, ink: string): number[] =>
    Array.from({ length: shadeCount }, (_, shade) =>
      contrast(luminance(shadedColor(verdict, background, ink, shade)), luminance(ink)),
    );

  it('never takes the glyph its contrast, on any shade and whatever the theme, where the solid color gives it', () => {
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map(rgb);
    fc.assert(
      fc.property(color, color, fc.constantFrom('#ffffff', '#000000'), (verdict, background, ink) => {
        fc.pre(contrast(luminance(verdict), luminance(ink)) >= 3);
        const contrasts = contrastsOf(verdict, background, ink);
        assert.ok(Math.min(...contrasts) >= 3, contrasts.join(', '));
      }),
    );
  });

  it('keeps the contrast where a mix is darker than both of its colors', () => {
    const ends = [rgb([180, 0, 94]), rgb([0, 183, 13])] as const;
    for (const [verdict, background] of [ends, [...ends].reverse()])
      assert.ok(Math.min(...contrastsOf(verdict!, background!, '#000000')) >= 3);
  });

  it('is the color itself where it is clearest, and where even that gives no contrast', () => {
    assert.equal(
      shadedColor('rgb(241, 76, 76)', '#1f1f1f', '#000000', shadeCount - 1),
      'rgb(241, 76, 76)',
      'the clearest shade is the color itself',
    );
    assert.deepEqual(
      Array.from({ length: shadeCount }, (_, shade) => shadedColor('rgb(40, 40, 40)', '#1f1f1f', '#000000', shade)),
      Array.from({ length: shadeCount }, () => 'rgb(40, 40, 40)'),
    );
  });

  it('goes in even steps from half of the color to all of it, where every mix can be read', () => {
    assert.deepEqual(
      Array.from({ length: shadeCount }, (_, shade) => shadedColor('rgb(0, 200, 0)', '#f0f0f0', '#000000', shade)),
      ['rgb(120, 220, 120)', 'rgb(90, 215, 90)', 'rgb(60, 210, 60)', 'rgb(30, 205, 30)', 'rgb(0, 200, 0)'],
    );
  });
});
