// The newest run of each benchmark that was begun before anybody opened the benchmark's entry in the Testing view: told when somebody does.

import type { RunSession } from '../running/runSession';

type Run = Pick<RunSession, 'isRunning' | 'onDidEnd' | 'state'>;

const mostBenchmarks = 20;
/** Of a run that has ended: a larger one would hold much memory for a look that may never come. */
const mostTests = 10_000;

export class UntoldRuns<Session extends Run = RunSession> {
  /** By the id of the benchmark's entry, the newest last. */
  private readonly sessions = new Map<string, Session>();

  add(id: string, session: Session): void {
    this.sessions.delete(id);
    this.sessions.set(id, session);
    const [oldest] = this.sessions.keys();
    if (oldest !== undefined && this.sessions.size > mostBenchmarks) this.sessions.delete(oldest);
    session.onDidEnd(() => {
      const { models, prompts } = session.state;
      if (models.length * prompts.length > mostTests && this.sessions.get(id) === session) this.sessions.delete(id);
    });
  }

  take(id: string): Session | undefined {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    return session;
  }
}
