// The Python that runs an answer and then its tests. What the answer prints, ends or replaces must not make them pass: the tests see
// built-in functions and modules as they were before the answer ran, and what came of them is said behind a word that it was not told.

/** Takes `work` (see `PythonTests`) and `word`, which begins every line of the report. */
export const testsHarness = `
import ast, importlib, os, re, sys, types

answer_file, prompt_file, tests_file = '<answer>', '<prompt>', '<tests>'
shown_characters, shown_failures = 300, 20
output = sys.stdout
# The answer may put something else in their place.
Function, search, escape, current = types.FunctionType, re.search, re.escape, sys.exc_info

def parsed(source, name):
    try:
        return ast.parse(source, name)
    except (SyntaxError, ValueError):
        return None

def defines(tree, name):
    return tree is not None and any(
        getattr(node, 'name', None) == name
        or isinstance(node, ast.Assign) and any(getattr(target, 'id', None) == name for target in node.targets)
        for node in tree.body)

def indented(lines):
    return [line and '    ' + line for line in lines]

def bodies(answer):
    """The ways in which an answer can be the rest of a function that the prompt begins."""
    lines = answer.strip('\\n').split('\\n')
    for shifted in [lines] if lines[0][:1].isspace() else [indented(lines), indented(lines[:1]) + lines[1:]]:
        yield shifted
        # A model that writes on behind the function begins a line at the margin.
        for at, line in enumerate(shifted):
            if at > 0 and line[:1].strip():
                yield shifted[:at]
                break

def sources(answer, prompt, entry):
    """What is to be run one after the other, as (source, name of its file)."""
    before = [(prompt, prompt_file)] if parsed(prompt, prompt_file) else []
    if not entry or defines(parsed(answer, answer_file), entry):
        return before + [(answer, answer_file)]
    for body in bodies(answer):
        whole = prompt.rstrip() + '\\n' + '\\n'.join(body)
        if defines(parsed(whole, answer_file), entry):
            return [(whole, answer_file)]
    return before + [(answer, answer_file)]

class Watched(ast.NodeTransformer):
    """Makes every assert one that is counted and leaves the rest of the tests to go on."""
    def __init__(self):
        self.texts = []

    def visit_Assert(self, node):
        number = len(self.texts)
        self.texts.append(ast.unparse(node.test)[:shown_characters])
        held = call('@hold', number, self.seen(number, node.test))
        handler = ast.ExceptHandler(type=None, name=None, body=[ast.Expr(call('@broke', number))])
        watched = ast.Try(body=[ast.Expr(held)], handlers=[handler], orelse=[], finalbody=[])
        return ast.fix_missing_locations(ast.copy_location(watched, node))

    def seen(self, number, node):
        if isinstance(node, ast.Compare):
            sides = [node.left] + node.comparators
            node.left, *node.comparators = [call('@side', number, at, Plain().visit(side)) for at, side in enumerate(sides)]
            return node
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self.seen(number, node.operand)
            return node
        if isinstance(node, ast.BoolOp):
            node.values = [self.seen(number, value) for value in node.values]
            return node
        return call('@side', number, 0, Plain().visit(node))

class Plain(ast.NodeTransformer):
    """Looks at what arithmetic is done with, for an object could answer that as it likes."""
    def visit_BinOp(self, node):
        self.generic_visit(node)
        node.left, node.right = call('@plain', node.left), call('@plain', node.right)
        return node

def call(name, *parts):
    values = [part if isinstance(part, ast.AST) else ast.Constant(part) for part in parts]
    return ast.Call(ast.Name(name, ast.Load()), values, [])

specials = frozenset('__%s__' % name for name in (
    'eq ne lt le gt ge bool len contains iter getitem add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow '
    'rpow neg pos abs int float index complex round trunc floor ceil getattribute instancecheck class').split())
library = frozenset(sys.stdlib_module_names) if hasattr(sys, 'stdlib_module_names') else frozenset(sys.modules)
simple = frozenset((int, float, complex, bool, str, bytes, type(None)))
get_mro, get_names = type.__dict__['__mro__'].__get__, type.__dict__['__dict__'].__get__

class Untrue(Exception):
    pass

def is_own(base):
    """Whether a class is one of the answer that says itself what it equals, and that the tests do not know by name."""
    names = get_names(base)
    rules = [names[name] for name in names if name in specials]
    if not rules or search(r'\\b' + escape(base.__name__) + r'\\b', known_text):
        return False
    module = names.get('__module__')
    return type(module) is str and module not in library or any(
        isinstance(rule, Function) and rule.__code__.co_filename == answer_file for rule in rules)

def own_class(value, deep=0):
    kind = type(value)
    if kind in simple or deep > 50:
        return None
    for base in get_mro(kind):
        if base is not object and is_own(base):
            return base
    parts = ()
    if kind in (list, tuple, set, frozenset):
        parts = value
    elif kind is dict:
        parts = [*value.keys(), *value.values()]
    for part in parts:
        found = None if type(part) in simple else own_class(part, deep + 1)
        if found is not None:
            return found
    return None

def plain(value):
    found = own_class(value)
    if found is not None:
        raise Untrue('The answer gave an object of its own class %s, which says itself what it equals.' % found.__name__)
    return value

def shown(value):
    try:
        text = repr(value)
    except BaseException as error:
        text = '<%s without a text>' % type(value).__name__
    return str.__str__(text)[:shown_characters] if isinstance(text, str) else ''

def said(error):
    try:
        text = str(error)
    except BaseException:
        text = ''
    name = type(error).__name__
    return (name + ': ' + text if text else name)[:shown_characters]

passes, failures, sides, order = {}, {}, {}, []
first_error = None

def fail(number, kind, *texts):
    if number not in failures:
        failures[number] = [kind] + [text if len(failures) < shown_failures else '' for text in texts]

def side(number, at, value):
    sides.setdefault(number, {})[at] = value
    return plain(value)

def hold(number, value):
    if plain(value):
        passes[number] = passes.get(number, 0) + 1
    else:
        fail(number, 'false', *[shown(sides[number][at]) for at in sorted(sides.get(number, {}))][:2])
    sides.pop(number, None)

def broke(number):
    global first_error
    error = current()[1]
    sides.pop(number, None)
    if isinstance(error, Untrue):
        fail(number, 'untrue', str(error))
        return
    fail(number, 'raised', said(error))
    if first_error is None:
        first_error = error

def report(kind, *texts):
    line = ' '.join([word, kind] + [('-' + str.encode(str(text), 'utf-8', 'replace').hex()) for text in texts]) + '\\n'
    data = line.encode()
    while data:
        data = data[write(1, data):]

write, flush = os.write, output.flush

def frozen(name):
    """A module as it is now, for the tests alone."""
    module = importlib.import_module(name)
    copy = types.ModuleType(name)
    copy.__dict__.update(module.__dict__)
    return copy

def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module

def keep_modules(trees):
    kept = {}
    for tree in trees:
        for name in imports(tree):
            if '.' not in name and name not in kept:
                try:
                    kept[name] = frozen(name)
                except BaseException:
                    pass
    real = __builtins__['__import__']
    def import_kept(name, globals=None, locals=None, fromlist=(), level=0):
        return kept[name] if level == 0 and name in kept else real(name, globals, locals, fromlist, level)
    return import_kept

def is_own_test(value):
    return (isinstance(value, Function) and value.__code__.co_filename == tests_file
            and value.__name__.startswith('test') and value.__code__.co_argcount == 0)

def compiled_tests(watched):
    """The setup, then every test, each on its own so that one that stops does not stop the others."""
    units = []
    for source in [work['setup']] + work['tests']:
        units.append(compile(watched.visit(ast.parse(source, tests_file)), tests_file, 'exec'))
    return units

def run_tests(units, space):
    stopped = None
    for unit in units:
        try:
            exec(unit, space)
        except BaseException as error:
            stopped = stopped or error
    entry = work['entry']
    try:
        if callable(space.get('check')) and space['check'].__code__.co_filename == tests_file:
            if entry and entry not in space:
                raise NameError('the answer does not define ' + entry)
            if space['check'].__code__.co_argcount <= 1:
                space['check'](*[space[entry]][:space['check'].__code__.co_argcount] if entry else [])
        for test in [value for value in list(space.values()) if is_own_test(value)]:
            try:
                test()
            except BaseException as error:
                stopped = stopped or error
    except BaseException as error:
        stopped = stopped or error
    return stopped

def main():
    global first_error, known_text
    known_text = '\\n'.join([work['prompt'], work['setup']] + work['tests'])
    watched = Watched()
    try:
        units = compiled_tests(watched)
    except (SyntaxError, ValueError) as error:
        report('badTests', said(error))
        return
    pieces = sources(work['answer'], work['prompt'], work['entry'])
    private = dict(__builtins__)
    private['__import__'] = keep_modules([parsed(source, tests_file) for source in [work['setup']] + work['tests']])
    module = types.ModuleType('answer')
    sys.modules['answer'] = module
    try:
        for source, name in pieces:
            exec(compile(source, name, 'exec', dont_inherit=True), module.__dict__)
    except SystemExit as error:
        report('ended', said(error))
        return
    space = dict(module.__dict__)
    space['__builtins__'] = private
    space.update({'@hold': hold, '@broke': broke, '@side': side, '@plain': plain})
    stopped = run_tests(units, space)
    try:
        flush()
    except BaseException:
        pass
    for number, text in enumerate(watched.texts):
        report('assert', text, passes.get(number, 0), *failures.get(number, []))
    if stopped is not None:
        report('stopped', said(stopped))
    report('done')
    if first_error is not None or stopped is not None:
        raise first_error or stopped
try:
    main()
except BaseException:
    # How it ended is told by the last line alone.
    sys.tracebacklimit = 0
    raise
`;
