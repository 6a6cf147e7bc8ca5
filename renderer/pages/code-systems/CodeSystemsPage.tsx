import { useState } from 'react';
import type { CodeEdition } from '../../../shared/contract';
import { type LicensedSystem, licensedSystems } from '../../../shared/rules/licensed-codes';
import { hasDuty } from '../../../shared/rules/permissions';
import {
  ConfirmDialog,
  DefaultButton,
  Facts,
  Failure,
  Forbidden,
  Loading,
  notify,
  Page,
  Paragraph,
  Row,
  Secondary,
  Section,
  Stack,
} from '../../kit/base';
import { useClient, useCodeEditions, usePerson, useShippedEditions, useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { ImportDialog } from './ImportDialog';

/** Codes that the clinic licenses: which are on this computer, bringing editions in and taking them off. */
export function CodeSystemsPage() {
  const person = usePerson();
  return hasDuty(person, 'manageCodes') ? <Editions /> : <Forbidden />;
}

function Editions() {
  const answer = useCodeEditions();
  const [importing, setImporting] = useState<LicensedSystem>();
  const { data, error, refetch } = answer;
  return (
    <Page title="Code systems" narrow>
      <Stack gap={24}>
        <Paragraph>
          SNOMED CT, RxNorm and CPT need a licence, so the clinic brings their files itself. They stay on this
          computer; each computer needs its own. ICD-10-CM, LOINC, UCUM and the values of FHIR come with
          Clinic Desk.
        </Paragraph>
        {!data && error && <Failure error={error} onRetry={refetch} />}
        {!data && !error && <Loading rows={4} columns={2} onRetry={refetch} />}
        {data &&
          licensedSystems.map((system) => (
            <OneSystem
              key={system.name}
              system={system}
              edition={data.find((each) => each.system === system.name)}
              onImport={() => setImporting(system)}
              onChanged={refetch}
            />
          ))}
        <Shipped />
      </Stack>
      {importing && (
        <ImportDialog
          key={importing.name}
          system={importing}
          onClose={() => setImporting(undefined)}
          onImported={() => {
            setImporting(undefined);
            notify.done(`${importing.label} imported`);
            refetch();
          }}
        />
      )}
    </Page>
  );
}

/** What needs no import, under the terms that its owners want to be shown. */
function Shipped() {
  const { data, error, refetch } = useShippedEditions();
  if (!data) {
    return error ? (
      <Failure error={error} onRetry={refetch} />
    ) : (
      <Loading rows={4} columns={2} onRetry={refetch} />
    );
  }
  return data.map(({ label, edition, codes, licence }) => (
    <Section key={label} title={label}>
      <Facts
        items={[
          { label: 'Edition', value: edition },
          { label: 'Codes', value: formatNumber(codes) },
          { label: 'Terms', value: licence },
        ]}
      />
    </Section>
  ));
}

type OneProps = {
  system: LicensedSystem;
  edition: CodeEdition | undefined;
  onImport: () => void;
  onChanged: () => void;
};

function OneSystem({ system, edition, onImport, onChanged }: OneProps) {
  const client = useClient();
  const timeZone = useTimeZone();
  const [isAsking, setIsAsking] = useState(false);
  const remove = async () => {
    await client.codes.removeEdition({ system: system.name });
    setIsAsking(false);
    onChanged();
  };
  return (
    <Section
      title={system.label}
      action={
        <Row>
          {edition && <DefaultButton label="Remove" size="small" onClick={() => setIsAsking(true)} />}
          <DefaultButton
            label={edition ? `Replace ${system.label}` : `Bring in ${system.label}`}
            size="small"
            onClick={onImport}
          />
        </Row>
      }
    >
      {edition ? (
        <Facts
          items={[
            { label: 'Edition', value: edition.edition },
            { label: 'Codes', value: formatNumber(edition.codes) },
            { label: 'Brought in', value: formatInstant(edition.importedAt, timeZone) },
            { label: 'By', value: edition.importedByName },
          ]}
        />
      ) : (
        <Secondary>Not on this computer. Codes can be typed with their names.</Secondary>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Take ${system.label} off this computer?`}
        confirmLabel="Remove"
        danger
        onConfirm={remove}
      >
        Codes in records stay as they are. New ones have to be typed.
      </ConfirmDialog>
    </Section>
  );
}
