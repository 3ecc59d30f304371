// Models that are asked through VS Code: their times have its own way in them.

/** The id of the model API in `vscode~family`. */
export const vsCodeApi = 'vscode';

export function isThroughVsCode({ provider }: { readonly provider: string }): boolean {
  return provider === vsCodeApi;
}

/** What is to be known of every figure of such a model. */
export const throughVsCodeNote =
  'Asked through VS Code: the times have its own way to the model in them and are not comparable with those of models that are asked directly. Tokens are counted by VS Code, not by the API.';
