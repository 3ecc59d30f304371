// The fit of a calibration: every convention is found again in answers made with it, noise and all, and what can't be told is called ambiguous.

import assert from 'node:assert/strict';
import { calibrationMarkers, calibrationSize } from '../../../../src/core/calibration/calibrationPicture';
import type { CoordinateProfile } from '../../../../src/core/coordinates/coordinateProfile';
import { fitProfile, type AnsweredMarkers, type Marker } from '../../../../src/core/calibration/fitProfile';
import { coordinateProfiles, findProfile, rangeOf } from '../../../../src/core/coordinates/coordinateProfiles';
import type { PixelSize } from '../../../../src/core/coordinates/visionSize';
import { parseModel } from '../../../../src/shared/run/model';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';

/** What a model that follows `profile` says of the markers; `noise`: how far off it may be, as a share of each axis. */
function answered(
  profile: CoordinateProfile,
  markers: readonly Marker[],
  size: PixelSize,
  noise = 0,
  seed = 'fit',
): AnsweredMarkers {
  const random = seededRandom(seed);
  const range = rangeOf(profile, size);
  const off = (): number => (random() * 2 - 1) * noise;
  const round = (value: number): number =>
    profile.unit === 'unit'
      ? Math.round(value * 1000) / 1000
      : profile.unit === 'percent'
        ? Math.round(value * 10) / 10
        : Math.round(value);
  const answers = markers.map(({ label, x, y }) => {
    const along = round((x / size.width + off()) * range.width);
    const down = round((y / size.height + off()) * range.height);
    return { label, numbers: profile.order === 'xy' ? ([along, down] as const) : ([down, along] as const) };
  });
  return { answers, order: 'list' };
}

/** Ids of conventions that come to the same on the picture of the calibration: the first stands for all when the model's family is not known. */
const standsFor: { [id: string]: string } = {
  claude_pixels: 'pixels',
  claude_highres_pixels: 'pixels',
  qwen_xy1000: 'xy1000',
  deepseek_999: 'xy1000',
  molmo_percent: 'percent',
  yx1000: 'gemini_yx1000',
};

describe('fitProfile', () => {
  for (const profile of coordinateProfiles) {
    it(`finds ${profile.id} in answers made with it, exact and up to 0.6% off`, () => {
      for (const [noise, seed] of [
        [0, 'a'],
        [0.006, 'b'],
        [0.006, 'c'],
        [0.006, 'd'],
      ] as const) {
        const fit = fitProfile(
          answered(profile, calibrationMarkers, calibrationSize, noise, seed),
          calibrationMarkers,
          calibrationSize,
        );
        assert.deepEqual(
          [fit.best.profile, fit.isAmbiguous, fit.reason],
          [standsFor[profile.id] ?? profile.id, false, undefined],
        );
        assert.ok(fit.best.residual < 0.006);
        assert.equal(fit.candidates.length, coordinateProfiles.length);
        assert.deepEqual(fit.candidates[0], fit.best);
        assert.ok(fit.runnerUp!.residual > 1.5 * fit.best.residual);
      }
    });
  }

  it("names the profile of the model's family among those that come to the same", () => {
    const families = {
      'vllm~deepseek-ai/deepseek-vl2': 'deepseek_999',
      'ollama~qwen3-vl:8b': 'qwen_xy1000',
      'openrouter~z-ai/glm-4.5v': 'xy1000',
    };
    for (const [model, id] of Object.entries(families)) {
      const fit = fitProfile(
        answered(findProfile(id)!, calibrationMarkers, calibrationSize),
        calibrationMarkers,
        calibrationSize,
        parseModel(model),
      );
      assert.equal(fit.best.profile, id);
    }
  });

  it('does not believe the family against the answer', () => {
    const fit = fitProfile(
      answered(findProfile('pixels')!, calibrationMarkers, calibrationSize),
      calibrationMarkers,
      calibrationSize,
      parseModel('gemini~gemini-2.5-flash'),
    );
    assert.deepEqual([fit.best.profile, fit.isAmbiguous], ['pixels', false]);
  });

  it('measures the mean distance as a share of the diagonal', () => {
    // Each marker 3 px to the right and 4 px down: 5 px of a diagonal of 500 px.
    const size = { width: 400, height: 300 };
    const markers = [
      ['A', 40, 30],
      ['B', 300, 50],
      ['C', 120, 250],
      ['D', 350, 200],
    ].map(([label, x, y]) => ({ label: String(label), x: Number(x), y: Number(y) }));
    const answers = markers.map(({ label, x, y }) => ({ label, numbers: [x + 3, y + 4] as const }));
    const fit = fitProfile({ answers, order: 'list' }, markers, size);
    assert.equal(fit.best.profile, 'pixels');
    assert.ok(Math.abs(fit.best.residual - 0.01) < 1e-12);
  });

  const square = { width: 600, height: 600 };
  const onDiagonal = [60, 150, 290, 410, 555].map((at, index) => ({ label: 'KTHZX'[index]!, x: at, y: at }));

  it('calls it ambiguous when markers lie on the diagonal of a square: x and y are the same there', () => {
    const fit = fitProfile(answered(findProfile('xy1000')!, onDiagonal, square), onDiagonal, square);
    assert.equal(fit.isAmbiguous, true);
    assert.match(fit.reason!, /xy1000 and gemini_yx1000 come to the same places/);
  });

  it('calls it ambiguous when px and thousandths are the same', () => {
    const size = { width: 1000, height: 1000 };
    const markers = [
      ['K', 100, 700],
      ['T', 300, 200],
      ['H', 820, 410],
      ['Z', 610, 930],
    ].map(([label, x, y]) => ({ label: String(label), x: Number(x), y: Number(y) }));
    const fit = fitProfile(answered(findProfile('pixels')!, markers, size), markers, size);
    assert.equal(fit.isAmbiguous, true);
    assert.match(fit.reason!, /pixels and xy1000 come to the same places/);
  });

  it('calls it ambiguous when the model does not see the markers', () => {
    const answers = calibrationMarkers.map(({ label }, at) => ({
      label,
      numbers: [100 + ((at * 300) % 500), 350 - ((at * 170) % 300)] as const,
    }));
    const fit = fitProfile({ answers, order: 'list' }, calibrationMarkers, calibrationSize);
    assert.equal(fit.isAmbiguous, true);
    assert.match(fit.reason!, /still misses the markers by \d+\.\d% of the diagonal/);
  });

  it('calls it ambiguous when two conventions are about as near', () => {
    // Half-way between px of the picture and px of what Qwen2.5-VL makes of it.
    const answers = calibrationMarkers.map(({ label, x, y }) => ({
      label,
      numbers: [(x * (1 + 616 / 630)) / 2, (y * (1 + 392 / 406)) / 2] as const,
    }));
    const fit = fitProfile({ answers, order: 'list' }, calibrationMarkers, calibrationSize);
    assert.equal(fit.isAmbiguous, true);
    assert.match(fit.reason!, /too close to tell/);
  });

  it("calls it ambiguous when the model named its axes, for its lists may have another order, unless the family's is known; tags have none", () => {
    const { answers } = answered(findProfile('percent')!, calibrationMarkers, calibrationSize);
    const named = fitProfile({ answers, order: 'named' }, calibrationMarkers, calibrationSize);
    assert.deepEqual(
      [named.isAmbiguous, named.reason],
      [true, 'The model named its axes (x, y), so the order it writes lists of numbers in was not seen.'],
    );
    const known = fitProfile(
      { answers, order: 'named' },
      calibrationMarkers,
      calibrationSize,
      parseModel('vllm~allenai/Molmo-7B-D-0924'),
    );
    assert.deepEqual([known.best.profile, known.isAmbiguous], ['molmo_percent', false]);
    const tagged = fitProfile({ answers, order: 'tag' }, calibrationMarkers, calibrationSize);
    assert.deepEqual([tagged.best.profile, tagged.isAmbiguous], ['molmo_percent', false]);
  });

  it('needs four of the markers, each counted once', () => {
    const { answers } = answered(findProfile('pixels')!, calibrationMarkers, calibrationSize);
    const four = answers.slice(0, 4);
    assert.equal(
      fitProfile({ answers: four, order: 'list' }, calibrationMarkers, calibrationSize).best.profile,
      'pixels',
    );
    const three = [...four.slice(0, 3), four[0]!, { label: 'Q', numbers: [1, 2] as const }];
    assert.throws(
      () => fitProfile({ answers: three, order: 'list' }, calibrationMarkers, calibrationSize),
      /gives a place for 3 of the 7 markers; at least 4 are needed/,
    );
  });
});
