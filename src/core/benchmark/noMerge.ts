// What is said of the key `<<`, wherever it stands.

/** Completes the name of its place. */
export const noMerge =
  'merges nothing: that is a word of YAML 1.1, and files are read as YAML 1.2. Write the keys out, or put what all prompts share into `defaults`.';
