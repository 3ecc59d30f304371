// Writes examples/pictures.yaml and the pictures it asks about. Everything is drawn from seeds with fonts of the project's own packages, so
// that the same files come out everywhere; a unit test holds what is kept to what this makes.
// Run it after a change: npx tsx scripts/makeExamplePictures.ts

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chartScenes } from './examples/charts';
import { dialogScenes } from './examples/dialogs';
import { pictureBenchmark } from './examples/pictureBenchmark';
import { scatterScenes } from './examples/scatter';
import { paintScene, registerFonts } from './examples/scene';
import { wordScenes } from './examples/words';

/** The files of the example by their paths below examples/. */
export function exampleFiles(): Map<string, Buffer> {
  registerFonts();
  const scenes = [...scatterScenes(), ...dialogScenes(), ...wordScenes(), ...chartScenes()];
  const files = new Map(scenes.map((scene) => [`pictures/${scene.name}.png`, paintScene(scene)]));
  return files.set('pictures.yaml', Buffer.from(pictureBenchmark(scenes, 'pictures')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('../examples/pictures/', import.meta.url), { recursive: true });
  for (const [path, bytes] of exampleFiles()) writeFileSync(new URL(`../examples/${path}`, import.meta.url), bytes);
}
