// The first files of a benchmark: one that says in its comments what everything is for, can be run as it is, and is meant to be changed.

import { dataStarter, starterTexts, type StarterData } from './starterTexts';
import { starterPicture } from './starterPicture';

/** What a first benchmark is about. */
export const starterKinds = ['text', 'json', 'python', 'picture', 'data'] as const;
export type StarterKind = (typeof starterKinds)[number];

/** Each in a few words, for whoever picks one. */
export const starterPhrases: { readonly [kind in StarterKind]: { label: string; detail: string } } = {
  text: { label: 'Text', detail: 'Questions whose answers have words or numbers in them' },
  json: { label: 'JSON', detail: 'Facts taken out of a text, as JSON' },
  python: { label: 'Python', detail: 'Functions that models write, run against tests in a sandbox' },
  picture: { label: 'Picture', detail: 'Questions about pictures' },
  data: { label: 'From a CSV or JSONL File', detail: 'A prompt for each row of a file' },
};

/** Answers by itself: needs no key and no network. */
export const starterModel = 'simulated~swift';

export interface StarterRequest {
  kind: StarterKind;
  /** Of the YAML file, without its ending. */
  name: string;
  /** As it is written in a benchmark. */
  model: string;
  /** The file that the prompts come from; without one a small one is made. Only for `data`. */
  data?: StarterData;
}

export interface StarterFile {
  /** Beside the others: no folder. */
  name: string;
  content: string | Uint8Array;
}

/** The benchmark first, then what it names. */
export function starterFiles({ kind, name, model, data }: StarterRequest): StarterFile[] {
  const picture = `${name}.png`;
  const table = `${name}.csv`;
  const yaml = (content: string): StarterFile => ({ name: `${name}.yaml`, content });
  switch (kind) {
    case 'picture':
      return [
        yaml(starterTexts.picture({ name, model, file: picture })),
        { name: picture, content: Buffer.from(starterPicture, 'base64') },
      ];
    case 'data':
      if (data) return [yaml(dataStarter({ name, model, data }))];
      return [
        yaml(dataStarter({ name, model, data: { file: table, columns: ['question', 'answer', 'topic'] } })),
        { name: table, content: starterTable },
      ];
    default:
      return [yaml(starterTexts[kind]({ name, model, file: '' }))];
  }
}

const starterTable = `question,answer,topic
What is the capital of France?,Paris,geography
What is 17 + 25?,42,numbers
Which gas do plants take in?,carbon dioxide,nature
`;
