import type mongoose from 'mongoose';

type Description = mongoose.mongo.TopologyDescriptionChangedEvent['newDescription'];

/** Of members and routers of what has transactions; one that is started as a member and not initiated yet is a ghost. */
const withTransactions: ReadonlySet<string> = new Set([
  ...['RSPrimary', 'RSSecondary', 'RSArbiter', 'RSOther', 'RSGhost', 'Mongos', 'LoadBalancer'],
]);

export type OtherKind = {
  /** Told once, and at once if it has happened already. Returns how to stop. */
  onOther(listener: () => void): () => void;
  stop(): void;
};

/**
 * Watches whether a server that stood alone does not any more, or the other way round: whoever was opened on the one is of no
 * use on the other. Told before anything can be asked of it. To be watched from the first statement on: a server may change
 * while a store is being opened, and is not told of a second time.
 */
export function watchKind(client: mongoose.mongo.MongoClient, standsAlone: boolean): OtherKind {
  const listeners = new Set<() => void>();
  let isOther = false;
  const stop = () => {
    client.off('topologyDescriptionChanged', follow);
  };
  const follow = ({ newDescription }: { readonly newDescription: Description }) => {
    if (!isOtherThan(standsAlone, newDescription)) return;
    stop();
    isOther = true;
    for (const listener of listeners) listener();
  };
  client.on('topologyDescriptionChanged', follow);
  return {
    stop,
    onOther(listener) {
      if (isOther) listener();
      else listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function isOtherThan(standsAlone: boolean, { servers }: Description): boolean {
  const types = [...servers.values()].map(({ type }) => type);
  if (standsAlone) return types.some((type) => withTransactions.has(type));
  // From the members of a set, the driver takes out whatever is none; then there is nobody left to ask.
  return types.length === 0 || types.includes('Standalone');
}
