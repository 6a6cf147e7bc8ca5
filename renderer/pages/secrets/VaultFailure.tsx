import { Banner, Failure } from '../../kit/base';
import type { VaultTrouble } from './use-vault-doing';

/** What went wrong beside the fields; nothing when nothing did. */
export function VaultFailure({ failure, trouble }: { failure: unknown; trouble: VaultTrouble | null }) {
  if (failure !== null) return <Failure error={failure} inline />;
  if (!trouble) return null;
  return (
    <Banner tone="danger" boxed>
      <strong>{trouble.message}</strong> {trouble.remedy}
    </Banner>
  );
}
