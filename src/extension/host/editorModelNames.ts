// How the language models of VS Code are written behind `vscode~`. The family is what people know; where several models share it, or two extensions
// bring the same, more is written. Pure.

import type * as vscode from 'vscode';

type Named = Pick<vscode.LanguageModelChat, 'vendor' | 'family' | 'id'>;

/** The models that a name means: one by its whole name, else by its id, else all of the family. More than one where the name does not say which. */
export function modelsCalled<Model extends Named>(models: readonly Model[], name: string): Model[] {
  const ways = [
    ({ vendor, id }: Model) => [`${vendor}/${id}`],
    ({ id }: Model) => [id],
    ({ vendor, family }: Model) => [family, `${vendor}/${family}`],
  ];
  const distinct = [...new Map(models.map((model) => [`${model.vendor}/${model.id}`, model])).values()];
  return (
    ways.map((namesOf) => distinct.filter((model) => namesOf(model).includes(name))).find(({ length }) => length > 0) ??
    []
  );
}

/** The shortest name of each that means no other, sorted. */
export function editorModelNames(models: readonly Named[]): string[] {
  const names = models.map((model) => {
    const whole = `${model.vendor}/${model.id}`;
    const ofFamily = model.family === '' ? [] : [model.family, `${model.vendor}/${model.family}`];
    return [...ofFamily, model.id].find((name) => isOnly(modelsCalled(models, name), whole)) ?? whole;
  });
  return [...new Set(names)].sort((one, other) => one.localeCompare(other, 'en'));
}

function isOnly(called: readonly Named[], whole: string): boolean {
  return called.length === 1 && called.every(({ vendor, id }) => `${vendor}/${id}` === whole);
}
