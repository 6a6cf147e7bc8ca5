import { useNavigate, useParams } from 'react-router';
import { Empty, Failure, Link, Loading, notify, Page, Stack } from '../../kit/base';
import { useConnections } from '../../kit/data';
import { IconPlugOff } from '@tabler/icons-react';
import { ConnectionForm } from './ConnectionForm';
import { CopyMark } from './CopyMark';
import { draftOf, newDraft } from './connection-draft';
import { sameDatabases } from '../../../shared/rules/connections/same-place';
import { listed } from '../../../shared/rules/counted';
import { useVaultOffer } from '../secrets/use-vault-offer';
import { ForChoosers } from './ForChoosers';

/** A new connection, or a saved one to change. */
export function ConnectionFormPage() {
  const { id } = useParams();
  return (
    <ForChoosers title="Connection">
      <OneForm key={id ?? 'new'} id={id} />
    </ForChoosers>
  );
}

function OneForm({ id }: { id: string | undefined }) {
  const navigate = useNavigate();
  const { data, error, refetch } = useConnections();
  // Without a place for its password, nothing that is typed here could be saved.
  const { offer, dialog } = useVaultOffer();
  const close = () => void navigate('/connections');
  const saved = data?.connections.find((each) => each.id === id);
  const title = id === undefined ? 'New connection' : saved ? `Change ${saved.name}` : 'Connection';
  const page = (content: React.ReactNode) => (
    <Page title={title} narrow>
      {content}
    </Page>
  );
  if (!data)
    return page(error ? <Failure error={error} onRetry={refetch} /> : <Loading rows={8} columns={1} />);
  const toList = <Link to="/connections">To the connections</Link>;
  if (data.isFixed)
    return page(
      <Empty
        icon={IconPlugOff}
        title="No connection can be chosen here"
        text={data.isFixed}
        actions={toList}
      />,
    );
  if (id !== undefined && !saved?.fields)
    return page(
      <Empty
        icon={IconPlugOff}
        title="There is no such connection to change"
        text="It may have been forgotten meanwhile."
        actions={toList}
      />,
    );
  return page(
    <Stack gap={16}>
      {saved && <CopyMark connection={saved} known={data} />}
      <ConnectionForm
        vaultOffer={offer}
        saved={saved}
        initial={saved?.fields ? draftOf(saved.fields) : newDraft('server')}
        onClose={close}
        isOpenOne={saved !== undefined && saved.id === data.open}
        onSaved={({ saved: { id: savedId, name, fields }, isTested }) => {
          refetch();
          const others = sameDatabases({ id: savedId, fields }, data.connections).map((each) => each.name);
          const same = others.length > 0 ? `. It leads to the same database as ${listed(others)}` : '';
          notify.done(`${name} saved${isTested ? '' : ', not tested'}${same}`);
          close();
        }}
      />
      {dialog}
    </Stack>,
  );
}
