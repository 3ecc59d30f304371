// What may be known of a tongue to find an answer in it.

/** Alternatives of regular expressions that ignore case. */
export interface Tongue {
  /** What an answer is called. */
  answer: string;
  /** What a good one is called, before that word or behind it. */
  right?: string;
  /** Between an answer and what it is. */
  is?: string;
  /** What one of several to choose from is called. */
  option?: string;
  /** Before such a word, and before a letter; those of one letter are in wrappers.ts and choiceInProse.ts. */
  article?: string;
  /** What draws a conclusion: `so`. */
  so?: string;
  /** Before the letter of a conclusion, all of it. */
  concludes?: string;
  /** Before a letter that is not chosen. */
  not?: string;
  /** Between two that might both be meant. */
  or: string;
  /** Before a reason. */
  because?: string;
  /** What heads the reasons that stand behind an answer: `Explanation:`. */
  explains?: string;
  /** Behind a letter, all of it: `is the right answer`. */
  isRight?: string;
  /** Behind a letter that is not the answer, and behind one that is asked about. */
  isWrong?: string;
}
