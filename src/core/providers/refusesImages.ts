// How model APIs say that a model takes no pictures. There is no common code for it, so their words are all there is.
// Only refusals of pictures as such belong here: one that is too large, broken or in the wrong format is an ordinary error.

/** What a model does not take: `images`, `image input`, `the image content block`, `multimodal messages`. */
const pictures = String.raw`(?:image_url|images?|vision|visual|multi-?modal(?:ity)?)(?: (?:content|inputs?|messages?|modality|understanding|blocks?|parts?|data))*`;

/** After it the sentence ends or turns to another matter; `image formats`, `images larger than` and `image URLs` are something else. */
const ending = String.raw`(?=$|[^\w\s]|\s+[-(]|\s+(?:and|as|at|by|for|in|on|only|or|please|that|with|yet)\b)`;

const refusals: readonly RegExp[] = [
  // LM Studio: Model does not support images. Please use a model that does. Ollama: this model does not support image input.
  // Bedrock: This model doesn't support the image content block that you provided.
  new RegExp(
    String.raw`(?:(?:does|do|can)(?:n't| ?not)|cannot) (?:support|accept|process|take|handle) (?:the |any )?${pictures}${ending}`,
    'i',
  ),
  // llama.cpp: image input is not supported - hint: you may need to provide the mmproj. xAI: Image inputs are not supported by this model.
  // Mistral: Image input is not enabled for this model. Gemini: Image input modality is not enabled for models/...
  new RegExp(
    String.raw`(?:^|[^\w/.])${pictures}['"\x60]? (?:is|are) (?:not|currently not) (?:yet )?(?:supported|enabled|available|allowed|accepted)${ending}`,
    'i',
  ),
  // OpenAI: Invalid content type. image_url is only supported by certain models.
  /image_url is only supported by certain models/i,
  // OpenRouter, before it routes anything.
  /no endpoints found that support image/i,
  // DeepSeek: ... messages[0]: unknown variant `image_url`, expected `text`
  /unknown variant [`'"]?image_url[`'"]?, expected [`'"]?text/i,
  // Groq: 'messages.0.content' : value must be a string. Others: content must be a string.
  /content[`'"]?\]?\s*:?\s*(?:value )?(?:must|should) be a (?:valid )?string/i,
  // Servers that check with pydantic and know text parts only.
  /list\[TextContentPart\]|content[. ]type is invalid, allowed values: \[[`'"]text[`'"]\]/i,
  // mlx-lm.
  /only [`'"]?text[`'"]? content type is supported/i,
  // vLLM: ... is not a multimodal model; with its pictures limited to none: At most 0 image(s) may be provided in one prompt.
  /is not a (?:multi-?modal|vision) model|at most 0 image\(?s?\)? may be provided/i,
  // Ollama up to 0.12: an HTTP 500.
  /missing data required for image input/i,
  // DashScope.
  /unexpected item type in content/i,
];

/**
 * Whether the words of an API's error mean that the model takes no pictures at all. To be asked only of a request that had some.
 * The wordings are those of the vendors' own servers, collected from their users' reports.
 */
export function refusesImages(message: string): boolean {
  return refusals.some((refusal) => refusal.test(message));
}
