// The YAML of a benchmark that came from elsewhere, with a head that says where from and what is not in it.

import { dump } from 'js-yaml';
import { isDeepStrictEqual } from 'node:util';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { CarriedBenchmark, CarriedCase, CarriedModel, LeftOver } from './carried';
import { casesTable } from './casesTable';
import { judgedBy } from './judgedBy';

type Fields = { [key: string]: unknown };

/** With more the benchmark itself would be lost among them. */
const mostInline = 100;
/** Left-overs that the head names one by one. */
const mostNamed = 40;

interface BenchmarkTexts {
  yaml: string;
  /** The data file, where there is one. */
  data?: { name: string; text: string };
}

interface HeadFacts {
  /** The source's file name, and what it is: `promptfooconfig.yaml`, `configuration of promptfoo`. */
  source: string;
  kind: string;
  leftOver: readonly LeftOver[];
}

/** `dataName` is what a data file beside the benchmark is called. */
export function benchmarkTexts(carried: CarriedBenchmark, dataName: string, facts: HeadFacts): BenchmarkTexts {
  const { prompts } = carried;
  if ('item' in prompts) return { yaml: textOf(carried, {}, prompts.item, facts) };
  if (prompts.areData || prompts.cases.length > mostInline) {
    const { text, items } = casesTable(prompts.cases, dataName);
    const all = items.length === 1 ? items[0]! : items;
    return { yaml: textOf(carried, {}, all, facts), data: { name: dataName, text } };
  }
  const { cases, defaults } = withDefaults(prompts.cases);
  return { yaml: textOf(carried, defaults, cases.map(promptOf), facts) };
}

/** What all cases have alike is said once. */
function withDefaults(cases: readonly CarriedCase[]): { cases: readonly CarriedCase[]; defaults: Fields } {
  const [first, ...others] = cases;
  if (!first || others.length === 0) return { cases, defaults: {} };
  const defaults: Fields = {};
  let rest = cases;
  const { system, messages, expect, passAt } = first;
  if (system !== undefined && others.every((one) => one.system === system)) {
    defaults['system'] = system;
    rest = rest.map(({ system: _, ...one }) => one);
  }
  if (messages !== undefined && others.every((one) => isDeepStrictEqual(one.messages, messages))) {
    defaults['messages'] = messages;
    rest = rest.map(({ messages: _, ...one }) => one);
  }
  if (others.every((one) => one.passAt === passAt && isDeepStrictEqual(one.expect, expect))) {
    Object.assign(defaults, judgedBy(first));
    rest = rest.map(({ passAt: _, ...one }) => ({ ...one, expect: [] }));
  }
  return { cases: rest, defaults };
}

function promptOf({ variables, system, messages, tags, skip, ...judging }: CarriedCase): Fields {
  return {
    ...(Object.keys(variables).length === 0 ? {} : { dynamic_variables: variables }),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    ...(skip === undefined ? {} : { skip }),
    ...(system === undefined ? {} : { system }),
    ...(messages === undefined ? {} : { messages }),
    ...judgedBy(judging),
  };
}

function textOf(carried: CarriedBenchmark, defaults: Fields, prompts: unknown, facts: HeadFacts): string {
  const { name, purpose, basePrompts, system, parameters, models, repeat, examples } = carried;
  const texts = Object.values(basePrompts);
  const { system: ofAll = system, ...others } = defaults;
  const fields: Fields = {
    benchmark_name: name,
    purpose,
    ...(ofAll === undefined ? {} : { system: ofAll }),
    ...(examples === undefined || examples.length === 0 ? {} : { examples }),
    base_prompt: texts.length === 1 ? texts[0] : basePrompts,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    models: models.map(modelOf),
    ...(repeat === undefined ? {} : { repeat }),
    ...(Object.keys(others).length === 0 ? {} : { defaults: others }),
    prompts,
  };
  return `${headOf(facts)}\n${dump(fields, { noRefs: true, lineWidth: -1, quoteStyle: 'double' })}`;
}

function modelOf({ model, label, parameters }: CarriedModel): unknown {
  const hasParameters = Object.keys(parameters).length > 0;
  if (label === undefined && !hasParameters) return model;
  return { model, ...(label === undefined ? {} : { label }), ...(hasParameters ? { parameters } : {}) };
}

function headOf({ source, kind, leftOver }: HeadFacts): string {
  const lines = [`Converted by Iso Speed Bench from ${source}, ${kind}.`];
  if (leftOver.length > 0) {
    lines.push('To look at, as these places of the original are not carried over, or not quite:');
    for (const { file, line, column, what, why } of leftOver.slice(0, mostNamed))
      lines.push(`  ${file}:${line}:${column}  ${what}: ${why}`);
    if (leftOver.length > mostNamed) lines.push(`  and ${leftOver.length - mostNamed} more.`);
  }
  return lines.map((line) => `# ${oneLine(line)}\n`).join('');
}
