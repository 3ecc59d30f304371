// What a prompt's `expect` becomes, after its YAML has been checked, its placeholders filled and the defaults put in.

/** One check as it is written in a file: a map with one check word and options beside it, or with `not` around such a map. */
export interface WrittenCheck {
  [key: string]: unknown;
}

export interface ChecksExpectation {
  checks: WrittenCheck[];
  /** The weighted mean of the scores that is enough, 0-1; absent where all checks must hold. */
  passAt?: number;
}
