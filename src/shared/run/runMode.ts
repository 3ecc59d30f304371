// The ways in which the requests of a run are sent.

/**
 * `speed`: one request at a time a host, no two models of a host at once, each model warmed up before. `throughput`: several at once, so
 * that times show the queueing of the service as well. `batch`: all tests of a model in batches of its API, which nobody can time.
 */
export const runModes = ['speed', 'throughput', 'batch'] as const;

export type RunMode = (typeof runModes)[number];
