import { Grid, Stack } from '../../kit/base';
import { TextField } from '../../kit/inputs';
import type { ConnectionDraft, FieldMessages } from './connection-draft';
import { HostRows } from './HostRows';

export type PartProps = {
  draft: ConnectionDraft;
  errors: FieldMessages;
  onChange: (part: Partial<ConnectionDraft>) => void;
};

/** What it is called, where the servers are, and the clinic's database on them. */
export function ServerFields({ draft, errors, onChange }: PartProps) {
  return (
    <Stack gap={16}>
      <HostRows
        hosts={draft.hosts}
        isLookedUp={draft.srv}
        errors={errors}
        onChange={(hosts) => onChange({ hosts })}
      />
      <Grid columns={2} min={240}>
        <TextField
          label="Name of this connection"
          help="What people here read at the top of the window."
          required
          value={draft.name}
          error={errors.name}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label="Database"
          help="Of the clinic on that server. One that is not there yet is made."
          required
          value={draft.database}
          error={errors.database}
          onChange={(database) => onChange({ database })}
        />
      </Grid>
    </Stack>
  );
}
