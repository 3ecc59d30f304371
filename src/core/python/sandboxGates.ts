// Decides what the interpreter may call once it has booted: files in memory, clocks, fixed randomness, more memory.
// Everything else (the whole bridge to JavaScript, sockets, processes, loading code) is closed, and stays closed whatever
// Python does, because WebAssembly has no other way out than these functions.

import type { WasmFunction, WasmImports } from './sandboxGuestTypes';

const permissionDenied = -63;
const nameNotResolved = -4;

const allowed = new Set(
  (
    '_Py_emscripten_runtime _Py_CheckEmscriptenSignals_Helper _PyEM_TrampolineCall_JS __call_sighandler ' +
    '__syscall_getuid32_js __syscall_umask_js __syscall_ioctl __syscall_fcntl64 _try_fcntl64 __syscall_openat __syscall_faccessat ' +
    '__syscall_chdir __syscall_chmod __syscall_fchownat __syscall_dup __syscall_dup3 __syscall_fchdir __syscall_fchmod ' +
    '__syscall_fchmodat2 __syscall_fchown32 __syscall_fdatasync __syscall_fstat64 __syscall_stat64 __syscall_newfstatat ' +
    '__syscall_lstat64 __syscall_ftruncate64 __syscall_getcwd __syscall_getdents64 __syscall_mkdirat __syscall_fadvise64 ' +
    '__syscall_fallocate __syscall_readlinkat __syscall_unlinkat __syscall_rmdir __syscall_renameat __syscall_statfs64 ' +
    '__syscall_fstatfs64 __syscall_symlinkat __syscall_truncate64 __syscall_utimensat _mmap_js _munmap_js _msync_js ' +
    'fd_close fd_read fd_write fd_sync fd_fdstat_get fd_seek fd_pread fd_pwrite ' +
    'clock_res_get clock_time_get emscripten_date_now emscripten_get_now _tzset_js _timegm_js _mktime_js _localtime_js _gmtime_js ' +
    'environ_sizes_get environ_get random_get emscripten_resize_heap emscripten_get_heap_max _emscripten_get_progname'
  ).split(' '),
);

/** Calls that C code expects to fail politely; any other closed call ends the interpreter. */
function politeAnswer(name: string): number | undefined {
  if (name.startsWith('__syscall_') || name === '_emscripten_system' || name === '_setitimer_js')
    return permissionDenied;
  if (name === 'getaddrinfo' || name === 'getnameinfo') return nameNotResolved;
  if (name === 'getprotobyname' || name === '_dlopen_js' || name === '_dlsym_js' || name === 'can_run_sync_js')
    return 0;
  if (name.startsWith('emscripten_console_') || name === 'emscripten_out' || name === 'emscripten_err') return 0;
  return undefined;
}

export class SandboxGates {
  private isClosed = false;
  private denial: Error | undefined;

  /** Puts a gate before every function that is not allowed later; called before the interpreter is instantiated. */
  wrap(imports: WasmImports, fillRandom: (address: number, length: number) => void): void {
    const environment = imports['env'];
    if (!environment) throw new Error('the interpreter has no env imports');
    for (const [name, original] of Object.entries(environment))
      if (typeof original === 'function' && !allowed.has(name)) environment[name] = this.gate(name, original);
    const random: WasmFunction = (address = 0, length = 0) => {
      fillRandom(Number(address) >>> 0, Number(length) >>> 0);
      return 0;
    };
    environment['random_get'] = Object.assign(random, environment['random_get']);
  }

  close(): void {
    this.isClosed = true;
  }

  restart(): void {
    this.denial = undefined;
  }

  /** True for the very error that a closed call ended the interpreter with. */
  isDenial(thrown: unknown): boolean {
    return this.denial !== undefined && thrown === this.denial;
  }

  private gate(name: string, original: WasmFunction): WasmFunction {
    const polite = politeAnswer(name);
    const gated: WasmFunction = (...values) => {
      if (!this.isClosed) return original(...values);
      if (polite !== undefined) return polite;
      this.denial = new Error(`the snippet asked for something the sandbox does not have (${name})`);
      throw this.denial;
    };
    // Emscripten reads the signature and other marks from the function itself.
    return Object.assign(gated, original);
  }
}
