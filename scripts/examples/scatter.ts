// Shapes scattered without touching: how many there are of a kind, and where, is known exactly.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../../src/shared/statistics/seededRandom';
import type { Scene, ScenePrompt } from './scene';

type Kind = 'circle' | 'square' | 'triangle' | 'star';
type Color = 'red' | 'blue' | 'green' | 'orange';

interface Item {
  kind: Kind;
  color: Color;
  x: number;
  y: number;
  radius: number;
}

const paints: { [color in Color]: string } = { red: '#d62728', blue: '#1f5fbf', green: '#2a9d3a', orange: '#f39c12' };
const gap = 12;

/** `wanted` says how many of which; places and sizes come from the seed. */
function scattered(
  seed: string,
  width: number,
  height: number,
  wanted: readonly (readonly [Kind, Color, number])[],
  radii: readonly [number, number],
): Item[] {
  const random = seededRandom(seed);
  const items: Item[] = [];
  for (const [kind, color, count] of wanted) {
    for (let number = 0; number < count; number++) {
      for (;;) {
        const radius = Math.round(radii[0] + random() * (radii[1] - radii[0]));
        const x = Math.round(radius + gap + random() * (width - 2 * (radius + gap)));
        const y = Math.round(radius + gap + random() * (height - 2 * (radius + gap)));
        if (items.some((other) => Math.hypot(other.x - x, other.y - y) < other.radius + radius + gap)) continue;
        items.push({ kind, color, x, y, radius });
        break;
      }
    }
  }
  return items;
}

function paintItem(context: SKRSContext2D, { kind, color, x, y, radius }: Item): void {
  context.fillStyle = paints[color];
  context.beginPath();
  if (kind === 'circle') context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (kind === 'square') context.rect(x - radius * 0.8, y - radius * 0.8, radius * 1.6, radius * 1.6);
  else
    corners(kind, radius).forEach(([dx, dy], corner) =>
      corner === 0 ? context.moveTo(x + dx, y + dy) : context.lineTo(x + dx, y + dy),
    );
  context.closePath();
  context.fill();
}

function corners(kind: 'triangle' | 'star', radius: number): [number, number][] {
  const count = kind === 'triangle' ? 3 : 10;
  return Array.from({ length: count }, (_, corner) => {
    const angle = -Math.PI / 2 + (corner * 2 * Math.PI) / count;
    const reach = kind === 'star' && corner % 2 === 1 ? radius * 0.45 : radius;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
}

/** The box around an item, [x1, y1, x2, y2] in whole px. */
function boxOf({ kind, x, y, radius }: Item): [number, number, number, number] {
  if (kind === 'circle') return [x - radius, y - radius, x + radius, y + radius];
  if (kind === 'square')
    return [
      Math.floor(x - radius * 0.8),
      Math.floor(y - radius * 0.8),
      Math.ceil(x + radius * 0.8),
      Math.ceil(y + radius * 0.8),
    ];
  const points = corners(kind, radius);
  const [xs, ys] = [points.map(([dx]) => dx), points.map(([, dy]) => dy)];
  return [
    Math.floor(x + Math.min(...xs)),
    Math.floor(y + Math.min(...ys)),
    Math.ceil(x + Math.max(...xs)),
    Math.ceil(y + Math.max(...ys)),
  ];
}

function scene(
  name: string,
  width: number,
  height: number,
  items: Item[],
  background: string,
  prompts: ScenePrompt[],
): Scene {
  const paint = (context: SKRSContext2D): void => {
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
    for (const item of items) paintItem(context, item);
  };
  return { name, width, height, paint, prompts };
}

function of(items: readonly Item[], kind: Kind, color?: Color): Item[] {
  return items.filter((item) => item.kind === kind && (color === undefined || item.color === color));
}

const circleAt = ({ x, y, radius }: Item) => ({ circle: { center: [x, y], radius } });

export function scatterScenes(): Scene[] {
  const few = scattered(
    'few',
    640,
    420,
    [
      ['circle', 'red', 3],
      ['square', 'blue', 2],
      ['triangle', 'green', 2],
      ['star', 'orange', 1],
    ],
    [22, 46],
  );
  const many = scattered(
    'many',
    960,
    640,
    [
      ['circle', 'red', 7],
      ['circle', 'blue', 9],
      ['square', 'green', 6],
      ['triangle', 'orange', 5],
      ['star', 'blue', 3],
    ],
    [14, 34],
  );
  const crowd = scattered(
    'crowd',
    1280,
    720,
    [
      ['circle', 'green', 23],
      ['square', 'orange', 12],
      ['star', 'red', 4],
    ],
    [12, 24],
  );
  return [
    scene('scatter-few', 640, 420, few, '#f7f7f2', [
      {
        testType: 'count',
        question: 'How many red circles are in the picture?',
        expectation: { count: 3, points: of(few, 'circle', 'red').map(({ x, y }) => [x, y]) },
      },
      {
        testType: 'point',
        question: 'Point at the orange star.',
        expectation: { regions: of(few, 'star').map((item) => ({ ...circleAt(item), label: 'orange star' })) },
      },
      {
        testType: 'point',
        question: 'Point at every blue square, one point for each.',
        expectation: { regions: of(few, 'square').map((item) => ({ box: boxOf(item), label: 'blue square' })) },
      },
      {
        testType: 'box',
        question: 'Draw a box around the orange star.',
        expectation: { box: boxOf(of(few, 'star')[0]!), label: 'orange star' },
      },
    ]),
    scene('scatter-many', 960, 640, many, '#ffffff', [
      {
        testType: 'count',
        question: 'How many triangles are in the picture?',
        expectation: { count: 5, points: of(many, 'triangle').map(({ x, y }) => [x, y]) },
      },
      { testType: 'count', question: 'How many circles are in the picture, whatever their color?', expectation: 16 },
      {
        testType: 'box',
        question: 'Draw a box around every star.',
        expectation: { boxes: of(many, 'star').map((item) => ({ box: boxOf(item), label: 'star' })) },
      },
    ]),
    scene('scatter-crowd', 1280, 720, crowd, '#eef3f7', [
      { testType: 'count', question: 'How many green circles are in the picture?', expectation: 23 },
      {
        testType: 'point',
        question: 'Point at every red star, one point for each.',
        expectation: { regions: of(crowd, 'star').map((item) => ({ ...circleAt(item), label: 'red star' })) },
      },
    ]),
  ];
}
