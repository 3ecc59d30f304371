// Asks a model where the markers of the calibration picture are, and finds the convention that explains its answer. Stores nothing.

import type { PointExpectation } from '../../shared/run/imageExpectation';
import type { ModelId } from '../../shared/run/model';
import { JsonNumber } from '../answerText/jsonNumber';
import { modelAnswer } from '../answerText/modelAnswer';
import type { ModelRequest, Provider } from '../providers/provider';
import { withScript } from '../providers/withScript';
import { askModel } from '../ask/askModel';
import { defaultIdleTimeoutMs } from '../ask/attemptLimits';
import { LateWatch } from '../ask/lateWatch';
import { startRunClock } from '../ask/runClock';
import { calibrationMarkers, calibrationPicture } from './calibrationPicture';
import type { Calibration } from '../coordinates/calibrationStore';
import { chooseProfile } from '../coordinates/chooseProfile';
import { findPlaces } from '../coordinates/findPlaces';
import { fitProfile, type AnsweredMarkers, type ProfileFit } from './fitProfile';

export interface ModelCalibration extends Calibration {
  /** Every profile that was tried, the chosen one first, then the nearest first. */
  candidates: ProfileFit['candidates'];
}

export interface CalibrateOptions {
  attemptTimeoutMs: number;
  /** Tries for one answer, the first included. */
  maxAttempts: number;
}

/** Names the markers and no convention: neither an order of axes nor what the numbers count. */
export const calibrationQuestion = [
  `The picture shows ${calibrationMarkers.length} colored discs, each with a letter on it: ${calibrationMarkers.map(({ label, colorName }) => `${label} (${colorName})`).join(', ')}.`,
  'Where is the center of each disc? Give the coordinates in the way you always give points in pictures.',
  'Answer with JSON only, a list with an entry for each disc, its letter as the label and its point as a list of two numbers: [{"label": "...", "point": [..., ...]}, ...]',
].join('\n');

/**
 * One answer of the model, fitted. Throws an error for people when there is no answer, or when it gives no place for at least four markers;
 * throws the signal's reason when aborted.
 */
export async function calibrate(
  provider: Provider,
  model: ModelId,
  options: CalibrateOptions,
  signal: AbortSignal,
): Promise<ModelCalibration> {
  const picture = calibrationPicture();
  const clock = startRunClock();
  const asked = {
    clock,
    queuedAt: clock.now(),
    idleTimeoutMs: defaultIdleTimeoutMs,
    ...options,
    onDispatched: () => undefined,
    inFlight: () => 1,
    watch: new LateWatch(),
    onRetry: () => undefined,
  };
  const { attempts, error, reply } = await askModel(provider, await requestFor(model, picture), asked, signal);
  if (error) throw new Error(error.message);
  const answer = attempts.at(-1)?.response?.text ?? '';
  if (reply && reply.stoppedBy !== 'none')
    throw new Error(
      reply.stoppedBy === 'length'
        ? 'The answer was cut off at the limit of its length.'
        : 'The model refused to answer.',
    );
  const { best, runnerUp, isAmbiguous, reason, candidates } = fitProfile(
    markersIn(answer),
    calibrationMarkers,
    picture,
    model,
  );
  return {
    ...best,
    runnerUp,
    isAmbiguous,
    ...(reason === undefined ? {} : { reason }),
    at: clock.startedAt.toISOString(),
    answer,
    pictureSha256: picture.sha256,
    candidates,
  };
}

/** The places that an answer gives to markers, in numbers of a convention that is not known. Throws an error for people when there are none to be read. */
export function markersIn(answer: string): AnsweredMarkers {
  const found = findPlaces(modelAnswer(answer).said, 'points');
  if ('problem' in found) throw new Error(`The answer could not be read: ${found.problem}.`);
  const labels = calibrationMarkers.map(({ label }) => label).join('');
  const letter = new RegExp(`(?<![\\p{L}\\d])[${labels}](?![\\p{L}\\d])`, 'u');
  const answers = found.places.flatMap(({ numbers, label }) => {
    const [first = NaN, second = NaN] = numbers.map((number) => (number instanceof JsonNumber ? number.value : NaN));
    const marker = letter.exec(label ?? '')?.[0] ?? letter.exec(label?.toUpperCase() ?? '')?.[0];
    const areNumbers = numbers.length === 2 && Number.isFinite(first) && Number.isFinite(second);
    return marker !== undefined && areNumbers ? [{ label: marker, numbers: [first, second] as const }] : [];
  });
  const isNamed = found.places.some((place) => place.isNamed);
  return { answers, order: found.form === 'molmo' ? 'tag' : isNamed ? 'named' : 'list' };
}

function requestFor(model: ModelId, picture: ReturnType<typeof calibrationPicture>): Promise<ModelRequest> {
  const { base64: _, ...file } = picture;
  const regions = calibrationMarkers.map(({ label, x, y }) => ({
    label,
    circle: { center: [x, y] as [number, number], radius: 10 },
  }));
  const expectation: PointExpectation = { regions, match: 'all' };
  const { profile, chosenBy } = chooseProfile(model, {});
  const request: ModelRequest = {
    model,
    messages: [{ role: 'user', content: calibrationQuestion, images: [file] }],
    images: [picture],
    promptIndex: 1,
    testType: 'point',
    variables: {},
  };
  const { width, height } = picture;
  return withScript(request, {
    expectation: { ...expectation },
    picture: { width, height, sentWidth: width, sentHeight: height, profile, chosenBy },
  });
}
