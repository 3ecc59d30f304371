// What the JavaScript sandbox says of one call, as JSON. Types only.

/** `line` is that of the evaluator's file, 0 where it is not known. */
export type JudgeReply = { value: unknown } | { fault: string; line: number };
