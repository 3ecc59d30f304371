// The process of a measured server, so that nothing that is measured disturbs it or is disturbed by it. Says its URL to its parent when it
// listens; the timed one answers each message with its log. Ends with its parent.

import { serveInstantAnswers } from './instantServer';
import { serveTimedAnswers } from './timedServer';

if (process.argv[2] === 'timed') serveTimedAnswers();
else serveInstantAnswers(Number(process.argv[3] ?? 0));

process.on('disconnect', () => process.exit(0));
