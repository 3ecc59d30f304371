// Snippets that try to leave the sandbox or to cheat the snippet after them. Each prints REACHED only when it got somewhere.

/** Says everything of the interpreter that a snippet could have changed for the next one; equal text means equal state. */
export const canary = `
import sys, os, json, builtins, random, decimal, warnings, signal, gc, locale, time, atexit, threading, asyncio, re, io, math
def tree(path):
    for root, folders, files in sorted(os.walk(path)):
        for name in sorted(folders + files):
            full = os.path.join(root, name)
            status = os.lstat(full)
            yield (full, status.st_mode, status.st_size, status.st_ino)
state = {
    'print': repr(print), 'open': repr(open), 'import': repr(__import__), 'dumps': json.dumps({'a': [1, 2.5, None]}),
    'builtins': sorted(builtins.__dict__), 'modules': sorted(sys.modules), 'path': sys.path, 'finders': repr(sys.meta_path),
    'hooks': len(sys.path_hooks), 'argv': sys.argv, 'environ': dict(os.environ), 'cwd': os.getcwd(), 'flags': repr(sys.flags),
    'limit': sys.getrecursionlimit(), 'switch': sys.getswitchinterval(), 'digits': sys.get_int_max_str_digits(),
    'random': random.random(), 'urandom': os.urandom(8).hex(), 'device': open('/dev/urandom', 'rb', 0).read(4).hex(), 'hash': hash('x'),
    'set': repr({'a', 'b', 'c', 'd', 'e'}), 'precision': decimal.getcontext().prec, 'filters': len(warnings.filters),
    'signals': [repr(signal.getsignal(n)) for n in (2, 14, 15)], 'gc': gc.isenabled(), 'threshold': gc.get_threshold(), 'garbage': len(gc.garbage),
    'files': list(tree('/home')) + list(tree('/tmp')) + list(tree('/dev')), 'root': sorted(os.listdir('/')), 'lib': sorted(os.listdir('/lib')),
    'descriptors': [os.dup(0)], 'umask': os.umask(0o22), 'stdout': [sys.stdout is sys.__stdout__, sys.stdout.encoding, sys.stdout.errors],
    'trace': [sys.gettrace() is None, sys.getprofile() is None, repr(sys.excepthook), repr(sys.displayhook)], 'names': sorted(globals()),
    'zone': time.tzname, 'threads': threading.active_count(), 'exits': atexit._ncallbacks(), 'pi': math.pi, 'int': repr(int), 'main': __name__,
    'codec': 'é'.encode().hex(), 'regex': re.sub('a', 'b', 'cat'), 'small': 1 + 1, 'tuple': (), 'loop': asyncio._get_running_loop() is None,
}
print(json.dumps(state, sort_keys=True))
`;

interface Attack {
  name: string;
  code: string;
}

const reach = (name: string, body: string): Attack => ({ name, code: body });

/** `marker` is a host path that must not come into being, `port` a host server that must not be reached. */
export function escapeAttacks(marker: string, port: number): Attack[] {
  const path = JSON.stringify(marker);
  return [
    reach('import js', 'import js\nprint("REACHED", js.process.pid)'),
    reach('import pyodide_js', 'import pyodide_js\nprint("REACHED", pyodide_js)'),
    reach('pyodide.code.run_js', 'from pyodide.code import run_js\nprint("REACHED", run_js("1+1"))'),
    reach('pyodide.ffi', 'import pyodide.ffi\nprint("REACHED", pyodide.ffi.to_js([1]).constructor)'),
    reach('_pyodide_core', 'import _pyodide_core\nprint("REACHED", dir(_pyodide_core))'),
    reach(
      'the bridge past the finder that hides it',
      'import sys\nsys.meta_path.pop(0)\ntry:\n    import _pyodide_core\n    import pyodide.code\n    print(pyodide.code.run_js("globalThis"))\n    print("REACHED")\nexcept ImportError as error:\n    print("no", error)',
    ),
    reach(
      'a built-in loaded by hand',
      'import importlib.machinery, importlib.util\nspec = importlib.machinery.BuiltinImporter.find_spec("_pyodide_core")\nprint("spec", spec)\nif spec:\n    module = importlib.util.module_from_spec(spec)\n    spec.loader.exec_module(module)\n    print("REACHED", module.JsProxy)',
    ),
    reach(
      'JavaScript objects found by the collector',
      'import gc\ngc.unfreeze()\nfound = [o for o in gc.get_objects() if "Js" in type(o).__name__ and "pyodide" in type(o).__module__]\nprint("found", len(found))\nfor o in found:\n    try:\n        print("REACHED", o.constructor.constructor("return process")())\n    except BaseException as error:\n        print(type(error).__name__)',
    ),
    reach(
      'JavaScript types found as subclasses',
      'names = [c for c in object.__subclasses__() if "Js" in c.__name__]\nfor c in names:\n    try:\n        o = c()\n        print("REACHED", o.constructor)\n    except BaseException as error:\n        print(type(error).__name__)',
    ),
    reach('prototype pollution through a proxy', 'import js\njs.Object.prototype.polluted = 1\nprint("REACHED")'),
    reach('os.system', `import os\ncode = os.system("echo x > " + ${path})\nprint("REACHED" if code == 0 else "no")`),
    reach('os.popen', `import os\nprint("REACHED", os.popen("id").read())`),
    reach('subprocess', `import subprocess\nprint("REACHED", subprocess.run(["id"], capture_output=True))`),
    reach(
      'subprocess through the shell',
      `import subprocess\nsubprocess.Popen("echo x > " + ${path}, shell=True).wait()\nprint("REACHED")`,
    ),
    reach('fork', 'import os\nprint("REACHED", os.fork())'),
    reach('posix_spawn', 'import os\nprint("REACHED", os.posix_spawn("/bin/sh", ["sh", "-c", "id"], {}))'),
    reach('execv', 'import os\nos.execv("/bin/sh", ["sh"])\nprint("REACHED")'),
    reach('kill the parent', 'import os\nos.kill(os.getppid(), 9)\nprint("done")'),
    reach('multiprocessing', 'import multiprocessing\nprint("REACHED", multiprocessing.Pool(1).map(abs, [1]))'),
    reach('a thread', 'import threading\nt = threading.Thread(target=lambda: print("REACHED"))\nt.start(); t.join()'),
    reach('a socket', `import socket\ns = socket.create_connection(("127.0.0.1", ${port}), 2)\nprint("REACHED", s)`),
    reach(
      'a bare socket',
      `import socket\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))\ns.send(b"x")\nprint("REACHED")`,
    ),
    reach(
      'a datagram',
      `import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"x", ("127.0.0.1", ${port}))\nprint("REACHED")`,
    ),
    reach(
      'urllib',
      `import urllib.request\nprint("REACHED", urllib.request.urlopen("http://127.0.0.1:${port}/").read())`,
    ),
    reach(
      'asyncio network',
      `import asyncio\nasync def go():\n    r, w = await asyncio.open_connection("127.0.0.1", ${port})\n    print("REACHED")\nasyncio.run(go())`,
    ),
    reach('a name look-up', 'import socket\nprint("REACHED", socket.getaddrinfo("localhost", 80))'),
    reach('read /etc/passwd', 'print("REACHED", open("/etc/passwd").read())'),
    reach('read /proc', 'print("REACHED", open("/proc/self/environ", "rb").read())'),
    reach(
      'list the host',
      `import os\nfor p in ("/etc", "/root", "/Users", "/work", "C:\\\\"):\n    try:\n        print("REACHED", os.listdir(p))\n    except OSError as error:\n        print("no")`,
    ),
    reach(
      'write a file of the host',
      `import os\nos.makedirs(os.path.dirname(${path}), exist_ok=True)\nopen(${path}, "w").write("x")\nprint("written inside")`,
    ),
    reach(
      'host environment',
      'import os\nprint("REACHED" if set(os.environ) - {"HOME", "LANG"} else "no", len(os.environ))',
    ),
    reach('mountNodeFS', 'import pyodide_js\npyodide_js.mountNodeFS("/host", "/etc")\nprint("REACHED")'),
    reach('micropip', 'import micropip\nprint("REACHED")'),
    reach(
      'ctypes run script',
      'import ctypes\nprint("REACHED", ctypes.CDLL(None).emscripten_run_script_int(b"process.pid"))',
    ),
    reach('ctypes system', `import ctypes\nlib = ctypes.CDLL(None)\nprint("REACHED", lib.system(b"id"))`),
    reach(
      'ctypes call by address',
      'import ctypes\nf = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p)(1)\nprint("REACHED", f(b"x"))',
    ),
    reach('ctypes pythonapi', 'import ctypes\nprint("REACHED", ctypes.pythonapi.PyRun_SimpleString(b"print(1)"))'),
    reach('ctypes callback', 'import ctypes\nprint("REACHED", ctypes.CFUNCTYPE(None)(lambda: None))'),
    reach('ctypes reads memory', 'import ctypes\nprint(ctypes.string_at(id(1), 8))\nprint("REACHED")'),
    reach(
      'every function pointer',
      'import ctypes\nfor n in range(1, 40):\n    ctypes.CFUNCTYPE(None)(n)()\nprint("REACHED")',
    ),
    reach(
      'a library of its own',
      'open("/tmp/evil.so", "wb").write(b"\\0asm\\1\\0\\0\\0")\nimport ctypes\nctypes.CDLL("/tmp/evil.so")\nprint("REACHED")',
    ),
    reach(
      'an extension module of its own',
      'open("/tmp/evil.so", "wb").write(b"\\0asm\\1\\0\\0\\0")\nimport importlib.machinery as m, importlib.util as u\nloader = m.ExtensionFileLoader("evil", "/tmp/evil.so")\nu.module_from_spec(u.spec_from_loader("evil", loader))\nprint("REACHED")',
    ),
    reach(
      'a device node',
      'import os\nfor major in range(0, 12):\n    os.mknod(f"/tmp/d{major}", 0o20666, os.makedev(major, 0))\nprint("REACHED")',
    ),
    reach('os._exit', 'import os\nprint("gone", flush=True)\nos._exit(0)'),
    reach('os.abort', 'import os\nos.abort()'),
    reach('a fault', 'import ctypes\nctypes.memset(0, 255, 100000)\nprint("REACHED")'),
    reach('an alarm', 'import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.001)\nsignal.alarm(1)\nprint("set")'),
    reach('raise a signal', 'import signal\nsignal.raise_signal(signal.SIGINT)\nprint("REACHED")'),
    reach('poll', 'import select\nprint(select.select([0], [], [], 0))\nprint("done")'),
    reach('a pipe', 'import os\nprint("REACHED", os.pipe())'),
    reach(
      'bytecode without a check',
      'def f(): pass\nf.__code__ = f.__code__.replace(co_consts=(), co_code=bytes([124, 255, 83, 0] * 8))\ntry:\n    f()\nexcept BaseException as error:\n    print(type(error).__name__)',
    ),
    reach(
      'a JavaScript name as a file',
      'import os\nos.chdir("/tmp")\nfor n in ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__"):\n    os.mkdir(n)\n    open(n + "/__proto__", "w").write("x")\nprint(sorted(os.listdir(".")))',
    ),
    reach('code as an object key', 'import json\nprint(json.loads(\'{"__proto__": {"polluted": 1}}\'))'),
  ];
}

/** Scripts that fail and try to hide it: none of them has finished. */
export const hiddenFailures: Attack[] = [
  reach(
    'an exit code that says that it is 0',
    'class Zero(int):\n    def __eq__(self, other): return True\n    def __bool__(self): return False\nraise SystemExit(Zero(3))',
  ),
  reach(
    'an exit code of a class that says that it is int',
    'class Liar:\n    __class__ = int\n    def __eq__(self, other): return True\nraise SystemExit(Liar())',
  ),
  reach(
    'an exit code that never differs',
    'class Zero(int):\n    def __ne__(self, other): return False\n    __eq__ = __ge__ = __le__ = lambda self, other: True\nraise SystemExit(Zero(1))',
  ),
  reach(
    'an exit function that rewrites the frame of the runner',
    'import atexit, sys\n@atexit.register\ndef hide():\n    frame = sys._getframe()\n    while frame:\n        for name in ("kind", "said", "result"):\n            frame.f_locals[name] = "finished "\n        frame = frame.f_back\nraise SystemExit(3)',
  ),
  reach(
    'a text that is another one when it is joined',
    'class Text(str):\n    def __radd__(self, other): return "finished "\n    def __getitem__(self, at): return self\n    def encode(self, *a): return self\n    def hex(self): return self\nclass Code:\n    def __str__(self): return Text("x")\nraise SystemExit(Code())',
  ),
  reach(
    'an error whose text is another one when it is joined',
    'class Text(str):\n    def __radd__(self, other): return "finished "\nclass Odd(Exception):\n    def __str__(self): return Text("x")\nraise Odd()',
  ),
  reach('an exit function that leaves at once', 'import atexit, os\natexit.register(os._exit, 0)\nraise SystemExit(3)'),
  reach('an exit function that exits well', 'import atexit, sys\natexit.register(sys.exit, 0)\nraise ValueError("no")'),
  reach('a hook that exits well', 'import sys\nsys.excepthook = lambda *a: sys.exit(0)\nraise ValueError("no")'),
  reach(
    'a stream that exits well',
    'import sys\nclass Out:\n    def write(self, text): sys.exit(0)\n    def flush(self): sys.exit(0)\nsys.stdout = sys.stderr = Out()\nraise ValueError("no")',
  ),
  reach(
    'a name that exits well when it goes',
    'import sys\nclass Late:\n    def __del__(self): sys.exit(0)\nlate = Late()\nraise ValueError("no")',
  ),
  reach(
    'an error handler of texts',
    'import codecs\ncodecs.register_error("replace", lambda error: ("finished ", error.end))\nraise ValueError("\\ud800")',
  ),
  reach('a subclass of the exit', 'class Exit(SystemExit):\n    def __eq__(self, other): return True\nraise Exit(2)'),
  reach('a false exit code', 'raise SystemExit(False + 1)'),
  reach('an empty exit code', 'raise SystemExit("")'),
  reach('an exit code of 0.0', 'raise SystemExit(0.0)'),
];

/** They try to change what the snippet after them sees. */
export const cheats: Attack[] = [
  reach(
    'replaces print',
    'import builtins\nbuiltins.print = lambda *a, **k: __import__("sys").stdout.write("42\\n")\nprint("x")',
  ),
  reach(
    'replaces json.dumps and the encoder',
    'import json\njson.dumps = lambda *a, **k: "cheat"\njson.JSONEncoder.encode = lambda *a: "cheat"\njson.encoder.encode_basestring_ascii = lambda s: "cheat"',
  ),
  reach(
    'replaces compile, exec and open',
    'import builtins\nbuiltins.compile = builtins.exec = builtins.open = builtins.isinstance = lambda *a, **k: None',
  ),
  reach('replaces sys.stdout', 'import sys, io\nsys.stdout = sys.__stdout__ = io.StringIO()\nprint("hidden")'),
  reach('closes sys.stdout', 'import sys\nsys.stdout.close()\nsys.stderr.close()'),
  reach('closes the descriptors', 'import os\nfor fd in (0, 1, 2):\n    os.close(fd)'),
  reach(
    'puts a file where stdout was',
    'import os\nfd = os.open("/tmp/out", os.O_RDWR | os.O_CREAT)\nos.dup2(fd, 1)\nos.dup2(fd, 0)\nprint("into the file")',
  ),
  reach(
    'fakes modules',
    'import sys, types\nfake = types.ModuleType("math"); fake.pi = 3; fake.sqrt = lambda x: 42\nsys.modules["math"] = fake\nsys.modules["json"] = fake\nsys.modules["random"] = None',
  ),
  reach(
    'changes a module in place',
    'import math, re, random\nmath.pi = 3\nmath.sqrt = lambda x: 42\nre.sub = lambda *a: "cheat"\nrandom.random = lambda: 0.5',
  ),
  reach(
    'leaves modules to import',
    'import sys\nopen("/home/user/colorsys.py", "w").write("x = 1")\nopen("/home/user/sitecustomize.py", "w").write("x = 1")\nopen("/home/user/usercustomize.py", "w").write("x = 1")\nsys.path.insert(0, "/tmp")\nsys.path_importer_cache.clear()',
  ),
  reach(
    'rewrites the standard library',
    'import os\nfor name in os.listdir("/lib"):\n    p = "/lib/" + name\n    if p.endswith(".zip"):\n        os.chmod(p, 0o777)\n        open(p, "r+b").write(b"\\0" * 4096)\n        os.truncate(p, 10)',
  ),
  reach(
    'moves the standard library away',
    'import os\nfor name in os.listdir("/lib"):\n    os.rename("/lib/" + name, "/tmp/" + name)',
  ),
  reach(
    'removes folders and devices',
    'import shutil, os\nfor p in ("/home", "/tmp", "/dev", "/lib", "/proc"):\n    shutil.rmtree(p, ignore_errors=True)\nfor p in ("/dev/null", "/dev/stdout", "/dev/stdin", "/dev/urandom"):\n    try: os.unlink(p)\n    except OSError: pass',
  ),
  reach(
    'replaces its own file and folder',
    'import os\nos.unlink(__file__)\nos.mkdir(__file__)\nos.chmod("/home/user", 0)\nos.chdir("/")',
  ),
  reach(
    'links its own file elsewhere',
    'import os\nos.unlink(__file__)\nos.symlink("/tmp/other.py", __file__)\nopen("/tmp/other.py", "w").write("print(42)")',
  ),
  reach(
    'keeps its file open',
    'import os\nkeep = [open(__file__, "r+") for _ in range(200)]\nos.set_inheritable(keep[0].fileno(), True)',
  ),
  reach(
    'changes the environment',
    'import os, time\nos.environ["PYTHONSTARTUP"] = "/tmp/x"\nos.environ["TZ"] = "Asia/Tokyo"\ntime.tzset()\nos.putenv("A", "1")\nos.umask(0)',
  ),
  reach(
    'registers exit functions',
    'import atexit, sys\n@atexit.register\ndef later():\n    import builtins\n    builtins.print = None\n    atexit.register(later)',
  ),
  reach(
    'dies loudly',
    'import builtins\nclass Late:\n    def __del__(self):\n        builtins.print = None\n        builtins.late = self\nlate = Late()\nlate.me = late',
  ),
  reach(
    'collector callbacks',
    'import gc\ngc.callbacks.append(lambda *a: None)\ngc.disable()\ngc.set_threshold(1)\ngc.garbage.append([1])\ngc.unfreeze()',
  ),
  reach(
    'tracing',
    'import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)\nsys.addaudithook(lambda *a: None)',
  ),
  reach(
    'monitoring',
    'import sys\nsys.monitoring.use_tool_id(0, "x")\nsys.monitoring.register_callback(0, sys.monitoring.events.CALL, lambda *a: None)\nsys.monitoring.set_events(0, sys.monitoring.events.CALL)',
  ),
  reach(
    'hooks',
    'import sys, builtins\nsys.excepthook = sys.unraisablehook = sys.displayhook = lambda *a: None\nbuiltins.__import__ = lambda *a, **k: None',
  ),
  reach(
    'seeds',
    'import random\nrandom.seed(5)\nrandom.random()\nimport os\nos.urandom(5)\nopen("/dev/urandom", "rb", 0).read(3)',
  ),
  reach(
    'limits',
    'import sys, decimal, warnings\nsys.setrecursionlimit(50)\nsys.set_int_max_str_digits(0)\nsys.setswitchinterval(1)\ndecimal.getcontext().prec = 3\nwarnings.simplefilter("error")',
  ),
  reach('signal handlers', 'import signal\nsignal.signal(signal.SIGINT, lambda *a: None)'),
  reach('changes a small integer', 'import ctypes\nbuffer = (ctypes.c_char * 16).from_address(id(2))\nbuffer[8] = 5'),
  reach(
    'changes a type in memory',
    'import ctypes\nbuffer = (ctypes.c_char * 64).from_address(id(int))\nfor n in range(16, 64):\n    buffer[n] = 0',
  ),
  reach(
    'spoils all memory it can write',
    'import ctypes\nfor at in range(1 << 16, 1 << 22, 64):\n    (ctypes.c_char * 1).from_address(at)[0] = 255',
  ),
  reach('grows the memory', 'x = bytearray(120_000_000)\nx[-1] = 255\nprint(len(x))'),
  reach(
    'fills the memory',
    'x = []\ntry:\n    while True: x.append(bytearray(5_000_000))\nexcept MemoryError:\n    print("full")',
  ),
  reach(
    'fills the disk',
    'import os\ntry:\n    with open("/tmp/big", "wb") as f:\n        for n in range(1000): f.write(b"x" * 1_000_000)\nexcept OSError as error:\n    print(error.errno)\nos.truncate("/tmp/big", 0)',
  ),
  reach(
    'a file with a hole',
    'f = open("/tmp/hole", "wb")\ntry:\n    f.seek(10**9); f.write(b"x"); f.flush()\nexcept OSError as error:\n    print(error.errno)',
  ),
  reach(
    'many files',
    'import os\nfor n in range(2000):\n    open(f"/tmp/{n}", "w").close()\nos.mkdir("/newfolder")\nos.symlink("/", "/newfolder/root")',
  ),
  reach('open descriptors', 'import os\nfds = [os.dup(1) for n in range(1500)]\nos.dup2(2, 1)\nprint(len(fds))'),
  reach(
    'the runner itself',
    'import sys, gc\nrun = sys._isb_run\nfor cell in run.__closure__:\n    if callable(cell.cell_contents):\n        cell.cell_contents = lambda *a, **k: "cheat"',
  ),
  reach(
    'the runner from a frame',
    'import sys\nframe = sys._getframe()\nwhile frame.f_back: frame = frame.f_back\nframe.f_globals["__name__"] = "cheat"\nframe.f_locals["kind"] = "finished"',
  ),
  reach(
    'an event loop of its own',
    'import asyncio\nasync def forever():\n    while True: await asyncio.sleep(0)\nloop = asyncio.new_event_loop()\nloop.create_task(forever())\nasyncio.set_event_loop(loop)\nasyncio._set_running_loop(loop)\nasyncio.run = None',
  ),
  reach(
    'codecs',
    'import codecs\ncodecs.register(lambda name: None)\ncodecs.register_error("strict", lambda e: ("?", e.end))',
  ),
  reach(
    'ends by an exception of its own',
    'class Odd(BaseException):\n    def __str__(self): raise self\n    def __repr__(self): raise self\nraise Odd()',
  ),
  reach(
    'a subclass of everything',
    'import abc, collections.abc\ncollections.abc.Sized.register(int)\nimport copyreg\ncopyreg.pickle(int, lambda i: (int, (7,)))',
  ),
];
