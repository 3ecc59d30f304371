/** `body_bytes` of `bodyBytes`: what files of people call what the program calls otherwise. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
