import type mongoose from 'mongoose';

type Description = mongoose.mongo.TopologyDescriptionChangedEvent['newDescription'];

/** Of members and routers of what has transactions; one that is started as a member and not initiated yet is a ghost. */
const withTransactions: ReadonlySet<string> = new Set([
  ...['RSPrimary', 'RSSecondary', 'RSArbiter', 'RSOther', 'RSGhost', 'Mongos', 'LoadBalancer'],
]);

/**
 * Tells once when a server that stood alone does not any more, or the other way round: whoever was opened on the one is of no
 * use on the other. Told before anything can be asked of it. Returns how to stop.
 */
export function onOtherKind(
  client: mongoose.mongo.MongoClient,
  standsAlone: boolean,
  tell: () => void,
): () => void {
  const isOther = ({ servers }: Description) => {
    const types = [...servers.values()].map(({ type }) => type);
    if (standsAlone) return types.some((type) => withTransactions.has(type));
    // From the members of a set, the driver takes out whatever is none; then there is nobody left to ask.
    return types.length === 0 || types.includes('Standalone');
  };
  const stop = () => client.off('topologyDescriptionChanged', follow);
  const follow = ({ newDescription }: { readonly newDescription: Description }) => {
    if (!isOther(newDescription)) return;
    stop();
    tell();
  };
  client.on('topologyDescriptionChanged', follow);
  return stop;
}
