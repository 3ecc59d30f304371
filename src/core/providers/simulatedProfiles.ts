// The characters of the simulated model API: what each states of itself is what it does. No model is behind any of them.

/** One simulated model. Shares are 0-1 and of tests, not of attempts. */
export interface SimulatedProfile {
  /** The name in `simulated~name`. */
  name: string;
  /** One sentence for people. */
  description: string;
  tokensPerSecond: number;
  /** Dispatch to first token once the model is loaded, ms; varies by a sixth either way. */
  firstTokenMs: number;
  /** Added to the first call, ms. */
  loadMs: number;
  /** Share of judged answers that are correct. */
  accuracy: number;
  /** Share of tests that end in an error, however often they are tried. */
  errorRate: number;
  /** Share of tests whose first attempt fails with 503 and whose second goes well. */
  hiccupRate: number;
  /** True for one that reasons before it answers. */
  isReasoning: boolean;
}

/** The id of their model API. */
export const simulatedApi = 'simulated';

export const simulatedProfiles: readonly SimulatedProfile[] = [
  {
    name: 'swift',
    description: 'Fast and mostly right.',
    tokensPerSecond: 180,
    firstTokenMs: 90,
    loadMs: 150,
    accuracy: 0.85,
    errorRate: 0,
    hiccupRate: 0,
    isReasoning: false,
  },
  {
    name: 'steady',
    description: 'Neither fast nor slow, seldom wrong.',
    tokensPerSecond: 80,
    firstTokenMs: 180,
    loadMs: 400,
    accuracy: 0.93,
    errorRate: 0,
    hiccupRate: 0,
    isReasoning: false,
  },
  {
    name: 'scholar',
    description: 'Reasons first, takes its time, hardly ever wrong.',
    tokensPerSecond: 75,
    firstTokenMs: 240,
    loadMs: 900,
    accuracy: 0.98,
    errorRate: 0,
    hiccupRate: 0,
    isReasoning: true,
  },
  {
    name: 'hasty',
    description: 'The fastest, and wrong almost half the time.',
    tokensPerSecond: 260,
    firstTokenMs: 50,
    loadMs: 100,
    accuracy: 0.55,
    errorRate: 0,
    hiccupRate: 0,
    isReasoning: false,
  },
  {
    name: 'flaky',
    description: 'Good when it answers, but errors and retries are common.',
    tokensPerSecond: 110,
    firstTokenMs: 160,
    loadMs: 300,
    accuracy: 0.88,
    errorRate: 0.12,
    hiccupRate: 0.15,
    isReasoning: false,
  },
];
