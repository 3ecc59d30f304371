// `exact_match` of lm-evaluation-harness, with the filters before it, as a check. What it does is done in Python, as patterns are Python's.

import type { CarriedCheck } from './carried';
import type { ForeignSource } from './format';
import { itemsOf, textOf, type SourceNode } from './sourceNode';

const fileName = 'exact_match.py';

type Fields = ReadonlyMap<string, SourceNode>;

/** `target` has our placeholders. */
export function exactMatchOf(fields: Fields, target: string, source: ForeignSource): CarriedCheck {
  const { leftOvers, files } = source;
  const [metric, ...others] = itemsOf(fields.get('metric_list'));
  for (const one of [...(isExact(metric) ? [] : [metric]), ...others])
    if (one)
      leftOvers.add(
        one.place,
        `metric ${textOf(one.entries?.get('metric')) ?? ''}`.trim(),
        isExact(one)
          ? 'One metric judges: the first.'
          : 'It is judged by `exact_match` in its place, which is the only one that is known here.',
      );
  const options = isExact(metric) ? metric?.entries : undefined;
  const [filter, ...more] = itemsOf(fields.get('filter_list'));
  for (const one of more) leftOvers.add(one.place, 'a second filter', 'One filter judges: the first.');
  const steps = itemsOf(filter?.entries?.get('filter')).flatMap((step) => stepOf(step, source) ?? []);
  const is = (key: string): boolean => options?.get(key)?.value === true;
  const ignored = itemsOf(options?.get('regexes_to_ignore')).flatMap((one) => textOf(one) ?? []);
  if (steps.length === 0 && ignored.length === 0 && !is('ignore_punctuation') && !is('ignore_numbers'))
    return { equals: target, ...(is('ignore_case') ? { ignore_case: true } : {}) };
  files.write(fileName, evaluator);
  return {
    python: fileName,
    expectation: {
      target,
      steps,
      ignored,
      ignore_case: is('ignore_case'),
      ignore_punctuation: is('ignore_punctuation'),
      ignore_numbers: is('ignore_numbers'),
    },
  };
}

function isExact(metric: SourceNode | undefined): boolean {
  return metric === undefined || textOf(metric.entries?.get('metric')) === 'exact_match';
}

function stepOf({ entries, place }: SourceNode, { leftOvers }: ForeignSource): { [key: string]: unknown } | undefined {
  const name = textOf(entries?.get('function')) ?? '';
  const step = Object.fromEntries([...(entries ?? [])].map(([key, node]) => [key, node.value]));
  if (['regex', 'lowercase', 'uppercase', 'remove_whitespace'].includes(name)) return step;
  // Of one answer the first is the only one.
  if (!['take_first', ''].includes(name))
    leftOvers.add(place, `filter ${name}`, 'There is no such filter here. Write it into exact_match.py.');
  return undefined;
}

const evaluator = `# Judges as the exact_match of lm-evaluation-harness does, after the filters of the task.
import re
import string


def filtered(text, steps):
    for step in steps:
        kind = step["function"]
        if kind == "regex":
            found = re.findall(step.get("regex_pattern", r"#### (\\-?[0-9\\.\\,]+)"), text)
            if found:
                match = found[step.get("group_select", 0)]
                if isinstance(match, tuple):
                    match = next((part for part in match if part), step.get("fallback", "[invalid]"))
                text = match.strip()
            else:
                text = step.get("fallback", "[invalid]")
        elif kind == "lowercase":
            text = text.lower()
        elif kind == "uppercase":
            text = text.upper()
        elif kind == "remove_whitespace":
            text = text.lstrip()
    return text


def plain(text, expectation):
    for pattern in expectation["ignored"]:
        text = re.sub(pattern, "", text)
    if expectation["ignore_case"]:
        text = text.lower()
    if expectation["ignore_punctuation"]:
        text = text.translate(str.maketrans("", "", string.punctuation))
    if expectation["ignore_numbers"]:
        text = text.translate(str.maketrans("", "", string.digits))
    return text


def judge(answer, expectation, variables):
    got = filtered(answer, expectation["steps"])
    wanted = expectation["target"]
    return {
        "pass": plain(got, expectation) == plain(wanted, expectation),
        "reason": f"Of the answer {got!r} is left, expected is {wanted!r}.",
    }
`;
