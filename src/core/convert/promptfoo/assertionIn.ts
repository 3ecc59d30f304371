// An assertion in one text, as tables have it: `icontains: Paris`, `similar(0.8): ...`, or the text that is expected.

import { ownEntry } from '../ownEntry';

interface WrittenAssertion {
  type: string;
  value?: unknown;
  threshold?: number;
}

/** Words that are followed by a list. */
const lists = /^i?contains-(all|any)$/;
/** A threshold where the text has none. */
const usual: { readonly [type: string]: number } = {
  similar: 0.8,
  'rouge-n': 0.75,
  levenshtein: 0.75,
  latency: 0.75,
  cost: 0.75,
};

/** `types` are told from words by their form: letters and dashes before a colon. */
export function assertionIn(text: string): WrittenAssertion {
  const code = /^(?:javascript|fn|eval):([\s\S]*)$/.exec(text);
  if (code) return { type: 'javascript', value: code[1]!.trim() };
  const rubric = /^(?:grade|llm-rubric):([\s\S]*)$/.exec(text);
  if (rubric) return { type: 'llm-rubric', value: rubric[1]!.trim() };
  const file = /^file:\/\/.*\.(py|[mc]?[jt]s)(:\w+)?$/.exec(text.trim());
  if (file) return { type: file[1] === 'py' ? 'python' : 'javascript', value: text.trim() };
  const found = /^(not-)?([a-z]+(?:-[a-z\d]+)*)(?:\((\d+(?:\.\d+)?)\))?(?::([\s\S]*))?$/.exec(text);
  const [, not = '', type = '', threshold, value] = found ?? [];
  if (!knownTypes.has(type)) return { type: 'equals', value: text };
  const number = threshold === undefined ? ownEntry(usual, type) : Number(threshold);
  const said = value?.trim();
  return {
    type: not + type,
    ...(said === undefined ? {} : { value: lists.test(type) ? said.split(',').map((one) => one.trim()) : said }),
    ...(number === undefined ? {} : { threshold: number }),
  };
}

/** All that promptfoo has, whether or not we have a word for it: anything else before a colon is text. */
const knownTypes: ReadonlySet<string> = new Set([
  ...[
    'equals',
    'contains',
    'icontains',
    'contains-all',
    'contains-any',
    'icontains-all',
    'icontains-any',
    'starts-with',
  ],
  ...[
    'regex',
    'is-json',
    'contains-json',
    'is-html',
    'contains-html',
    'is-sql',
    'contains-sql',
    'is-xml',
    'contains-xml',
  ],
  ...[
    'javascript',
    'python',
    'ruby',
    'webhook',
    'similar',
    'levenshtein',
    'rouge-n',
    'bleu',
    'gleu',
    'meteor',
    'word-count',
  ],
  ...[
    'latency',
    'cost',
    'perplexity',
    'perplexity-score',
    'classifier',
    'moderation',
    'guardrails',
    'is-refusal',
    'pi',
  ],
  ...[
    'llm-rubric',
    'g-eval',
    'factuality',
    'model-graded-factuality',
    'model-graded-closedqa',
    'answer-relevance',
    'agent-rubric',
  ],
  ...[
    'context-recall',
    'context-relevance',
    'context-faithfulness',
    'conversation-relevance',
    'search-rubric',
    'select-best',
  ],
  ...[
    'max-score',
    'human',
    'finish-reason',
    'is-valid-function-call',
    'is-valid-openai-function-call',
    'is-valid-openai-tools-call',
  ],
  ...['tool-call-f1', 'skill-used', 'trace-span-count', 'trace-span-duration', 'trace-error-spans', 'assert-set'],
]);
