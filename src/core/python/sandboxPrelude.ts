// The Python half of the sandbox: runs once while a child boots, before the memory baseline is taken.
// It takes Pyodide's own doors away and returns the addresses of the functions that run one answer. It must leave nothing
// of itself in `__main__`, because that is the namespace the answer sees.

/** Where the answer lies in the interpreter's in-memory file system; tracebacks name it. */
export const answerPath = '/home/user/answer.py';

/**
 * Evaluates to two decimal strings, the addresses of two functions without arguments. `run` runs the answer and returns `kind hex`, the hexadecimal being
 * the message in UTF-8; `end` then does what an interpreter does when a script ends, which can change nothing of how it did.
 */
export const sandboxPrelude = `
def _prepare():
    import sys, os, gc, io, json, types, time, atexit, linecache, traceback, asyncio, builtins, importlib.machinery as machinery
    # Imported now so that an answer's import costs nothing: the baseline holds them.
    import math, cmath, re, random, datetime, collections, collections.abc, itertools, functools, string, decimal, fractions
    import statistics, heapq, bisect, typing, dataclasses, copy, textwrap, enum, abc, operator, contextlib, warnings, calendar
    # ctypes asks for a callback while it is imported, which is not to be had later; its number types are used in honest answers.
    import ctypes
    import hashlib, base64, struct, array, queue, threading, inspect, ast, unicodedata, csv, zoneinfo, uuid, numbers, pprint

    class Absent:
        """Says of the bridge to JavaScript that there is none, before the file finder meets its remains."""
        names = frozenset(['js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core'])
        @classmethod
        def find_spec(cls, name, path=None, target=None):
            if name.partition('.')[0] in cls.names:
                raise ModuleNotFoundError(f'No module named {name!r}', name=name)
            return None
    for name in list(sys.modules):
        if name.partition('.')[0] in Absent.names or name == '_isb':
            del sys.modules[name]
    sys.meta_path[:] = [Absent, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder]

    # Pyodide's event loop lives in the browser's; this one is turned by run_until_complete as anywhere else.
    class Selector:
        def select(self, timeout=None):
            if timeout is None:
                raise RuntimeError('the event loop waits for something that can never happen in the sandbox')
            if timeout > 0:
                time.sleep(timeout)
            return []
        def close(self):
            pass
    class EventLoop(asyncio.base_events.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Selector()
        def _process_events(self, events):
            pass
        def _write_to_self(self):
            pass
        async def _make_subprocess_transport(self, *args, **kwargs):
            raise OSError(138, 'emscripten does not support processes.')
    class EventLoopPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = EventLoop
    asyncio.events._set_running_loop(None)
    asyncio.events._set_event_loop_policy(EventLoopPolicy())
    asyncio.run = asyncio.runners.run
    asyncio.new_event_loop = asyncio.events.new_event_loop

    # A shell that can't be started is no command that failed; there is no screen to clear either, and nobody misses it.
    def system(command):
        if command in ('', 'clear', 'cls', 'reset', 'color'):
            return 0
        raise OSError(138, 'emscripten does not support processes.')
    os.system = sys.modules['posix'].system = system

    # Pyodide's asks the page that it is in; this one says what Python says on a computer without a browser.
    import webbrowser
    class NoBrowser(Exception):
        pass
    NoBrowser.__name__, NoBrowser.__qualname__, NoBrowser.__module__ = 'Error', 'Error', 'webbrowser'
    webbrowser.Error = NoBrowser
    def no_browser(*args, **kwargs):
        raise NoBrowser('could not locate runnable browser')
    for name in ('get', 'open', 'open_new', 'open_new_tab'):
        setattr(webbrowser, name, no_browser)

    # The interpreter is one of 32 bits; an answer that takes the largest size for infinity counts with that of every other computer.
    # What unpacks means the largest size of this one.
    from compression._common import _streams
    _streams.sys = types.SimpleNamespace(maxsize=sys.maxsize)
    sys.maxsize = 2 ** 63 - 1

    path = '${answerPath}'
    main = sys.modules['__main__']
    main.__dict__.clear()
    main.__dict__.update(__name__='__main__', __doc__=None, __package__=None, __loader__=None, __spec__=None,
                         __builtins__=builtins, __file__=path)
    sys.argv[:] = [path]
    sys.path[:] = [os.path.dirname(path)] + [p for p in sys.path if p.startswith('/lib/')]
    sys.excepthook = sys.__excepthook__
    sys.unraisablehook = sys.__unraisablehook__
    sys.displayhook = sys.__displayhook__
    sys.stdin = sys.__stdin__ = open(0, 'r', encoding='utf-8', closefd=False)
    sys.stdout = sys.__stdout__ = open(1, 'w', encoding='utf-8', closefd=False)
    sys.stderr = sys.__stderr__ = open(2, 'w', encoding='utf-8', errors='backslashreplace', closefd=False, buffering=1)
    for name in list(sys.__dict__):
        if name in ('last_exc', 'last_type', 'last_value', 'last_traceback', 'ps1', 'ps2'):
            delattr(sys, name)
    for name in [name for name in builtins.__dict__ if name.startswith('___')]:
        delattr(builtins, name)
    os.chdir(os.path.dirname(path))
    os.environ.clear()
    os.environ.update(HOME='/home/user', LANG='C.UTF-8')
    random.seed(0)
    linecache.clearcache()

    compile_, exec_, open_, isinstance_, issubclass_, str_, int_, type_ = compile, exec, open, isinstance, issubclass, str, int, type
    is_equal_int, part_of, encoded, hex_of, slice_ = int.__eq__, str.__getitem__, str.encode, bytes.hex, slice
    BaseException_, SystemExit_, Exception_, MemoryError_ = BaseException, SystemExit, Exception, MemoryError
    SyntaxError_, TracebackException = SyntaxError, traceback.TracebackException
    run_exit_functions, out, err = atexit._run_exitfuncs, sys.stdout, sys.stderr

    def describe(error):
        if isinstance_(error, SystemExit_):
            return 'SystemExit: ' + str_(error.code)
        lines = list(TracebackException(type_(error), error, None, compact=True).format_exception_only())
        # Notes follow the line with the type, except that a syntax error shows its source line first.
        line = lines[-1] if isinstance_(error, SyntaxError_) else lines[0]
        return line.strip().split('\\n')[0]

    def show(error):
        # The first frame is this runner's.
        trace = error.__traceback__
        error.__traceback__ = trace.tb_next if trace is not None else None
        sys.excepthook(type_(error), error, error.__traceback__)

    def attempt(action):
        try:
            action()
        except BaseException_:
            return

    # Hexadecimal, because a snippet may have replaced every function that writes text, and its texts may be of types of its own.
    def hexadecimal(error):
        try:
            message = describe(error)
        except BaseException_:
            message = type_(error).__name__
        try:
            return hex_of(encoded(part_of(message, slice_(0, 2000)), 'utf-8', 'replace'))
        except BaseException_:
            return ''

    # How a script ended is said by words of this function alone, and by the interpreter's own types: those of a snippet say what they like.
    def run():
        try:
            with open_(path, 'rb') as file:
                source = file.read()
            exec_(compile_(source, path, 'exec', dont_inherit=True), main.__dict__)
        except SystemExit_ as error:
            code = error.code
            is_int = issubclass_(type_(code), int_)
            if code is None or is_int and is_equal_int(code, 0):
                return 'finished '
            if not is_int:
                attempt(lambda: err.write(str_(code) + '\\n'))
            return 'raised ' + hexadecimal(error)
        except MemoryError_ as error:
            attempt(lambda: show(error))
            if type_(error) is MemoryError_:
                return 'memory ' + hexadecimal(error)
            return 'raised ' + hexadecimal(error)
        except BaseException_ as error:
            said = hexadecimal(error)
            attempt(lambda: show(error))
            return 'raised ' + said
        return 'finished '

    def end():
        # Exit functions, then the module's names in their own order.
        attempt(run_exit_functions)
        attempt(lambda: sys.stdout.flush())
        attempt(out.flush)
        names = main.__dict__
        for private in (True, False):
            for name in list(names):
                if isinstance_(name, str_) and name != '__builtins__' and private == (name[:1] == '_' and name[1:2] != '_'):
                    names[name] = None
        attempt(lambda: sys.stdout.flush())
        attempt(out.flush)
        attempt(err.flush)

    # The interpreter must never free what only JavaScript knows of.
    sys._isb_run, sys._isb_end = run, end
    addresses = f'{id(run)} {id(end)}'
    types.FunctionType.__get__(run, object())
    globals().pop('_prepare', None)
    gc.collect()
    gc.freeze()
    return addresses
_prepare()
`;
