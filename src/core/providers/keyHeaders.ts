// Azure takes a key in a header of its own; only a token of Entra goes where OpenAI has its key.

/** Azure OpenAI and AI Foundry, in all clouds, and the gateway that stands before them. Models as a service take the key where OpenAI does. */
const azureHosts = /(^|\.)(openai\.azure|cognitiveservices\.azure|services\.ai\.azure|azure-api)\.(com|us|cn|net)$/;

/** The headers that a key needs beside or in place of `Authorization`; null takes a header away. */
export function keyHeaders(baseUrl: string, apiKey: string): { [name: string]: string | null } {
  const isToken = /^eyJ[\w-]+\.[\w-]+\./.test(apiKey);
  const isAzure = URL.canParse(baseUrl) && azureHosts.test(new URL(baseUrl).hostname);
  return isAzure && !isToken ? { 'api-key': apiKey, Authorization: null } : {};
}
