import { signInMechanisms } from '../../../shared/rules/connections/fields';
import { Grid, Stack } from '../../kit/base';
import { CheckField, PathField, SelectField, TextField } from '../../kit/inputs';
import { SecretField } from './SecretField';
import type { PartProps } from './ServerFields';
import type { SecretProps } from './use-connection-form';

const certificates = '.pem,.crt,.cer,.key';

type Props = PartProps & { keyPassphrase: SecretProps };

/** What only some servers want: how they are found, another way to sign in, certificates. */
export function FurtherFields({ draft, errors, onChange, keyPassphrase }: Props) {
  return (
    <Stack gap={16}>
      <CheckField
        label="Look the servers up under one name (mongodb+srv)"
        help="As Atlas wants it. Such a name has no port."
        checked={draft.srv}
        onChange={(srv) => onChange({ srv })}
      />
      <Grid columns={2} min={240}>
        <TextField
          label="Replica set"
          help="Its name; may be left empty."
          value={draft.replicaSet}
          error={errors.replicaSet}
          onChange={(replicaSet) => onChange({ replicaSet })}
        />
        <SelectField
          label="Way to sign in"
          value={draft.mechanism}
          error={errors['signIn.mechanism']}
          options={signInMechanisms}
          onChange={(mechanism) => onChange({ mechanism })}
        />
        {draft.mechanism !== 'none' && (
          <TextField
            label="Known to"
            help="The database that knows the user; left empty, the usual one."
            placeholder={['PLAIN', 'MONGODB-X509'].includes(draft.mechanism) ? '$external' : 'admin'}
            value={draft.source}
            error={errors['signIn.source']}
            onChange={(source) => onChange({ source })}
          />
        )}
      </Grid>
      {draft.isEncrypted && (
        <>
          <PathField
            label="Client certificate"
            help="A PEM file with certificate and key by which this computer shows who it is. Some servers want one."
            accept={certificates}
            value={draft.certificateFile}
            error={errors['tls.certificateFile']}
            onChange={(certificateFile) => onChange({ certificateFile })}
          />
          {draft.certificateFile.trim() !== '' && (
            <SecretField
              label="Passphrase of the key"
              help="May be left empty when the key has none."
              {...keyPassphrase}
            />
          )}
          <CheckField
            label="Take a certificate that was made for another name"
            checked={draft.allowsOtherName}
            onChange={(allowsOtherName) => onChange({ allowsOtherName })}
          />
          <CheckField
            label="Take any certificate"
            checked={draft.allowsAnyCertificate}
            onChange={(allowsAnyCertificate) => onChange({ allowsAnyCertificate })}
          />
        </>
      )}
    </Stack>
  );
}
