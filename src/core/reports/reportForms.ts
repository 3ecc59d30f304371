// The forms that a run is reported in: their names, what they are, and how their files end. Types and words only.

export const reportForms = ['strict', 'junit', 'markdown', 'csv', 'jsonl', 'html', 'zip'] as const;
export type ReportForm = (typeof reportForms)[number];

/** For people who choose one. */
export const reportFormFacts: { readonly [form in ReportForm]: { label: string; detail: string; ending: string } } = {
  zip: { label: 'Zip', detail: 'The run folder with all its pictures, in one file.', ending: 'zip' },
  html: {
    label: 'Web Page',
    detail: 'The review page in one file that opens without a network; pictures are not in it.',
    ending: 'html',
  },
  markdown: { label: 'Markdown', detail: 'A summary for a pull request: the models, and what failed.', ending: 'md' },
  csv: { label: 'CSV', detail: 'A line a test, for spreadsheets.', ending: 'csv' },
  jsonl: { label: 'JSON Lines', detail: 'A line a test with everything of its result, for programs.', ending: 'jsonl' },
  junit: { label: 'JUnit XML', detail: 'What CI services show as tests.', ending: 'xml' },
  strict: {
    label: 'A Report for Other Tools',
    detail: 'ExecEvalBenchmarkReport with numbers only: 0 where nothing is known, and how often that is.',
    ending: 'json',
  },
};
