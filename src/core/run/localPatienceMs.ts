/**
 * How long git and servers of this machine are waited for, ms. They answer at once, unless the machine is busy; what does not answer at all, as a
 * server that is switched off, is not to hold up a run.
 */
export const localPatienceMs = 5000;
