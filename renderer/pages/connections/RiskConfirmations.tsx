import type { SavedConnection } from '../../../shared/contract';
import { type ConnectionRisk, connectionRisks } from '../../../shared/rules/connections/risks';
import { Banner, Quiet, Stack } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { CheckField } from '../../kit/inputs';

/** What a person confirms, in their own words. */
const confirmations: Readonly<Record<ConnectionRisk, string>> = {
  notEncrypted: 'I know this, and want to connect without encryption all the same',
  anyCertificate: 'I know this, and want any certificate to be taken all the same',
  otherName: 'I know this, and want a certificate for another name to be taken all the same',
  noSignIn: 'I know this, and want to connect without a password all the same',
};

type Props = {
  risks: readonly ConnectionRisk[];
  confirmed: readonly ConnectionRisk[];
  /** Those that were confirmed when it was saved before. */
  before: SavedConnection['acceptedRisks'];
  error: string | undefined;
  onChange: (confirmed: ConnectionRisk[]) => void;
};

/** What a connection gives up of its safety: each confirmed by itself, each time it is saved. */
export function RiskConfirmations({ risks, confirmed, before, error, onChange }: Props) {
  const timeZone = useTimeZone();
  return (
    <Stack gap={12}>
      {risks.map((risk) => {
        const words = connectionRisks.find(({ value }) => value === risk);
        const isConfirmed = confirmed.includes(risk);
        const last = before.find((each) => each.risk === risk);
        return (
          <Stack key={risk} gap={8}>
            <Banner tone="warn" boxed>
              <strong>{words?.label}.</strong> {words?.meaning}
            </Banner>
            <CheckField
              label={confirmations[risk]}
              checked={isConfirmed}
              error={isConfirmed ? undefined : error}
              onChange={(checked) =>
                onChange(checked ? [...confirmed, risk] : confirmed.filter((each) => each !== risk))
              }
            />
            {last && <Quiet>{`Confirmed before by ${last.by}, ${formatInstant(last.at, timeZone)}.`}</Quiet>}
          </Stack>
        );
      })}
      <Quiet>Who confirmed it and when is kept with the connection and in the audit.</Quiet>
    </Stack>
  );
}
