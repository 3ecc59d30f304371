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
  ahocorasick aiofiles aiohttp aiosqlite alembic altair annotated_types anthropic anyio apscheduler argcomplete arrow
  astor astropy asttokens asyncpg attr attrs babel backoff bcrypt bidict bintrees bitarray bitstring black blinker
  blist bokeh boltons boto3 botocore bottle bottleneck braceexpand brotli bs4 cachetools cairo catboost cattrs celery
  cerberus certifi cffi chardet charset_normalizer click cloudpickle cmarkgfm colorama colorlog commonmark
  confluent_kafka constraint construct contourpy coverage croniter Crypto cryptography cssselect ctypesgen cupy cupyx
  cv2 cvxpy cycler Cython cython cytoolz dacite dash dask dateparser dateutil dbutils deap decorator deepdiff demjson3
  descartes dill diskcache distributed django dns docker docopt docutils docx dominate dotenv duckdb editdistance
  einops elasticsearch email_validator emoji environs execnet fabric faker falcon fastapi feedparser filelock fire
  fitz flask flax flint folium fonttools frozendict fsspec ftfy funcy furl future fuzzywuzzy galois gekko genshi
  gensim geojson geopandas geopy gevent git gitlab glom gmpy gmpy2 google graphviz greenlet grpc grpc_tools gspread
  gunicorn gurobipy gym gymnasium h5py haversine haystack heapdict hmmlearn holidays html2text html5lib htmlmin
  httplib2 httpx humanize hydra hyperopt hypothesis idna igraph ijson imageio imblearn imutils inflect intervaltree
  invoke ipaddr IPython ipywidgets isodate itsdangerous javalang jax jaxlib jdatetime jedi jellyfish jinja2 jmespath
  joblib jose jsonlines jsonpath_ng jsonpickle jsonschema jwt kafka keras kiwisolver kombu langchain langdetect langid
  lark Levenshtein libcst lifelines lightgbm line_profiler linkify_it llama_index llvmlite loguru lunardate lxml lz4
  magic mako markdown markdown2 markdown_it markupsafe marshmallow matplotlib matplotlib_inline mdurl memory_profiler
  mip mistune mlflow mmh3 mnemonic mock moment monotonic more_itertools moviepy mpl_toolkits mplfinance mpmath msgpack
  multidict music21 mypy mysql nacl names natsort nbformat ndindex neo4j netaddr networkx nibabel nltk nose notebook
  nptyping num2words numba numexpr numpy numpy_financial oauthlib onnx onnxruntime openai openai_whisper openpyxl
  OpenSSL opentelemetry optuna ordered_set orjson ortools osgeo packaging pandas paramiko parse passlib past pathlib2
  pathspec patsy pdfminer pdfplumber peewee pefile pendulum pexpect phonenumbers pikepdf PIL pint pip pkg_resources
  pkginfo platformdirs playwright plotly pluggy ply poetry polars polyline portalocker pptx pqdict praw prefect
  prettytable primefac primesieve progressbar prometheus_client prompt_toolkit psutil psycopg psycopg2 ptyprocess pudb
  pulp py pyarrow pyasn1 pyautogui pycountry pycparser pydantic pydash pydub pyfiglet pygame pygments pygtrie pylab
  pymc pymongo pymysql pynput pyodbc pyomo pyparsing pypdf PyPDF2 pyperclip pypinyin pyproj PyQt5 PyQt6 pyro
  pyrsistent pysam pysat PySide6 pyspark pystache pytest pythonds pythonjsonlogger pytorch_lightning pytweening pytz
  pywt pyximport qiskit QuantLib quantlib rapidfuzz ratelimit ray rdflib readchar recordclass redis regex reportlab
  requests requests_html retry retrying rich roman rope rsa ruamel ruptures sacrebleu sage scapy schedule schema scipy
  scrapy seaborn selenium semver sentencepiece serial setuptools sh shapefile shapely simpleeval simplejson simpy
  singledispatch six skimage sklearn skopt slugify smbus snappy sortedcollections sortedcontainers soundfile soupsieve
  spacy speech_recognition spglib sqlalchemy sqlmodel sqlparse stanza starlette statsd statsmodels stemming streamlit
  stripe structlog suffix_trees sure svgwrite sympy tables tabulate tenacity tensorboard tensorflow termcolor textblob
  textdistance textstat textual thefuzz threadpoolctl tiktoken timeout_decorator tinycss2 tinydb tokenizers toml tomli
  tomlkit toolz toposort torch torchaudio torchvision tornado tqdm transformers transitions treelib trimesh trio
  tweepy twisted txaio typedload typeguard typer typing_extensions typing_inspection tzdata tzlocal tzwhere ujson
  uncertainties unicodecsv unidecode unittest2 uritemplate urllib3 user_agents uvicorn uvloop validators vcr vincent
  voluptuous wand watchdog wcwidth webcolors webob websocket websocket_client websockets werkzeug wheel whoosh
  wikipedia word2number wordcloud wrapt xarray xgboost xlrd xlsxwriter xlwt xmlschema xmltodict xxhash yaml yarl
  yfinance z3 zict zmq zope zstandard zstd
`);

const known = new Set([...standardModules, ...packages]);

/** `name` as in `No module named 'name'`. A part of a package that is there (`xml.invented`) is no module anybody has. */
export function isWellKnownModule(name: string): boolean {
  return known.has(name);
}
