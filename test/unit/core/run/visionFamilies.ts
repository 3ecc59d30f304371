// Models of every family, as servers of the tests answer for them: from the picture that has reached them, in the form that the vendor or the
// family's maintainers document. Written from those documents (docs/coordinates.md links them), not from the product's profiles.

import type { PixelBox, PixelPoint } from '../../../../src/shared/run/imageExpectation';
import { size as original, type Said } from './pictureTasks';

interface Size {
  width: number;
  height: number;
}

interface VisionFamily {
  /** Canonical. */
  model: string;
  /** Coordinate profile id that its tests must name. */
  profile: string;
  /** px that its numbers count, where it counts px, by the size of the picture it is sent; the size itself where nothing is said. */
  sees?: { [sent: string]: Size };
  /** Whether its numbers are px at all. */
  isPixels: boolean;
  answer(said: Said, sent: Size, letterOf: (option: string) => string): string;
}

type Place = { point: PixelPoint; label: string } | { box: PixelBox; label: string };
/** A number on an axis: 0 to 1 of the picture in, the family's number out. */
type Axes = { x(share: number): number; y(share: number): number };

/** What isn't a place. */
type Fact = Exclude<Said, { points: unknown } | { boxes: unknown }>;

function json(fact: Fact, letterOf: (option: string) => string): object {
  return 'option' in fact ? { answer: letterOf(fact.option) } : fact;
}

function plain(fact: Fact, letterOf: (option: string) => string): string {
  if ('option' in fact) return letterOf(fact.option);
  if ('labels' in fact) return fact.labels.join(', ');
  return String(Object.values(fact)[0]);
}

const fenced = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
const inProse = (value: unknown): string =>
  `I have looked at the picture closely, and this is what I found:\n\n${JSON.stringify(value)}\n\nTell me if you need anything else [or not].`;

const even = (count: number): Axes => ({
  x: (share) => Math.round(share * count),
  y: (share) => Math.round(share * count),
});
const pixels = ({ width, height }: Size): Axes => ({
  x: (share) => Math.round(share * width),
  y: (share) => Math.round(share * height),
});
const decimals = (count: number, digits: number): Axes => ({
  x: (share) => Number((share * count).toFixed(digits)),
  y: (share) => Number((share * count).toFixed(digits)),
});

/** A place's numbers, x first. */
function numbersOf(place: Place, { x, y }: Axes): number[] {
  const px = 'point' in place ? place.point : place.box;
  return px.map((value, axis) => (axis % 2 === 0 ? x(value / original.width) : y(value / original.height)));
}

const yFirst = (numbers: number[]): number[] => numbers.map((_, axis) => numbers[axis ^ 1]!);

interface Form {
  axes(sent: Size): Axes;
  places(places: Place[], numbers: (place: Place) => number[], kind: 'points' | 'boxes'): string;
  fact(fact: Fact, letterOf: (option: string) => string): string;
}

function family(model: string, profile: string, form: Form, pixelSizes?: { [sent: string]: Size }): VisionFamily {
  return {
    model,
    profile,
    isPixels: pixelSizes !== undefined,
    ...(pixelSizes ? { sees: pixelSizes } : {}),
    answer: (said, sent, letterOf) => {
      const axes = form.axes(pixelSizes?.[`${sent.width}x${sent.height}`] ?? sent);
      const numbers = (place: Place): number[] => numbersOf(place, axes);
      if ('points' in said)
        return form.places(
          said.points.map(({ at, label }) => ({ point: at, label })),
          numbers,
          'points',
        );
      if ('boxes' in said) return form.places(said.boxes, numbers, 'boxes');
      return form.fact(said, letterOf);
    },
  };
}

/** `{"points": [{"x", "y", "label"}]}` and `{"objects": [{"label", "box"}]}`: what models that have no form of their own are asked for. */
function neutral(places: Place[], numbers: (place: Place) => number[], kind: 'points' | 'boxes'): object {
  if (kind === 'boxes') return { objects: places.map((place) => ({ label: place.label, box: numbers(place) })) };
  return { points: places.map((place) => ({ x: numbers(place)[0], y: numbers(place)[1], label: place.label })) };
}

const qwenKeys = (places: Place[], numbers: (place: Place) => number[]): object[] =>
  places.map((place) => ({ ['point' in place ? 'point_2d' : 'bbox_2d']: numbers(place), label: place.label }));

const thought =
  '<think>\nIs it {"points": [{"x": 1, "y": 1}]}? No, [12, 30] or {"count": 3} does not fit.\n</think>\n\n';

export const visionFamilies: readonly VisionFamily[] = [
  // Vertex AI: box_2d is [ymin, xmin, ymax, xmax] on 0 to 1000, point [y, x].
  family('gemini~gemini-2.5-flash', 'gemini_yx1000', {
    axes: () => even(1000),
    places: (places, numbers) =>
      fenced(
        places.map((place) => ({
          ['point' in place ? 'point' : 'box_2d']: yFirst(numbers(place)),
          label: place.label,
        })),
      ),
    fact: (fact, letterOf) => fenced(json(fact, letterOf)),
  }),
  // Anthropic's own example of the resize: 1920 x 1080 is 1456 x 819.
  family(
    'anthropic~claude-sonnet-4-5',
    'claude_pixels',
    {
      axes: pixels,
      places: (...told) => inProse(neutral(...told)),
      fact: (fact, letterOf) => inProse(json(fact, letterOf)),
    },
    { '1920x1080': { width: 1456, height: 819 } },
  ),
  // 69 x 39 patches of 28 px are within 4784, so nothing is made smaller.
  family(
    'anthropic~claude-opus-4-7',
    'claude_highres_pixels',
    {
      axes: pixels,
      places: (...told) => `${thought}${JSON.stringify(neutral(...told))}`,
      fact: (fact, letterOf) => JSON.stringify(json(fact, letterOf)),
    },
    {},
  ),
  // smart_resize by hand: 1920 / 28 = 68.57, 1080 / 28 = 38.57; 1366 / 28 = 48.79, 768 / 28 = 27.43.
  family(
    'ollama~qwen2.5vl:7b',
    'qwen25_pixels',
    {
      axes: pixels,
      places: (places, numbers) => fenced(qwenKeys(places, numbers)),
      fact: (fact, letterOf) => fenced(json(fact, letterOf)),
    },
    { '1920x1080': { width: 69 * 28, height: 39 * 28 }, '1366x768': { width: 49 * 28, height: 27 * 28 } },
  ),
  family('openrouter~qwen/qwen3-vl-235b-a22b-instruct', 'qwen_xy1000', {
    axes: () => even(1000),
    places: (places, numbers) => `${thought}${JSON.stringify(qwenKeys(places, numbers))}`,
    fact: (fact, letterOf) => `${thought}${plain(fact, letterOf)}`,
  }),
  // Percent with one decimal; several points are one tag. It has no boxes of its own.
  family('vllm~allenai/Molmo-7B-D-0924', 'molmo_percent', {
    axes: () => decimals(100, 1),
    places: (places, numbers, kind) => {
      if (kind === 'boxes' || places.length === 0) return JSON.stringify(neutral(places, numbers, kind));
      const [only] = places;
      if (places.length === 1)
        return ` <point x="${numbers(only!)[0]}" y="${numbers(only!)[1]}" alt="${only!.label}">${only!.label}</point>`;
      return ` <points ${places.map((place, index) => `x${index + 1}="${numbers(place)[0]}" y${index + 1}="${numbers(place)[1]}"`).join(' ')} alt="places">places</points>`;
    },
    fact: (fact, letterOf) => ` ${plain(fact, letterOf)}`,
  }),
  family(
    'openai~gpt-4o',
    'pixels',
    {
      axes: pixels,
      places: (...told) => JSON.stringify(neutral(...told)),
      fact: (fact, letterOf) => JSON.stringify(json(fact, letterOf)),
    },
    {},
  ),
  // Boxes as lists under their labels, the numbers not rounded.
  family(
    'openai~gpt-4.1',
    'pixels',
    {
      axes: ({ width, height }) => ({ x: (share) => share * width, y: (share) => share * height }),
      places: (places, numbers, kind) =>
        places.length === 0
          ? '[]'
          : `Here you are.\n\n${fenced(kind === 'boxes' ? Object.fromEntries(places.map((place) => [place.label, numbers(place)])) : places.map(numbers))}\nDone.`,
      fact: (fact, letterOf) => `Sure!\n\n${fenced(json(fact, letterOf))}`,
    },
    {},
  ),
  family('vllm~OpenGVLab/InternVL3-8B', 'xy1000', {
    axes: () => even(1000),
    places: (places, numbers, kind) =>
      kind === 'boxes'
        ? places.map((place) => `<ref>${place.label}</ref><box>[[${numbers(place).join(', ')}]]</box>`).join('\n')
        : JSON.stringify(neutral(places, numbers, kind)),
    fact: plain,
  }),
  family('vllm~deepseek-ai/deepseek-vl2', 'deepseek_999', {
    axes: () => even(999),
    places: (places, numbers, kind) =>
      kind === 'boxes'
        ? places.map((place) => `<|ref|>${place.label}<|/ref|><|det|>[[${numbers(place).join(', ')}]]<|/det|>`).join('')
        : JSON.stringify(neutral(places, numbers, kind)),
    fact: plain,
  }),
  // Bins of 1024, four digits, y first.
  family('vllm~google/paligemma2-3b-mix-448', 'paligemma_1024', {
    axes: () => even(1024),
    places: (places, numbers, kind) =>
      places.length === 0
        ? JSON.stringify(neutral(places, numbers, kind))
        : places
            .map(
              (place) =>
                `${yFirst(numbers(place))
                  .map((bin) => `<loc${String(Math.min(1023, bin)).padStart(4, '0')}>`)
                  .join('')} ${place.label}`,
            )
            .join(' ; '),
    fact: plain,
  }),
  family('vllm~moonshotai/Kimi-VL-A3B-Instruct', 'unit', {
    axes: () => decimals(1, 3),
    places: (...told) => fenced(neutral(...told)),
    fact: (fact, letterOf) => inProse(json(fact, letterOf)),
  }),
];

export function familyOf(modelName: string): VisionFamily {
  const found = visionFamilies.find(({ model }) => model.replace(/^[a-z]+~/, '') === modelName);
  if (!found) throw new Error(`no family of ${modelName}`);
  return found;
}
