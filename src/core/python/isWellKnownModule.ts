// Modules that exist outside of a bare interpreter. Which ones a program finds depends on the machine, so that missing them says
// nothing of the program; a name in neither list is taken for an invention of the model.

const words = (text: string): string[] => text.trim().split(/\s+/);

/**
 * What CPython's own standard library has had from 3.8 to 3.14 (`sys.stdlib_module_names`) and a build of it can lack: parts of one
 * operating system, parts that need processes, a screen or another library, and modules that later versions dropped.
 */
const standardModules = words(`
  _curses _curses_panel _dbm _gdbm _hashlib _interpchannels _interpqueues _interpreters _multiprocessing _overlapped
  _posixshmem _posixsubprocess _scproxy _tkinter _uuid _winapi _wmi aifc asynchat asyncore audioop binhex cgi cgitb chunk crypt
  curses dbm distutils ensurepip formatter fcntl grp idlelib imghdr imp lib2to3 mailcap msilib msvcrt multiprocessing nis nntplib nt
  ossaudiodev parser pipes posix pwd pydoc_data readline resource select smtpd sndhdr socket spwd ssl subprocess sunau symbol
  syslog telnetlib termios test tkinter turtle turtledemo uu venv winreg winsound xdrlib zoneinfo
`);

/** Packages that programs often import, by the names under which they are imported. */
const packages = words(`
  IPython OpenSSL PIL PyQt5 PyQt6 PySide6 Crypto Cython aiofiles aiohttp altair annotated_types anthropic anyio arrow asyncpg attr
  attrs babel bcrypt black bokeh boto3 botocore bs4 cachetools cairo catboost cattrs certifi cffi chardet charset_normalizer click
  colorama cryptography cupy cv2 cvxpy cycler dash dask dateparser dateutil deap deepdiff dill django docx dotenv duckdb emoji faker
  fastapi flask folium fsspec gensim geopandas gmpy2 google graphviz gevent greenlet grpc gurobipy gym gymnasium h5py holidays httpx
  humanize hypothesis idna igraph imageio isodate jax jaxlib jinja2 joblib jsonschema jwt keras kiwisolver langchain lark lightgbm
  llvmlite loguru lxml mako markdown markupsafe matplotlib more_itertools mpmath msgpack mypy mysql natsort networkx nltk numba
  numexpr numpy openai openpyxl orjson ortools osgeo packaging pandas paramiko parse passlib patsy peewee pendulum pexpect pip
  pkg_resources platformdirs plotly pluggy polars primesieve prettytable prompt_toolkit psutil psycopg psycopg2 ptyprocess pulp
  pyarrow pyautogui pycparser pydantic pygame pygments pymongo pymysql pyodbc pyomo pyparsing pyperclip pypdf pytest pytz
  qiskit rapidfuzz redis regex reportlab requests rich ruamel scapy scipy seaborn selenium sentencepiece serial setuptools shapely
  simplejson simpy six skimage sklearn sortedcontainers soupsieve spacy sqlalchemy sqlparse starlette statsmodels sympy tabulate
  tenacity tensorflow termcolor textual tiktoken tokenizers toml tomli tomlkit toolz torch torchvision tornado tqdm transformers
  trio typeguard typer typing_extensions typing_inspection tzdata tzlocal ujson unidecode urllib3 uvicorn uvloop webcolors websocket
  websockets werkzeug wheel wrapt xarray xgboost xlrd xlsxwriter xmltodict yaml yarl z3 zmq zstandard
`);

const known = new Set([...standardModules, ...packages]);

/** `name` as in `No module named 'name'`. A part of a package that is there (`xml.invented`) is no module anybody has. */
export function isWellKnownModule(name: string): boolean {
  return known.has(name);
}
