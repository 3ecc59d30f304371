// The values of `--report FORM=FILE`.

import { reportForms, type ReportForm } from '../../core/reports/reportForms';
import type { FlagKind } from './flagKinds';
import { suggestion } from './suggestion';
import { UsageError } from './usageError';

export interface ReportFile {
  form: ReportForm;
  /** As written; absent for stdout. */
  file?: string;
}

/** Each with the file that it is written to. */
export const reportFiles: FlagKind<Required<ReportFile>[]> = {
  takes: 'value',
  placeholder: ' FORM=FILE',
  absent: [],
  read: (flag, values) =>
    values.map((text) => {
      const { form, file } = reportIn(flag, text);
      if (file !== undefined) return { form, file };
      throw new UsageError(`--${flag} ${text} names no file.`, `Write --${flag} ${form}=FILE`);
    }),
};

/** One may be without its file. */
export const reportsOut: FlagKind<ReportFile[]> = {
  takes: 'value',
  placeholder: ' FORM[=FILE]',
  absent: [],
  read: (flag, values) => values.map((text) => reportIn(flag, text)),
};

function reportIn(flag: string, text: string): ReportFile {
  const at = text.indexOf('=');
  const word = (at < 0 ? text : text.slice(0, at)).trim();
  const form = reportForms.find((one) => one === word);
  if (form === undefined)
    throw new UsageError(
      `--${flag} must be ${reportForms.join(', ')}, and the file after a =, not "${text}".`,
      suggestion(word, reportForms),
    );
  const file = at < 0 ? '' : text.slice(at + 1).trim();
  if (at >= 0 && file === '') throw new UsageError(`--${flag} ${text} names no file.`, `Write --${flag} ${form}=FILE`);
  return file === '' ? { form } : { form, file };
}
