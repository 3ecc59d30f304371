// The words of the first benchmarks. Each loads without a warning and runs as it is.

/** A data file that is there. */
export interface StarterData {
  /** As the benchmark names it. */
  file: string;
  columns: readonly string[];
}

interface StarterFacts {
  name: string;
  model: string;
  /** What the benchmark names beside itself. */
  file: string;
}

const about = `# A benchmark: every prompt is sent to every model, and every answer is judged.
# Change anything. In VS Code, Ctrl+Space says what may be written at a place, and the pointer on a word what it means.
`;

const models = (model: string): string => `
# One a line: \`openai~NAME\`, \`anthropic~NAME\`, \`gemini~NAME\` and so on; a name without \`~\` is a model of your Ollama.
models:
  - ${quoted(model)}
`;

const parameters = `
# The same for all models, so that they are treated alike.
parameters:
  temperature: 0
`;

const head = (name: string, purpose: string): string => `${about}
benchmark_name: ${quoted(name)}
purpose: ${purpose} # one sentence for whoever reads its runs
`;

export const starterTexts = {
  text: ({ name, model }: StarterFacts): string => `${head(name, 'To see whether models know a few facts.')}
# What is sent. {{question}} is replaced by the value of each prompt.
base_prompt: |
  {{question}}
  Answer in one short sentence.
${parameters}${models(model)}
prompts:
  - dynamic_variables:
      question: What is the capital of France?
    # All checks must hold. Others: equals, contains, regex, one_of, number, similarity, rubric, ...
    expect:
      - icontains: Paris # in capital letters or not
  - dynamic_variables:
      question: What is 17 + 25?
    tags: numbers # figures are shown by tag, too
    expect:
      - number: 42 # found in the sentence
  - dynamic_variables:
      question: Which planet is known as the Red Planet?
    expect:
      - contains_any: [Mars, mars]
      - not: { icontains: Venus }
`,

  json: ({ name, model }: StarterFacts): string => `${head(name, 'To see whether models take facts out of a text.')}
# What is sent. {{text}} is replaced by the value of each prompt.
base_prompt: |
  Take the person's name and year of birth out of this text.
  Answer with JSON only, such as {"name": "...", "born": 1900}.

  {{text}}
${parameters}${models(model)}
# What all prompts share.
defaults:
  expect:
    # The form of the answer. Model APIs that can are asked to keep to it.
    - json_schema:
        type: object
        required: [name, born]
        properties:
          name: { type: string }
          born: { type: integer }
    # Values at JSON paths, filled in by each prompt.
    - { equals: "{{name}}", at: $.name }
    - { number: "{{born}}", at: $.born }

prompts:
  - dynamic_variables:
      text: Ada Lovelace was born in London in 1815.
      name: Ada Lovelace
      born: 1815
  - dynamic_variables:
      text: The mathematician Emmy Noether, born 1882 in Erlangen, worked in Göttingen.
      name: Emmy Noether
      born: 1882
`,

  python: ({ name, model }: StarterFacts): string => `${head(name, 'To see whether models write functions that work.')}
# What is sent. {{task}} is replaced by the value of each prompt.
base_prompt: |
  Write a Python function. {{task}}
  Answer with the code only.
${parameters}${models(model)}
# The code of the answer and the tests are run together in a sandbox: no files, no network, ten seconds.
prompts:
  - dynamic_variables:
      task: "add(a, b) returns the sum of two numbers."
    expect:
      - python_tests:
          - assert add(2, 3) == 5
          - assert add(-1, 1) == 0
  - dynamic_variables:
      task: "is_palindrome(text) says whether a text reads the same backwards; capital letters and spaces do not count."
    tags: strings
    expect:
      - python_tests:
          - assert is_palindrome("Never odd or even")
          - assert not is_palindrome("palindrome")
`,

  picture: ({ name, model, file }: StarterFacts): string => `${head(name, 'To see what models see in a picture.')}
# What is sent with the picture. {{question}} is replaced by the value of each prompt.
base_prompt: "{{question}}"
${parameters}${models(model)}
prompts:
  # How many there are. Other test types about pictures: point, box, ocr, choice, classify.
  - image: ${quoted(file)} # PNG, JPEG, WebP, GIF or AVIF, beside this file
    test_type: count
    dynamic_variables:
      question: How many discs are in the picture?
    expectation: 3
  # Where something is: correct when the point that is answered lies in this box, in px from the upper left corner.
  - image: ${quoted(file)}
    test_type: point
    dynamic_variables:
      question: Where is the red disc?
    expectation: { box: [38, 58, 83, 103] }
`,
};

/** A prompt for each row of a data file. Which column has the answers is guessed from their names: the last one when none is called so. */
export function dataStarter({ name, model, data }: { name: string; model: string; data: StarterData }): string {
  const { file } = data;
  // A name with braces can't be a placeholder.
  const columns = data.columns.filter((column) => /^[^{}\r\n]+$/.test(column));
  const answer = columns.find((column) => answerNames.has(column.trim().toLowerCase())) ?? columns.at(-1) ?? 'answer';
  const others = columns.filter((column) => column !== answer);
  const question = others.find((column) => questionNames.has(column.trim().toLowerCase())) ?? others[0] ?? answer;
  const tags = others.find((column) => tagNames.has(column.trim().toLowerCase()) && column !== question);
  const listed = columns.map((column) => `{{${column}}}`).join(', ');
  return `${head(name, 'To see how models answer the questions of a file.')}
# What is sent. Every column of the file is a placeholder: ${oneLine(listed)}.
base_prompt: |
  {{${question}}}
  Answer in a few words.
${parameters}${models(model)}
# A prompt for each row.
prompts:
  - file: ${quoted(file)}${tags === undefined ? '' : `\n    tags: ${quoted(tags)} # the column with the tags of each row`}
    # limit: 20 # only the first rows, to try it out
    # All checks must hold. Others: equals, contains, regex, one_of, number, similarity, rubric, ...
    expect:
      - icontains: ${quoted(`{{${answer}}}`)}
`;
}

const answerNames: ReadonlySet<string> = new Set(
  'answer expectation expected expected_output ideal target label reference solution output'.split(' '),
);
const questionNames: ReadonlySet<string> = new Set('question prompt input text problem query task'.split(' '));
const tagNames: ReadonlySet<string> = new Set('tag tags topic category subject group class'.split(' '));

/** In quotes where it is not certain to be plain text without them. */
function quoted(text: string): string {
  const isPlain =
    /^[\p{L}][\p{L}\p{N}_./~-]*(?::[\p{L}\p{N}._-]+)?$/u.test(text) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
