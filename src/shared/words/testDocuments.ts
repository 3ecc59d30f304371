// What is kept of one test as documents that a person opens. They are views: made when somebody asks, and stored nowhere.

export const testDocuments = {
  /** The whole history for people. */
  transcriptText: 'transcript.md',
  transcript: 'transcript.json',
  result: 'result.json',
} as const;

export type TestDocument = keyof typeof testDocuments;
