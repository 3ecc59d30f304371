// A job on whole runs with a notification that says how far it is.

import { formatCount } from '../../shared/text/format';
import { withProgress } from '../host/notices';

/** Shows how far a job on a run is, and lets the user cancel it; then the job gets an error that says `cancelled`. */
export function withCountedProgress<T>(
  title: string,
  cancelled: string,
  work: (onProgress: (done: number, total: number, what?: string) => void, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return withProgress({ title, cancellable: true }, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new Error(cancelled)));
    let shown = 0;
    const onProgress = (done: number, total: number, what?: string): void => {
      const counts = `${formatCount(done)}/${formatCount(total)}`;
      // The bar is of the one thing that is counted without a word.
      if (what !== undefined) return progress.report({ message: `${counts} ${what}` });
      const percent = total === 0 ? 100 : (100 * done) / total;
      progress.report({ message: counts, increment: percent - shown });
      shown = percent;
    };
    return work(onProgress, abort.signal);
  });
}
