// Which convention explains an answer about markers whose places are known: every one is tried, the nearest wins, and what can't be told is said.

import type { ModelId } from '../../shared/run/model';
import type { CandidateFit } from '../coordinates/calibrationStore';
import type { CoordinateProfile } from '../coordinates/coordinateProfile';
import { familyProfile } from '../coordinates/familyProfile';
import { coordinateProfiles, rangeOf } from '../coordinates/coordinateProfiles';
import type { PixelSize } from '../coordinates/visionSize';
import { formatPercent } from '../../shared/text/format';

export interface Marker {
  /** One capital letter, drawn on the marker. */
  label: string;
  /** px of the picture, its center. */
  x: number;
  y: number;
}

export interface AnsweredMarkers {
  /** Where the model says a marker is: two numbers in a convention that is not known yet. */
  answers: readonly { label: string; numbers: readonly [number, number] }[];
  /**
   * How the numbers' order is known. `list`: it is not, the fit tells. `tag`: the form names x and y and the family knows no other (Molmo's XML).
   * `named`: the model wrote x and y as JSON keys, which says nothing of the order it writes lists in, so its family must. Numbers of the last two have x first.
   */
  order: 'list' | 'tag' | 'named';
}

export interface ProfileFit {
  /** Every profile that was tried, the best first. */
  candidates: CandidateFit[];
  best: CandidateFit;
  /** The best of those that put the markers elsewhere. */
  runnerUp: CandidateFit | null;
  isAmbiguous: boolean;
  /** Why the result is ambiguous, in a sentence; absent when it is not. */
  reason?: string;
}

/** Two conventions that put every marker within this share of the diagonal of each other amount to the same: thousandths and 0 to 999. */
const sameMapping = 0.005;
/** The runner-up must be at least this many times as far off. */
const clearFactor = 1.5;
/** A model that misses the markers by more than this share of the diagonal does not see them. */
const poorResidual = 0.05;
const fewestMarkers = 4;

interface Tried extends CandidateFit {
  convention: CoordinateProfile;
  /** Where it puts the markers, px. */
  points: { x: number; y: number }[];
}

/**
 * Residual: mean distance between where the markers are and where the convention puts the model's numbers, as a share of the diagonal.
 * Of conventions that amount to the same on this picture the one that the model's family is known for wins, then the first in the list of profiles.
 * Throws when fewer than four of the markers were answered.
 */
export function fitProfile(
  { answers, order }: AnsweredMarkers,
  markers: readonly Marker[],
  size: PixelSize,
  model?: ModelId,
): ProfileFit {
  const matched = markers.flatMap((marker) =>
    answers
      .filter((one) => one.label === marker.label)
      .slice(0, 1)
      .map(({ numbers }) => ({ marker, numbers })),
  );
  if (matched.length < fewestMarkers) {
    throw new Error(
      `The answer gives a place for ${matched.length} of the ${markers.length} markers; at least ${fewestMarkers} are needed to tell conventions apart.`,
    );
  }
  const diagonal = Math.hypot(size.width, size.height);
  const apart = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
    Math.hypot(one.x - other.x, one.y - other.y) / diagonal;
  const tried = coordinateProfiles
    .filter((profile) => order !== 'tag' || profile.order === 'xy')
    .map((convention): Tried => {
      const points = matched.map(({ numbers }) => placeOf(numbers, convention, order === 'list', size));
      const residual = points.reduce((sum, point, at) => sum + apart(point, matched[at]!.marker), 0) / matched.length;
      return { profile: convention.id, residual, convention, points };
    });
  const nearest = tried.reduce((least, one) => (one.residual < least.residual ? one : least));
  const isSame = (one: Tried): boolean =>
    one.points.every((point, at) => apart(point, nearest.points[at]!) <= sameMapping);
  const equals = tried.filter(isSame);
  const best = preferred(equals, model, order);
  const sorted = [best, ...tried.filter((one) => one !== best).sort((one, other) => one.residual - other.residual)];
  const runnerUp = sorted.find((one) => !isSame(one)) ?? null;
  const isOrderKnown = order !== 'named' || best.profile === (model && familyProfile(model));
  const reason = doubt(nearest, runnerUp, equals, order === 'named', isOrderKnown);
  return {
    candidates: sorted.map(fitOf),
    best: fitOf(best),
    runnerUp: runnerUp && fitOf(runnerUp),
    isAmbiguous: reason !== undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}

function placeOf(
  numbers: readonly [number, number],
  profile: CoordinateProfile,
  isOrdered: boolean,
  size: PixelSize,
): { x: number; y: number } {
  const range = rangeOf(profile, size);
  const [x, y] = isOrdered && profile.order === 'yx' ? [numbers[1], numbers[0]] : numbers;
  return { x: (x / range.width) * size.width, y: (y / range.height) * size.height };
}

function preferred(equals: readonly Tried[], model: ModelId | undefined, order: AnsweredMarkers['order']): Tried {
  const family = model && familyProfile(model);
  const isTagged = (one: Tried): boolean => order === 'tag' && one.convention.form === 'molmo';
  return equals.find((one) => one.profile === family) ?? equals.find(isTagged) ?? equals[0]!;
}

function doubt(
  nearest: Tried,
  runnerUp: Tried | null,
  equals: readonly Tried[],
  isNamed: boolean,
  isOrderKnown: boolean,
): string | undefined {
  if (nearest.residual > poorResidual)
    return `The nearest convention, ${nearest.profile}, still misses the markers by ${formatPercent(nearest.residual)} of the diagonal on average: the model does not see where they are.`;
  const others = equals.filter((one) => spaceOf(one.convention, isNamed) !== spaceOf(equals[0]!.convention, isNamed));
  if (!isOrderKnown) return 'The model named its axes (x, y), so the order it writes lists of numbers in was not seen.';
  if (others.length > 0)
    return `${equals[0]!.profile} and ${others[0]!.profile} come to the same places on this picture, so they can't be told apart.`;
  if (runnerUp && runnerUp.residual < clearFactor * nearest.residual) {
    return `${nearest.profile} misses the markers by ${formatPercent(nearest.residual)} of the diagonal and ${runnerUp.profile} by ${formatPercent(runnerUp.residual)}, which is too close to tell which is meant.`;
  }
  return undefined;
}

/** Conventions with the same text amount to the same on every picture, but for what a model's own resize does; 0 to 999 and thousandths too. */
function spaceOf({ order, unit }: CoordinateProfile, isNamed: boolean): string {
  return `${isNamed ? '' : order} ${unit === 'bins999' ? 'thousandths' : unit}`;
}

function fitOf({ profile, residual }: Tried): CandidateFit {
  return { profile, residual };
}
