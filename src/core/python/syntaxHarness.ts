// The Python that looks whether Python of others can be read at all. It compiles it, and never runs it.

/** Takes `work` (see `SyntaxWork`) and `word`, which begins every line of the report. */
export const syntaxHarness = `
import ast, os, sys, warnings

warnings.simplefilter('ignore')

def report(kind, *texts):
    line = ' '.join([word, kind] + ['-' + str(text).encode('utf-8', 'replace').hex() for text in texts]) + '\\n'
    data = line.encode()
    while data:
        data = data[os.write(1, data):]

def may_have(tree, name):
    """False only where nothing in it can give the module that name."""
    for node in ast.walk(tree):
        if name in (getattr(node, 'name', None), getattr(node, 'id', None), getattr(node, 'asname', None), getattr(node, 'value', None)):
            return True
        if getattr(node, 'name', None) == '*' or getattr(node, 'id', None) in ('exec', 'globals', 'vars', 'locals', 'setattr'):
            return True
    return False

def look_at(number, source, function):
    try:
        compile(source, '<source>', 'exec', dont_inherit=True)
        if function and not may_have(ast.parse(source), function):
            report('fault', number, 0, 0, '')
    except SyntaxError as error:
        report('fault', number, error.lineno or 0, error.offset or 0, error.msg)
    except ValueError as error:
        report('fault', number, 0, 0, error)
    except (MemoryError, RecursionError):
        # What is nested too deep for this is for whoever runs it to tell.
        pass

for number, (source, function) in enumerate(work['sources']):
    look_at(number, source, function)
`;
