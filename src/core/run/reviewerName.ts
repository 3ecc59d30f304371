// The name that a review is written under when none was given.

import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { reviewerProblem } from '../../shared/run/reviews';
import { localPatienceMs } from './localPatienceMs';
import { userName } from './runFacts';

interface ReviewerName {
  name: string;
  from: 'git' | 'account';
}

/** git's `user.name` of this person, else the account's name; null where neither is there. Never throws. */
export async function reviewerName(environment: NodeJS.ProcessEnv): Promise<ReviewerName | null> {
  const name = await gitUserName(environment);
  if (name !== null && reviewerProblem(name) === null) return { name, from: 'git' };
  const account = userName();
  return account === null ? null : { name: account, from: 'account' };
}

/** Asked at home: the folder that somebody works in may be a stranger's, and say another name. */
function gitUserName(env: NodeJS.ProcessEnv): Promise<string | null> {
  return new Promise((resolve) => {
    try {
      execFile(
        'git',
        ['config', '--get', 'user.name'],
        { cwd: homedir(), env, timeout: localPatienceMs, killSignal: 'SIGKILL', windowsHide: true },
        (error, stdout) => resolve(error ? null : stdout.trim()),
      );
    } catch {
      resolve(null);
    }
  });
}
