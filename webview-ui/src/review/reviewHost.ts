// The host of the review page's elements: answers the run's squares and the test page from the data that the page carries,
// opens files of the run folder by relative links. What needs VS Code does not exist here.

import type {
  HostMessage,
  PanelMessage,
  PanelRequest,
  ReplyResult,
} from '../../../src/shared/protocols/runPanelProtocol';
import { machineToTell } from '../../../src/shared/run/machines';
import { shortAnswerOf } from '../../../src/shared/results/shortAnswer';
import type { ShortAnswer } from '../../../src/shared/results/shortAnswer';
import type { StoredTest } from '../../../src/shared/results/testResult';
import type { ModelState, RunState } from '../../../src/shared/run/runState';
import { findTest } from '../../../src/shared/run/runState';
import type {
  SameTest,
  ShownTest,
  TestPageHostMessage,
  TestPageMessage,
  TestPart,
  TestReference,
} from '../../../src/shared/protocols/testPageProtocol';
import { testTypeOf } from '../../../src/shared/run/testTypeOf';
import type { HostChannel } from '../kit/hostChannel';
import { requireTest } from '../../../src/shared/words/requireTest';
import { rowText } from '../../../src/shared/words/rowText';
import { testName } from '../../../src/shared/words/testName';
import { testDocument } from '../../../src/shared/words/testDocument';
import { promptOfTest, promptValues } from '../../../src/shared/words/promptValues';
import type { PromptValue } from '../../../src/shared/run/benchmark';
import { copyText } from './copyText';
import type { TestList } from './reviewAddress';
import { fileUrl, type ReviewStore } from './reviewStore';
import type { TestLists } from './testLists';
import { messageOf } from '../../../src/shared/text/messageOf';

export interface ReviewNavigation {
  showTest(model: string, index: number): void;
  showRun(): void;
}

/** The line between the squares (`isb-run-view`) and the data. */
export function squaresChannel(
  store: ReviewStore,
  navigation: ReviewNavigation,
): HostChannel<HostMessage, PanelMessage> {
  const receivers = new Set<(message: HostMessage) => void>();
  let saved: unknown;
  const send = (message: HostMessage): void => receivers.forEach((receive) => receive(message));
  const open = (model: string, index: number, part: TestPart): void =>
    void openPart(store, model, index, part).catch((error: unknown) =>
      send({ type: 'failed', message: messageOf(error) }),
    );
  return {
    listen: (receive) => {
      receivers.add(receive);
      return () => receivers.delete(receive);
    },
    loadState: () => saved,
    saveState: (state) => (saved = state),
    post: (message) => {
      switch (message.type) {
        case 'request':
          void answer(store, message.request).then((result) => send({ type: 'reply', id: message.id, result }));
          return;
        case 'openTestPage':
          return navigation.showTest(message.model, message.index);
        case 'openTranscript':
          return open(message.model, message.index, 'transcript');
        case 'openResult':
          return open(message.model, message.index, 'result');
        case 'copyText':
          return void copyText(message.text).catch((error: unknown) =>
            send({ type: 'failed', message: messageOf(error) }),
          );
        default:
          // Running, resuming and settings are VS Code's; the elements do not offer them here.
          return;
      }
    },
  };
}

async function answer(store: ReviewStore, request: PanelRequest): Promise<ReplyResult> {
  try {
    if (request.type === 'benchmarkText') {
      const text = await store.benchmarkText();
      return text
        ? { ok: true, type: 'benchmarkText', text }
        : { ok: false, message: 'The copy of the benchmark could not be read when this page was written.' };
    }
    if (request.type === 'shortAnswers')
      return { ok: true, type: 'shortAnswers', answers: await shortAnswers(store, request.tests) };
    const { model, index } = request;
    const test = await store.test(model, index);
    if (!test) return { ok: false, message: 'This test has no result in this run.' };
    return {
      ok: true,
      type: 'testDetail',
      detail: {
        model,
        index,
        result: test.result,
        values: await valuesOf(store, index),
        hasTranscript: test.transcript !== null,
      },
    };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

/** Prompt by prompt: the tests of one are in the same piece. */
async function shortAnswers(
  store: ReviewStore,
  tests: readonly { model: string; index: number }[],
): Promise<ShortAnswer[]> {
  const answers: ShortAnswer[] = [];
  for (const index of new Set(tests.map((test) => test.index))) {
    const wanted = tests.flatMap((test) => (test.index === index ? [test.model] : []));
    for (const { result } of await store.testsOfPrompt(index))
      if (wanted.includes(result.model)) answers.push(shortAnswerOf(result, result));
  }
  return answers;
}

/** The line between the test page and the data; `show` sends it a test. */
export class TestPageHost implements HostChannel<TestPageHostMessage, TestPageMessage> {
  private receive: ((message: TestPageHostMessage) => void) | null = null;
  private wanted: TestReference | null = null;

  constructor(
    private readonly store: ReviewStore,
    private readonly navigation: ReviewNavigation,
  ) {}

  listen(receive: (message: TestPageHostMessage) => void): () => void {
    this.receive = receive;
    return () => (this.receive = null);
  }

  loadState(): unknown {
    return undefined;
  }

  saveState(): void {
    // The address says which test is shown.
  }

  post(message: TestPageMessage): void {
    switch (message.type) {
      case 'showTest':
        return this.navigation.showTest(message.model, message.index);
      case 'openRun':
        return this.navigation.showRun();
      case 'open':
        void openPart(this.store, message.model, message.index, message.what).catch((error: unknown) =>
          this.receive?.({ type: 'failed', message: messageOf(error) }),
        );
        return;
      case 'copyText':
        return void copyText(message.text).catch((error: unknown) =>
          this.receive?.({ type: 'failed', message: messageOf(error) }),
        );
      // A page from disk writes nothing, and offers no review.
      case 'review':
      case 'ready':
        return;
    }
  }

  /** Shows a test of the run, and what is before and after it in a list. */
  async show(reference: TestReference, list: TestList): Promise<void> {
    const { lists } = this.store;
    // The reader may go on to another test meanwhile.
    const isWanted = (): boolean => this.wanted === reference;
    this.wanted = reference;
    try {
      const test = await shownTest(this.store, reference);
      const send = (): void => {
        if (isWanted())
          this.receive?.({ type: 'testShown', test: { ...test, ...stepsIn(lists, list, test) }, keep: {} });
      };
      send();
      if (!lists.needsWords(list) || lists.words.isComplete) return;
      await lists.words.readAll();
      send();
    } catch (error) {
      if (isWanted()) this.receive?.({ type: 'failed', message: messageOf(error) });
    }
  }
}

async function openPart(store: ReviewStore, model: string, index: number, part: TestPart): Promise<void> {
  const test = await store.test(model, index);
  if (!test) return;
  const { evidence, resultImage, image } = test.result.links;
  switch (part) {
    case 'resultImage':
      return openUrl(fileUrl(resultImage));
    case 'original':
      return image === null ? undefined : openUrl(fileUrl(image));
    case 'file':
      return openUrl(fileUrl(evidence));
    default:
      return openText(testDocument(store.run.state, test, part) ?? '');
  }
}

/** What is before and after a test in a list; in that of all tests, and where the list has it not, the model's own. */
function stepsIn(
  lists: TestLists,
  list: TestList,
  test: ShownTest,
): Pick<ShownTest, 'neighbors'> & Partial<Pick<ShownTest, 'inList'>> {
  const place = lists.placeOf(list, { model: test.model.model, index: test.index });
  if (!place) return { neighbors: test.neighbors };
  const { previous, next, at, of } = place;
  return { neighbors: { previous, next }, inList: { at, of } };
}

/** Throws an Error for people when the run has no such test. */
async function shownTest(store: ReviewStore, { model, index }: TestReference): Promise<ShownTest> {
  const { state, manifest } = store.run;
  const test = requireTest(state, model, index);
  const info = state.models.find((one) => one.model === model)!;
  const ofPrompt = await store.testsOfPrompt(index);
  const own = ofPrompt.find(({ result }) => result.model === model);
  const link = own?.result.links;
  const neighbor = (step: number): { model: string; index: number } | null =>
    info.tests[index - 1 + step] ? { model, index: index + step } : null;
  return {
    run: { runId: state.runId, benchmarkName: state.benchmarkName, status: manifest.status },
    model: withoutTests(info),
    index,
    name: testName(state, index),
    testType: own?.result.testType ?? testTypeOf(state, index),
    label: state.prompts[index - 1]?.label ?? '',
    row: rowText(state.prompts[index - 1]),
    machine: machineToTell(test, state),
    notRun: test.notRun,
    values: await valuesOf(store, index),
    detail: own?.result ?? null,
    transcript: own?.transcript ?? null,
    imageUrls: {
      resultImage: link ? fileUrl(link.resultImage) : null,
      original: link?.image ? fileUrl(link.image) : null,
    },
    neighbors: { previous: neighbor(-1), next: neighbor(1) },
    reviews: test.reviews ?? [],
    reviewer: null,
    sameTest: state.models.map((one) =>
      sameTest(
        state,
        one,
        index,
        ofPrompt.find(({ result }) => result.model === one.model),
      ),
    ),
  };
}

/** Empty where the copy of the benchmark could not be read. */
async function valuesOf(store: ReviewStore, index: number): Promise<PromptValue[]> {
  const text = await store.benchmarkText().catch(() => null);
  return text ? promptValues(promptOfTest(text.prompts, store.run.state, index)) : [];
}

function sameTest(state: RunState, model: ModelState, index: number, kept: StoredTest | undefined): SameTest {
  const test = findTest(state, model.model, index);
  return {
    model: withoutTests(model),
    verdict: test?.verdict ?? 'not_run',
    total: test?.timings?.total ?? null,
    costUsd: test?.cost?.usd ?? null,
    response: kept?.result.response ?? null,
    got: kept?.result.got ?? null,
    reason: kept?.result.error?.message ?? kept?.result.reason ?? test?.notRun?.message ?? null,
    overlay: kept?.result.evidence?.overlay ?? null,
  };
}

function withoutTests({ tests: _tests, ...info }: ModelState): SameTest['model'] {
  return info;
}

function openUrl(url: string): void {
  window.open(url, '_blank', 'noopener');
}

/** Opens a text that is stored nowhere. The browser forgets it with this page. */
function openText(text: string): void {
  openUrl(URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' })));
}
