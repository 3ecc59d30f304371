// Takes away what belongs to a model's chat template and came through only because a server did not: the tokens that begin
// code and end a turn, and the channels of gpt-oss, whose analysis is thinking.

const endTokens =
  /(?:\s*(?:<\|(?:im_end|endoftext|end_of_text|eot_id|eom_id|python_end|end|return|eot|END_OF_TURN_TOKEN|user|observation)\|>|<[|｜]end▁of▁sentence[|｜]>|<end_of_turn>|<eos>|<\/s>))+\s*$/i;
/** Llama's before code. */
const beginToken = /^\s*<\|python_(?:tag|start)\|>/;
const thought =
  /(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)(?:[^<\n]|<\|constrain\|>)*<\|message\|>[\s\S]*?(?:<\|(?:end|call)\|>|(?=<\|start\|>)|$)/g;
const answer = /(?:<\|start\|>assistant)?<\|channel\|>final(?:[^<\n]|<\|constrain\|>)*<\|message\|>/g;

/** Marks inside an answer stay: what speaks of them is no template, nor is the end of `<s>crossed out</s>`. */
export function withoutTemplate(text: string): string {
  const begun = (
    /^\s*<\|(?:channel|start)\|>/.test(text) ? text.replace(thought, '').replace(answer, '') : text
  ).replace(beginToken, '');
  // Looking for the end of a text from each of its characters would take the square of its length.
  const from = Math.max(0, begun.length - 200);
  const end = endTokens.exec(begun.slice(from));
  return end && !(end[0].includes('</s>') && begun.includes('<s>')) ? begun.slice(0, from + end.index) : begun;
}
