// The shape of an entry of `prompts` that names a data file.

import * as z from 'zod';
import { dataFileEndings } from './readDataFile';

const column = z.string().regex(/\S/);
const cell = z.union([z.string(), z.number(), z.boolean()]);

export const dataFileSchema = z
  .object({
    file: column.describe(
      `A data file with a prompt a row, relative to the benchmark file. Its name ends in ${dataFileEndings.join(', ')}.`,
    ),
    expectation: z
      .union([column, z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .optional()
      .describe(
        'The column that has the right answers; or an expectation with `{{column}}` in its texts. The column `expectation` when missing.',
      ),
    variables: z
      .union([z.record(z.string(), column), z.array(column).min(1)])
      .optional()
      .describe(
        'Which column is the value of which placeholder, or a list of columns. When missing every column is the value of its name.',
      ),
    tags: z
      .union([column, z.array(column)])
      .optional()
      .describe('The column with the tags of a row, or a list of columns.'),
    limit: z.int().min(1).optional().describe('Only the first so many rows (of those that `where` leaves).'),
    where: z
      .record(z.string(), z.union([cell, z.array(cell).min(1)]))
      .optional()
      .describe('Only rows with this value in this column; of a list, with one of these values.'),
    delimiter: z
      .string()
      .length(1)
      .optional()
      .describe('What separates the cells of a CSV file, where that is not clear from its first row.'),
    image: z
      .union([column, z.array(column).min(1)])
      .optional()
      .describe('The column with the path of the picture, or a path with `{{column}}` in it.'),
  })
  .describe('A data file: each row is a prompt.');

export type DataFileItem = z.infer<typeof dataFileSchema>;

/** What each field is, for messages. */
export const dataFileFields: { readonly [field in keyof DataFileItem]-?: string } = {
  file: 'a path relative to the benchmark file, such as `cases.csv`',
  expectation: 'the name of the column that has the right answers',
  variables: 'a map from placeholder names to columns, or a list of columns',
  tags: 'the name of a column, or a list of such names',
  limit: 'a whole number from 1',
  where: 'a map from columns to values, such as `split: test`',
  delimiter: 'one character, such as ";"',
  image: 'the name of a column, or a path with `{{column}}` in it',
};
