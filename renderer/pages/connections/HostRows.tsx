import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Banner, IconButton, QuietButton, Row, Stack } from '../../kit/base';
import { HostPortFields } from '../../kit/inputs';
import { type DraftHost, type FieldMessages, partHosts } from './connection-draft';

type Props = {
  hosts: readonly DraftHost[];
  /** One name behind which the servers are looked up: no ports, no further rows. */
  isLookedUp: boolean;
  errors: FieldMessages;
  onChange: (hosts: DraftHost[]) => void;
};

/** Where the servers are, one row each. */
export function HostRows({ hosts, isLookedUp, errors, onChange }: Props) {
  const [added, setAdded] = useState<number>();
  const isSingle = hosts.length <= 1;
  return (
    <Stack gap={8}>
      {hosts.map((each, index) => {
        const put = (part: Partial<DraftHost>) => onChange(hosts.with(index, { ...each, ...part }));
        const replaceBy = (rows: readonly DraftHost[]) =>
          onChange([...hosts.slice(0, index), ...rows, ...hosts.slice(index + 1)]);
        const which = isSingle ? '' : ` ${index + 1}`;
        return (
          <HostPortFields
            // Rows have no identity but their place; inputs are controlled, so a removed row leaves nothing behind.
            key={index}
            // Whoever asks for a further row types into it next.
            autoFocus={index === added}
            hostLabel={isLookedUp ? 'Name' : `Server${which}`}
            portLabel={`Port${which}`}
            hasPort={!isLookedUp}
            value={each}
            hostError={errors[`hosts.${index}.host`]}
            portError={errors[`hosts.${index}.port`]}
            onHost={(host) => put({ host })}
            onPort={(port) => put({ port })}
            onHostLeft={() => {
              const [parted, ...others] = partHosts(each.host) ?? [];
              // Further rows would push away what is being clicked.
              if (parted && others.length === 0) replaceBy([parted]);
            }}
            onHostPaste={(event) => {
              const rows = partHosts(event.clipboardData.getData('text'));
              if (!rows || rows.length < 2 || event.isDefaultPrevented()) return;
              event.preventDefault();
              replaceBy(rows);
            }}
            beside={
              !isSingle && (
                <IconButton
                  label={`Remove server${which}`}
                  icon={IconTrash}
                  onClick={() => onChange(hosts.filter((_, place) => place !== index))}
                />
              )
            }
          />
        );
      })}
      {errors.hosts && (
        <Banner tone="danger" boxed>
          {errors.hosts}
        </Banner>
      )}
      {!isLookedUp && (
        <Row>
          <QuietButton
            icon={IconPlus}
            label="Add a server"
            size="small"
            onClick={() => {
              setAdded(hosts.length);
              onChange([...hosts, { host: '', port: '' }]);
            }}
          />
        </Row>
      )}
    </Stack>
  );
}
