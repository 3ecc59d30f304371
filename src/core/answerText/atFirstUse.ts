// Expressions with the words of thirty tongues take longer to build than a program takes to start: each is built when it is first asked for.

/** Makes a value when it is first wanted, and then gives the same one. */
export function atFirstUse<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
