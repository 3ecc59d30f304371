// The Python that calls a user's own `judge(answer, expectation, variables)`. The answer is data to it, never code.

/** Takes `work` (see `JudgeWork`) and `word`, which begins every line of the report. */
export const judgeHarness = `
import inspect, json, os, sys, types

def report(kind, *texts):
    line = ' '.join([word, kind] + ['-' + str(text).encode('utf-8', 'replace').hex() for text in texts]) + '\\n'
    sys.stdout.flush()
    data = line.encode()
    while data:
        data = data[os.write(1, data):]

def said(error):
    name, text = type(error).__name__, str(error)
    return name + ': ' + text if text else name

def line_of(error):
    """The last line of the judge's own that the error came through."""
    if isinstance(error, SyntaxError) and error.filename == work['file']:
        return error.lineno
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == work['file']:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found

def called(judge):
    values = [work['answer'], work['expectation'], work['variables']]
    kinds = [one.kind for one in inspect.signature(judge).parameters.values()]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return judge(*values)
    return judge(*values[:sum(kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD) for kind in kinds)])

def main():
    module = types.ModuleType('judge')
    module.__file__ = work['file']
    sys.modules['judge'] = module
    exec(compile(work['source'], work['file'], 'exec', dont_inherit=True), module.__dict__)
    judge = getattr(module, 'judge', None)
    if not callable(judge):
        report('failed', 'There is no function judge(answer, expectation, variables) in it.', '')
        return
    given = called(judge)
    try:
        report('gave', json.dumps(given, allow_nan=False))
    except (TypeError, ValueError):
        report('failed', 'It gave %s, which is no verdict.' % repr(given)[:200], '')

try:
    main()
except BaseException as error:
    report('failed', said(error), line_of(error) or '')
    sys.tracebacklimit = 0
    # What the sandbox lacks is said of how the program ended.
    raise
`;
