// Charts whose numbers are known.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { bold, sans, widthOf, write, type Scene } from './scene';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'] as const;
const bars = [42, 65, 31, 88, 57, 73] as const;
const lines = { north: [24, 36, 50, 44, 60, 82], south: [70, 62, 56, 52, 42, 34] } as const;

const left = 80;
const bottom = 420;
const step = 96;
const perUnit = 3.6;

function paintAxes(context: SKRSContext2D, title: string): void {
  write(context, title, left, 48, 24, bold);
  context.strokeStyle = '#6a7480';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(left, 70);
  context.lineTo(left, bottom);
  context.lineTo(680, bottom);
  context.stroke();
  for (const value of [20, 40, 60, 80])
    write(context, String(value), left - 34, bottom - value * perUnit + 6, 17, sans, '#4a5460');
  months.forEach((month, place) => write(context, month, left + 30 + place * step, bottom + 28, 18));
}

const barBox = (place: number): [number, number, number, number] => [
  left + 24 + place * step,
  Math.floor(bottom - bars[place]! * perUnit),
  left + 76 + place * step,
  bottom,
];

function barChart(): Scene {
  return {
    name: 'chart-bars',
    width: 720,
    height: 480,
    paint: (context) => {
      paintAxes(context, 'Visitors, in thousands');
      bars.forEach((value, place) => {
        const [x1, y1, x2, y2] = barBox(place);
        context.fillStyle = '#3b78c3';
        context.fillRect(x1, y1, x2 - x1, y2 - y1);
        write(context, String(value), (x1 + x2 - widthOf(String(value), 17)) / 2, y1 - 8, 17);
      });
    },
    prompts: [
      {
        testType: 'choice',
        question: 'In which month were there the most visitors?',
        expectation: { options: { A: 'February', B: 'April', C: 'June', D: 'January' }, answer: 'B' },
      },
      { testType: 'count', question: 'In how many months were there more than 50 thousand visitors?', expectation: 4 },
      {
        testType: 'box',
        question: 'Draw a box around the bar of March.',
        expectation: { box: barBox(2), label: 'March' },
      },
      {
        testType: 'classify',
        question: 'What kind of chart is this?',
        expectation: { choices: ['bar chart', 'line chart', 'pie chart', 'table'], label: 'bar chart' },
      },
    ],
  };
}

function lineChart(): Scene {
  return {
    name: 'chart-lines',
    width: 720,
    height: 480,
    paint: (context) => {
      paintAxes(context, 'Bicycles sold');
      const place = (month: number, value: number): [number, number] => [
        left + 50 + month * step,
        bottom - value * perUnit,
      ];
      Object.entries(lines).forEach(([name, values], row) => {
        context.strokeStyle = row === 0 ? '#c0392b' : '#2471a3';
        context.lineWidth = 4;
        context.beginPath();
        values.forEach((value, month) =>
          month === 0 ? context.moveTo(...place(month, value)) : context.lineTo(...place(month, value)),
        );
        context.stroke();
        write(context, name, place(5, values[5])[0] + 14, place(5, values[5])[1] + 6, 18, bold, context.strokeStyle);
      });
    },
    prompts: [
      {
        testType: 'choice',
        question: 'Which statement fits the chart?',
        expectation: {
          options: {
            A: 'Both lines rise',
            B: 'Both lines fall',
            C: 'North rises and south falls',
            D: 'North falls and south rises',
          },
          answer: 'C',
        },
      },
      {
        testType: 'classify',
        question: 'What kind of chart is this?',
        expectation: { choices: ['bar chart', 'line chart', 'pie chart', 'table'], label: 'line chart' },
      },
      {
        testType: 'classify',
        question: 'Which words are written in the picture? Name every one of the choices that is.',
        expectation: { choices: ['north', 'south', 'east', 'west'], labels: ['north', 'south'] },
      },
    ],
  };
}

export function chartScenes(): Scene[] {
  return [barChart(), lineChart()];
}
