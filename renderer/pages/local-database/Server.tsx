import type { LocalDatabaseStatus } from '../../../shared/contract';
import { Facts, Row, Section, SoftButton, Stack, Tag, Warn } from '../../kit/base';
import { formatBytes } from '../../kit/files/bytes';
import { spaceWords } from './care-words';
import { ShowFolder } from './ShowFolder';

type Props = { status: LocalDatabaseStatus; onUpgrade: (to: string) => void };

/** What runs, where its files are, and whether there is room for more. */
export function Server({ status, onUpgrade }: Props) {
  const { isOpen, server, folder, bytes, space } = status;
  return (
    <Section
      title={
        <Row gap={8}>
          <span>Server and files</span>
          <Tag tone={isOpen ? 'ok' : 'plain'}>{isOpen ? 'open' : 'not open'}</Tag>
        </Row>
      }
      action={<ShowFolder what="data" path={folder} />}
    >
      <Stack gap={8}>
        {space !== 'enough' && <Warn>{spaceWords(status)}</Warn>}
        <Facts
          items={[
            { label: 'MongoDB', value: server?.version ?? 'Not running' },
            { label: 'Files of version', value: server?.compatibility },
            { label: 'Folder', value: folder },
            { label: 'Size', value: formatBytes(bytes) },
            { label: 'Free on its disk', value: formatBytes(status.freeBytes) },
          ]}
        />
        {server?.canUpgradeTo !== undefined && (
          <Row gap={8}>
            <span>
              {`Its files are still those of MongoDB ${server.compatibility}. That works; the next version may not read them any more.`}
            </span>
            <SoftButton
              label={`Upgrade to ${server.canUpgradeTo}…`}
              size="small"
              onClick={() => onUpgrade(server.canUpgradeTo ?? '')}
            />
          </Row>
        )}
      </Stack>
    </Section>
  );
}
