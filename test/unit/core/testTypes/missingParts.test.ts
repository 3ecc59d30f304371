// Programs that need what the place they run in does not have, and programs that only look so.

import assert from 'node:assert/strict';
import { HostPython } from '../../../../src/core/python/hostPython';
import { missingInSandbox, missingOnHost } from '../../../../src/core/python/missingParts';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import type { Evaluation } from '../../../../src/core/testTypes/testType';
import { startSandbox } from './startSandbox';
import { evaluate } from './evaluate';

describe('what a program lacks', () => {
  let sandbox: PythonRunner;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox?.dispose());

  const judge = (code: string, runner = sandbox): Promise<Evaluation> =>
    evaluate('execute_python_code_with_num_output', `\`\`\`python\n${code}\n\`\`\``, 7, { python: runner });

  const needed = (part: string): string =>
    `The program needs ${part}, which the sandbox does not have. A Python of this computer may have it: use --python python3 in a terminal, or the setting isoSpeedBench.python.runner in VS Code.`;

  const modules =
    'numpy pandas scipy sympy requests matplotlib pytz yaml sklearn bs4 PIL torch networkx tkinter curses resource msvcrt winreg pwd readline turtle distutils imp';
  for (const name of modules.split(' ')) {
    it(`names the module ${name}`, async () => {
      const { record, error } = await judge(`import ${name}\nprint(7)`);
      assert.deepEqual([record.verdict, error], ['error', { kind: 'sandbox', message: needed(name) }]);
      assert.equal(record.got, `ModuleNotFoundError: No module named '${name}'`);
      assert.equal(record.python?.outcome, `lacks: ${record.got}`);
    });
  }

  for (const [code, part] of [
    ['import numpy.linalg as la', 'numpy'],
    ['from networkx.algorithms import clique', 'networkx'],
    ['def f():\n    import numpy as np\n    return np.int64(7)\nprint(f())', 'numpy'],
    ['__import__("numpy")\nprint(7)', 'numpy'],
    ['import importlib\nprint(importlib.import_module("pandas").__name__)', 'pandas'],
    ['try:\n    import numpy\nexcept ImportError:\n    raise\nprint(7)', 'numpy'],
    [
      'try:\n    import numpy\nexcept ImportError as error:\n    raise SystemExit(f"Needed: {error}")\nprint(7)',
      'numpy',
    ],
    [
      'try:\n    import yaml\nexcept ImportError as error:\n    raise RuntimeError(str(error)) from None\nprint(7)',
      'yaml',
    ],
    ['from rapidfuzz import fuzz\nprint(7)', 'rapidfuzz'],
    ['import signal\nsignal.alarm(5)', 'signal.alarm'],
    ['from signal import setitimer', 'signal.setitimer'],
    ['import os\nos.geteuid()', 'os.geteuid'],
    ['import time\ntime.tzset()', 'time.tzset'],
    ['from hashlib import scrypt', 'hashlib.scrypt'],
    ['import threading\nt = threading.Thread(target=print)\nt.start()', 'threads'],
    ['import threading\nthreading.Timer(0, print).start()', 'threads'],
    ['from concurrent.futures import ThreadPoolExecutor as P\nwith P() as p: p.submit(print)', 'threads'],
    ['import asyncio\nasync def f(): await asyncio.to_thread(print)\nasyncio.run(f())', 'threads'],
    ['import hashlib\nhashlib.new("ripemd160", b"x")', 'a hash of OpenSSL, such as ripemd160'],
    ['import subprocess\nsubprocess.run(["ls"])', 'other processes'],
    ['import subprocess\nsubprocess.check_output("ls", shell=True)', 'other processes'],
    ['import os\nos.popen("ls").read()', 'other processes'],
    ['import os\nos.execv("/bin/ls", ["ls"])', 'other processes'],
    ['import asyncio\nasyncio.run(asyncio.create_subprocess_exec("ls"))', 'other processes'],
    ['import os\nos.fork()', 'a function of the operating system, such as fork'],
    ['import multiprocessing as m\nm.Queue()', '_multiprocessing'],
    ['import multiprocessing as m\nm.Pool(2)', 'sockets, pipes and other processes'],
    ['from concurrent.futures import ProcessPoolExecutor as P\nP().submit(abs, 1)', 'multiprocessing'],
    ['import socket\nsocket.socket().connect(("1.2.3.4", 80))', 'sockets, pipes and other processes'],
    ['import socket\nsocket.create_connection(("example.com", 80))', 'the network'],
    ['import urllib.request as u\nu.urlopen("https://example.com")', 'the network'],
    ['import select\nselect.select([], [], [], 0)', 'select and poll'],
    ['import os\nprint(7, flush=True)\nos._exit(0)', 'os._exit'],
    ['import os\nos.system("echo 7")', 'other processes'],
    ['import posix\nposix.system("echo 7")', 'other processes'],
    ['import webbrowser\nwebbrowser.open("https://example.com")\nprint(7)', 'a web browser (webbrowser.open)'],
    ['import webbrowser as w\nw.get().open("https://example.com")', 'a web browser (webbrowser.open)'],
    ['import antigravity', 'a web browser (webbrowser.open)'],
    ['import getpass\ngetpass.getuser()', 'a user with a name'],
    ['print(len(range(10**10)))', 'a 64-bit Python'],
    ['import random\nprint(random.sample(range(10**10), 1))', 'a 64-bit Python'],
    ['from itertools import repeat\nprint(next(repeat(7, 10**10)))', 'a 64-bit Python'],
    ['print("7".replace("a", "b", 10**10))', 'a 64-bit Python'],
    ['from collections import deque\nprint(deque([7], maxlen=10**10)[0])', 'a 64-bit Python'],
    ['from array import array\nprint(array("l", [2**40]))', 'a 64-bit Python'],
    ['from array import array\nprint(array("L", [2**40]))', 'a 64-bit Python'],
    ['import struct\nprint(struct.pack("l", 2**40))', 'a 64-bit Python'],
  ] as const) {
    it(`names ${part} in ${JSON.stringify(code)}`, async () => {
      const { record, error } = await judge(code);
      assert.deepEqual([record.verdict, error], ['error', { kind: 'sandbox', message: needed(part) }]);
    });
  }

  for (const code of [
    'import numpy_but_better',
    'import xml.invented',
    'import os.paths',
    'import pyodide',
    'import js',
    'import signal\nsignal.alarm_clock(5)',
    'import os\nos.run("ls")',
    'from math import scrypt',
    'from zoneinfo import ZoneInfo\nZoneInfo("Europe/Nowhere")',
    'import os\nos.abort()',
    'import os\nos.kill(os.getpid(), 9)',
    'raise RuntimeError("the network")',
    'print(8)\nraise PermissionError(1, "Operation not permitted", "x")',
    'print([7] * 10**10)',
    'import math\nprint(math.factorial(10**10))',
    'import struct\nprint(struct.pack("i", 2**40))',
    'raise OverflowError("too large")',
    'try:\n    import numpy\nexcept ImportError:\n    print(8)',
    'raise ValueError("No module named \'invented\'")',
    'print("Error: No module named \'numpy\'")',
  ]) {
    it(`leaves ${JSON.stringify(code)} incorrect`, async () => {
      const { record, error } = await judge(code);
      assert.deepEqual([record.verdict, error], ['incorrect', undefined], record.got);
    });
  }

  for (const code of [
    'try:\n    import numpy\nexcept ImportError:\n    print(7)',
    'import importlib.util\nprint(7 if importlib.util.find_spec("numpy") is None else 8)',
    'from sortedcontainers import SortedList\nprint(SortedList([9, 7, 8])[0])',
    'from more_itertools import chunked\nprint(len(list(chunked(range(20), 3))))',
    'import attr, attrs\n@attrs.define\nclass A:\n    x: int\nprint(attr.asdict(A(7))["x"])',
    'from dateutil.parser import parse\nfrom dateutil.relativedelta import relativedelta\nprint((parse("2026-02-01 10:00 UTC") + relativedelta(days=6)).day)',
    'from dateutil import tz\nimport datetime\nprint(7 if tz.gettz("Europe/Zurich") else 8)',
    'from dateutil.rrule import rrule, DAILY\nimport datetime\nprint(len(list(rrule(DAILY, count=7, dtstart=datetime.datetime(2026, 1, 1)))))',
    'from typing_extensions import TypedDict, override, Literal\nprint(7)',
    'import six\nprint(7 if six.PY3 else 8)',
    'import signal\nif hasattr(signal, "alarm"): signal.alarm(1)\nprint(7)',
    'import os\nos.system("clear")\nprint(7)',
    'import sys\nprint(7 if sys.maxsize == 2**63 - 1 else 8)',
    'import sys\nleast = sys.maxsize\nfor n in [10**12, 5 * 10**10]: least = min(least, n)\nprint(least - 5 * 10**10 + 7)',
    'import sys\nbest = -sys.maxsize - 1\nbest = max(best, -10**10)\nprint(best + 10**10 + 7)',
    'import sys\nx = [1, 2]\nprint(x.index(2, 0, sys.maxsize) + 6)',
    'import gzip\nprint(int(gzip.decompress(gzip.compress(b"7"))))',
    'import io, gzip\nprint(int(gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"7"))).read()))',
    'import io, bz2\nprint(int(bz2.BZ2File(io.BytesIO(bz2.compress(b"7"))).read()))',
    'import io, lzma\nprint(int(lzma.LZMAFile(io.BytesIO(lzma.compress(b"7"))).read()))',
    'import pickle\nprint(pickle.loads(pickle.dumps(7)))',
    'import email.message\nm = email.message.EmailMessage()\nm.set_content("x")\nprint(7 if str(m) else 8)',
  ]) {
    it(`judges ${JSON.stringify(code)} by what it prints`, async () => {
      assert.equal((await judge(code)).record.verdict, 'correct');
    });
  }

  it('is told of the Python of this computer in its own words', () => {
    assert.equal(missingOnHost("ModuleNotFoundError: No module named 'numpy'"), 'numpy');
    assert.equal(missingOnHost("ModuleNotFoundError: No module named 'tkinter'"), 'tkinter');
    assert.equal(missingOnHost("ModuleNotFoundError: No module named 'invented'"), undefined);
    const zone = "zoneinfo._common.ZoneInfoNotFoundError: 'No time zone found with key Europe/Zurich'";
    assert.equal(missingOnHost(zone), 'the time zone Europe/Zurich');
    assert.equal(missingOnHost(zone.replace('Zurich', 'Nowhere')), undefined);
    for (const own of [
      "RuntimeError: can't start new thread",
      'AttributeError: module signal has no attribute alarm',
    ]) {
      assert.equal(missingOnHost(own), undefined);
    }
    assert.equal(missingInSandbox(zone), 'the time zone Europe/Zurich');
  });

  it('is an error with python3 too, which says whose Python it is', async () => {
    const host = new HostPython({ command: 'python3' });
    try {
      await host.start();
    } catch {
      // A machine without python3 has nothing to show here; what is read of its words is tested above.
      return;
    }
    const { record, error } = await judge(process.platform === 'win32' ? 'import pwd' : 'import msvcrt', host);
    await host.dispose();
    assert.deepEqual([record.verdict, error?.kind], ['error', 'sandbox']);
    assert.match(
      error?.message ?? '',
      /^The program needs (msvcrt|pwd), which this computer's Python \(.+\) does not have\. Install it/,
    );
  });
});
