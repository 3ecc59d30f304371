// Tells what a program lacked from how it ended: a module, a function of the operating system, threads, the network. That is the
// fault of where it ran. What no Python has stays the program's own fault.

import { isWellKnownModule } from './isWellKnownModule';

/** Functions of the standard library that CPython has on Linux or macOS and the sandbox's build has not. */
const absentFunctions: Record<string, string> = {
  asyncio: 'open_unix_connection start_unix_server',
  hashlib: 'pbkdf2_hmac scrypt',
  locale: 'resetlocale',
  os:
    'copy_file_range eventfd forkpty getegid geteuid getgrouplist getgroups getrandom getresgid getresuid getxattr initgroups ' +
    'lchown link listxattr memfd_create mkfifo mknod nice openpty pidfd_open pipe2 posix_fallocate posix_spawn posix_spawnp preadv ' +
    'pwritev removexattr sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler ' +
    'sched_setaffinity sched_setscheduler sendfile setegid seteuid setgroups setpriority setresgid setresuid setxattr splice startfile',
  select: 'epoll kqueue',
  selectors: 'EpollSelector KqueueSelector',
  signal: 'alarm pidfd_send_signal pthread_kill setitimer sigtimedwait sigwaitinfo',
  socket: 'AF_UNIX SO_REUSEADDR SO_REUSEPORT sethostname',
  socketserver: 'ThreadingUnixDatagramServer ThreadingUnixStreamServer UnixDatagramServer UnixStreamServer',
  threading: 'get_native_id',
  time: 'thread_time thread_time_ns tzset',
};

function absentFunction(module: string, name: string): string | undefined {
  return absentFunctions[module]?.split(' ').includes(name) ? `${module}.${name}` : undefined;
}

/** What the sandbox's interpreter says when it can't do what others can, and the thing that it lacks. */
const sandboxWords: [RegExp, string][] = [
  [/^RuntimeError: (?:can't start new thread|unable to start watchdog thread)/, 'threads'],
  [/emscripten does not support processes/, 'other processes'],
  [/^OSError: \[Errno 45\] Exec format error/, 'other processes'],
  [/^NotImplementedError: This Python build lacks multiprocessing/, 'multiprocessing'],
  [/^ImportError: This platform lacks a functioning sem_open/, 'multiprocessing'],
  [/\[Errno -4\] Non-recoverable error/, 'the network'],
  [/^OSError: \[Errno 52\] Function not implemented$/, 'a function of the operating system, such as fork'],
  // With the name of a file behind it, it is the file system that forbids something.
  [/^PermissionError: \[Errno 63\] Operation not permitted$/, 'sockets, pipes and other processes'],
  [/^OSError: out of pty devices/, 'terminals'],
  [/^webbrowser\.Error: could not locate runnable browser/, 'a web browser (webbrowser.open)'],
  [
    /^ValueError: unsupported hash type (?:ripemd160|sm3|sha512_2\d\d|md5-sha1)/i,
    'a hash of OpenSSL, such as ripemd160',
  ],
  [/^OSError: No username set in the environment/, 'a user with a name'],
  // Sizes above 2 GiB of memory stay the program's own fault: `[0] * 10**10` can't "fit 'int' into an index-sized integer".
  [/^OverflowError: Python int too large to convert to C (?:ssize_t|(?:unsigned )?long)$/, 'a 64-bit Python'],
  [/^struct\.error: (?:'[lLnNP]' format requires|int too large to convert)/, 'a 64-bit Python'],
];

/** Calls that end every interpreter: a program that makes them is not cut off from anything. */
const fatalCalls = new Set(['_abort_js', '_emscripten_runtime_keepalive_clear']);
const callWords = new Map([
  ['proc_exit', 'os._exit'],
  ['_maybe_poll_async', 'select and poll'],
  ['ffi_closure_alloc_js', 'callbacks of ctypes'],
]);

/** Also in the words of an error that the program makes of it: `RuntimeError: numpy is needed (No module named 'numpy')`. */
function missingModule(message: string): string | undefined {
  const name = /^[\w.]*(?:Error|Exit|Exception): .*\bNo module named '([\w.]+)'/.exec(message)?.[1];
  return name !== undefined && isWellKnownModule(name) ? name : undefined;
}

function missingTimeZone(message: string): string | undefined {
  const zone = /ZoneInfoNotFoundError: ['"]+No time zone found with key ([\w+/-]+)/.exec(message)?.[1];
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return `the time zone ${zone}`;
  } catch {
    // No such zone anywhere.
    return undefined;
  }
}

/** What of this computer's Python a program lacked, by the last line of its traceback; undefined when that was not the reason. */
export function missingOnHost(message: string): string | undefined {
  return missingModule(message) ?? missingTimeZone(message);
}

/** The same for the sandbox, also of what its interpreter died of. */
export function missingInSandbox(message: string): string | undefined {
  const onHost = missingOnHost(message);
  if (onHost !== undefined) return onHost;
  const attribute = /^AttributeError: module '(\w+)' has no attribute '(\w+)'/.exec(message);
  if (attribute?.[1] && attribute[2]) return absentFunction(attribute[1], attribute[2]);
  const imported = /^ImportError: cannot import name '(\w+)' from '(\w+)'/.exec(message);
  if (imported?.[1] && imported[2]) return absentFunction(imported[2], imported[1]);
  const call = /^the snippet asked for something the sandbox does not have \((\w+)\)$/.exec(message)?.[1];
  if (call !== undefined) return fatalCalls.has(call) ? undefined : (callWords.get(call) ?? `a function (${call})`);
  return sandboxWords.find(([pattern]) => pattern.test(message))?.[1];
}
