// The models that can be named without asking anybody: those of the model APIs that have a fixed list, and those of the price list.

import { readPriceList } from '../cost/priceList';
import type { KnownModel } from './writingSources';

/** As much of a model API as names need. */
interface NamingApi {
  id: string;
  label: string;
  names?: readonly string[];
  priceProviderId?: string;
}

/** Models that answer no chat are in price lists, too. */
const noChat =
  /embed|whisper|transcri|tts|audio|image|realtime|moderation|rerank|voxtral|speech|video|veo|imagen|^(?:ada|babbage|curie|davinci|ft:)|davinci|instruct$|computer-use/i;

/** `priceFile` is the one that *Update Prices* writes, whether or not it is there. Sends nothing. */
export async function knownModels(apis: readonly NamingApi[], priceFile: string): Promise<KnownModel[]> {
  const { list } = await readPriceList(priceFile);
  const providers = await list.providers();
  return apis.flatMap(({ id, label, names, priceProviderId }) => {
    const provider = providers.find((one) => one.id === (priceProviderId ?? id));
    const listed = (provider?.models ?? []).map((model) => model.id).filter((name) => !noChat.test(name));
    return (names ?? listed).map((name) => ({ name: `${id}~${name}`, label }));
  });
}
