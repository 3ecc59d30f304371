// Puts a program together out of Python of ours and data of others, which is only ever a text in it.

import { randomUUID } from 'node:crypto';

interface ReportingProgram {
  code: string;
  /** Begins every line of the program's report; an answer can't know it. */
  word: string;
}

/** `harness` finds `work` and `word` among its names, and the built-in functions as they are before anything else has run. */
export function reportingProgram(harness: string, work: object): ReportingProgram {
  const word = randomUUID();
  const data = `{'__builtins__': dict(vars(builtins)), '__name__': 'harness', 'word': '${word}', 'work': json.loads(${pythonText(JSON.stringify(work))})}`;
  return {
    code: `import builtins, json\nexec(compile(${pythonText(harness)}, '<harness>', 'exec'), ${data})\n`,
    word,
  };
}

/** A literal of Python for any text; JSON's are Python's too. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}

export interface ReportLine {
  kind: string;
  texts: string[];
}

/** Splits what a program printed into its report and the rest, which is the answer's own. */
export function readReport(stdout: string, word: string): { report: ReportLine[]; printed: string } {
  const report: ReportLine[] = [];
  // What was printed last may have no line end before the report begins.
  const printed = stdout.replace(new RegExp(`${word} (.*)\n`, 'g'), (_line, said: string) => {
    const [kind = '', ...texts] = said.split(' ');
    report.push({ kind, texts: texts.map((hex) => Buffer.from(hex.slice(1), 'hex').toString('utf8')) });
    return '';
  });
  return { report, printed };
}
