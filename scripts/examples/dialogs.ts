// Screenshots of programs that don't exist: what is on the screen, and where it must be clicked.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { bold, boxOfText, sans, widthOf, write, type Scene } from './scene';

type Box = [x1: number, y1: number, x2: number, y2: number];

interface Button {
  text: string;
  box: Box;
  isMain?: boolean;
}

function paintWindow(context: SKRSContext2D, [x1, y1, x2, y2]: Box, title: string): void {
  context.fillStyle = '#ffffff';
  context.strokeStyle = '#9aa3ad';
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x1, y1, x2 - x1, y2 - y1, 8);
  context.fill();
  context.stroke();
  context.fillStyle = '#e8ecf1';
  context.fillRect(x1 + 1, y1 + 1, x2 - x1 - 2, 40);
  write(context, title, x1 + 16, y1 + 28, 18, bold);
}

function paintButton(context: SKRSContext2D, { text, box: [x1, y1, x2, y2], isMain = false }: Button): void {
  context.fillStyle = isMain ? '#1f5fbf' : '#f3f4f6';
  context.strokeStyle = isMain ? '#174a96' : '#8b95a1';
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x1, y1, x2 - x1, y2 - y1, 5);
  context.fill();
  context.stroke();
  write(context, text, (x1 + x2 - widthOf(text, 17)) / 2, (y1 + y2) / 2 + 6, 17, sans, isMain ? '#ffffff' : '#1b1b1b');
}

function saveDialog(): Scene {
  const buttons: Button[] = [
    { text: 'Discard', box: [180, 300, 300, 340] },
    { text: 'Cancel', box: [420, 300, 530, 340] },
    { text: 'Save', box: [545, 300, 655, 340], isMain: true },
  ];
  const box = (text: string): Box => buttons.find((button) => button.text === text)!.box;
  return {
    name: 'dialog-save',
    width: 840,
    height: 480,
    paint: (context) => {
      context.fillStyle = '#d7dde4';
      context.fillRect(0, 0, 840, 480);
      paintWindow(context, [150, 90, 690, 370], 'Unsaved changes');
      write(context, 'The drawing "garden plan" has changed.', 180, 180, 19);
      write(context, 'What should happen with the changes?', 180, 215, 19);
      for (const button of buttons) paintButton(context, button);
    },
    prompts: [
      {
        testType: 'point',
        question: 'Point at the button that says Cancel.',
        word: 'Cancel',
        expectation: { box: box('Cancel'), label: 'Cancel' },
      },
      {
        testType: 'point',
        question: 'Where must be clicked to lose the changes? Point at that place; the word there is Discard.',
        word: 'Discard',
        expectation: { box: box('Discard'), label: 'Discard' },
      },
      {
        testType: 'choice',
        question: 'What does this window ask about?',
        expectation: {
          options: {
            A: 'Whether to print a drawing',
            B: 'What to do with unsaved changes',
            C: 'Which folder to open',
            D: 'Whether to restart',
          },
          answer: 'B',
          circular: true,
        },
      },
    ],
  };
}

function mailScreen(): Scene {
  const size = 22;
  const folders = ['Inbox', 'Drafts', 'Archive', 'Trash'] as const;
  const place = (row: number): [number, number] => [32, 120 + row * 52];
  const boxOfFolder = (row: number): Box => boxOfText(folders[row]!, ...place(row), size);
  return {
    name: 'mail-screen',
    width: 1024,
    height: 640,
    paint: (context) => {
      context.fillStyle = '#f4f5f7';
      context.fillRect(0, 0, 220, 640);
      context.fillStyle = '#233044';
      context.fillRect(0, 0, 1024, 64);
      write(context, 'Pigeon Mail', 32, 41, 24, bold, '#ffffff');
      folders.forEach((folder, row) => write(context, folder, ...place(row), size));
      const mails = [
        ['Ada Brandt', 'Tickets for Saturday'],
        ['Water works', 'Your meter reading is due'],
        ['Chess club', 'Pairings of round four'],
        ['Noor', 'Photos from the lake'],
      ] as const;
      mails.forEach(([from, subject], row) => {
        const y = 120 + row * 88;
        write(context, from, 260, y, 20, bold);
        write(context, subject, 260, y + 30, 18, sans, '#445064');
        context.fillStyle = '#dfe3e8';
        context.fillRect(240, y + 48, 760, 1);
      });
    },
    prompts: [
      {
        testType: 'box',
        question: 'Draw a box around the word Archive.',
        word: 'Archive',
        expectation: { boxes: [{ box: boxOfFolder(2), label: 'Archive' }], iou: 0.5 },
      },
      {
        testType: 'box',
        question: 'Draw a box around the word Drafts.',
        word: 'Drafts',
        expectation: { boxes: [{ box: boxOfFolder(1), label: 'Drafts' }], iou: 0.5 },
      },
      {
        testType: 'choice',
        question: 'Who wrote about a meter reading?',
        expectation: {
          options: { A: 'Ada Brandt', B: 'The chess club', C: 'Noor', D: 'The water works' },
          answer: 'D',
        },
      },
      {
        testType: 'classify',
        question: 'What kind of program is shown?',
        expectation: { choices: ['mail', 'maps', 'music', 'spreadsheet'], label: 'mail' },
      },
    ],
  };
}

export function dialogScenes(): Scene[] {
  return [saveDialog(), mailScreen()];
}
