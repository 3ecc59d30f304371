// Assertions in JavaScript and Python. Their code is kept as it is, in an evaluator that gives it what it was given there: `output` and `context`.

import type { Assertion, CheckForm } from './assertion';
import type { ForeignSource } from '../format';
import { textOf } from '../sourceNode';
import { readTemplate } from '../template';
import { returning } from './returning';

/** What only the other tool has: then the code would not do the same. */
const foreign = /\bcontext\s*(?:\.|\?\.|\[)\s*['"]?(?!vars\b)(\w+)|\b(require|fetch|process|import)\b\s*[(.]|\bawait\b/;

export const javascriptForm: CheckForm = (assertion, source) => {
  const code = codeOf(assertion, source, /\.(m?js|cjs)(?::(\w+))?$/i, 'a file of JavaScript that ends in .js');
  if ('problem' in code) return code;
  const fault = faultIn(code.text);
  if (fault !== undefined) return { problem: fault };
  const body = code.isFile ? fileBody(code.text, code.name) : returning(code.text);
  if (body === undefined)
    return { problem: 'Its file has no function that is exported. Write it as a `javascript` check.' };
  return { checks: [{ javascript: javascriptCode(body, assertion) }] };
};

export const pythonForm: CheckForm = (assertion, source) => {
  const code = codeOf(assertion, source, /\.py(?::(\w+))?$/i, 'a file that ends in .py');
  if ('problem' in code) return code;
  const fault = faultIn(code.text.replace(/^\s*(import|from)\b.*$/gm, ''));
  if (fault !== undefined) return { problem: fault };
  const name = code.name ?? 'get_assert';
  if (code.isFile && !new RegExp(`^(async\\s+)?def\\s+${name}\\b`, 'm').test(code.text))
    return { problem: `Its file has no function ${name}. Write it as a \`python\` check.` };
  const own = code.isFile ? code.text : `import json\n\ndef get_assert(output, context):\n${indented(code.text)}`;
  return { checks: [{ python: pythonCode(own, name, assertion) }] };
};

type Code = { text: string; isFile: boolean; name?: string } | { problem: string };

function codeOf({ value, place }: Assertion, source: ForeignSource, ending: RegExp, what: string): Code {
  const written = textOf(value)?.trim() ?? '';
  if (written === '') return { problem: 'It has no code as its value.' };
  if (!written.startsWith('file://') && !(ending.test(written) && !/[\s(]/.test(written))) {
    const read = readTemplate(written);
    // Values of variables would become code.
    if (/\{\{|\{%/.test(written) && ('unknown' in read || read.names.length > 0))
      return { problem: 'Variables are put into its code there. Write `context.vars.name` in their place.' };
    return { text: written, isFile: false };
  }
  const found = ending.exec(written);
  if (!found) return { problem: `Only ${what} can be carried over.` };
  const name = found.at(-1);
  const isNamed = name !== undefined && !/^(m?js|cjs)$/i.test(name);
  const path = isNamed ? written.slice(0, -name.length - 1) : written;
  const text = source.files.read(path, place);
  return text === undefined
    ? { problem: 'Its file could not be read.' }
    : { text, isFile: true, ...(isNamed ? { name } : {}) };
}

function faultIn(code: string): string | undefined {
  const found = foreign.exec(code);
  if (!found) return undefined;
  const what = found[1] === undefined ? (found[2] ?? 'await') : `context.${found[1]}`;
  return `Its code uses ${what}, which there is none of in the sandbox. Write it as a check of its own, see *your own evaluator* in the documentation.`;
}

/** A file that gives its function away, as the body of one that calls it. */
function fileBody(text: string, name: string | undefined): string | undefined {
  if (!/\bmodule\.exports\b|\bexports\.|^\s*export\b/m.test(text)) return undefined;
  const code = text
    .replace(/^(\s*)export\s+default\s+/m, '$1module.exports = ')
    .replace(/^(\s*)export\s+((?:async\s+)?function\s+(\w+))/gm, '$1exports.$3 = $3; $2')
    .replace(/^(\s*)export\s+(?:const|let|var)\s+(\w+)\s*=/gm, '$1const $2 = exports.$2 =');
  if (/^\s*export\b/m.test(code)) return undefined;
  const called = name === undefined ? 'module.exports.default ?? module.exports' : `module.exports.${name}`;
  return `const module = { exports: {} };\nconst exports = module.exports;\n${code.trimEnd()}\nreturn (${called})(output, context);`;
}

/** The body keeps its lines as they are: a text of several lines would become another one. */
function javascriptCode(body: string, { isNegated, threshold }: Assertion): string {
  const enough = threshold === undefined ? 'said > 0' : `said >= ${threshold}`;
  const pass = (of: string): string => (isNegated ? `!(${of})` : of);
  return `// As promptfoo calls it: what throws does not pass.
(output, expectation, vars) => {
  const judge = (output, context) => {
${body}
  };
  const share = (score) => Math.min(1, Math.max(0, score));
  try {
    const said = judge(output, { vars });
    if (typeof said === 'boolean') return ${pass('said')};
    if (typeof said === 'number') return { pass: ${pass(enough)}, score: share(${isNegated ? `1 - said` : 'said'}) };
    const isEnough = ${pass(threshold === undefined ? 'said.pass' : `said.pass && said.score >= ${threshold}`)};
    return { pass: isEnough, score: share(said.score ?? (said.pass ? 1 : 0)), reason: said.reason };
  } catch (error) {
    return { pass: false, score: 0, reason: \`The code ended with \${error}\` };
  }
}
`;
}

function pythonCode(own: string, name: string, { isNegated, threshold }: Assertion): string {
  const turned = isNegated ? 'not ' : '';
  const enough = threshold === undefined ? 'said > 0' : `said >= ${threshold}`;
  const both = threshold === undefined ? '' : ` and said.get("score", 0) >= ${threshold}`;
  return `${own.trimEnd()}


def judge(answer, expectation, variables):
    # As promptfoo calls it: what raises does not pass.
    try:
        said = ${name}(answer, {"vars": variables})
        if isinstance(said, bool):
            return ${turned}said
        if isinstance(said, (int, float)):
            return {"pass": ${turned}(${enough}), "score": min(1, max(0, said))}
        passed = said.get("pass", said.get("pass_", False))${both}
        score = said.get("score", 1 if passed else 0)
        return {"pass": ${turned}(passed), "score": min(1, max(0, score)), "reason": str(said.get("reason", ""))}
    except Exception as error:
        return {"pass": False, "score": 0, "reason": f"The code ended with {error!r}"}
`;
}

/** An expression is what it comes to; several lines are the body of a function as they are. */
function indented(code: string): string {
  return code.includes('\n') ? code.replace(/^(?=.)/gm, '    ') : `    return ${code}`;
}
