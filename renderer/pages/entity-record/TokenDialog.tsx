import { useState } from 'react';
import { Code, CopyButton, Dialog, Paragraph, PrimaryButton, Section, Stack } from '../../kit/base';

type Props = { token: string; isForMany: boolean; onClose: () => void };

/** Stands in the example where whoever tries it has to put the record number of a patient. */
const recordNumberHere = 'RECORD-NUMBER';

type Example = { origin: string; token: string; isForMany: boolean; now: Date };

/** A request that a technician can try: one heart rate of the minute that began last. */
export function exampleRequest({ origin, token, isForMany, now }: Example): string {
  const reading = {
    ...(isForMany && { recordNumber: recordNumberHere }),
    kind: '8867-4',
    value: 72,
    unit: '/min',
    takenAt: `${now.toISOString().slice(0, 16)}:00Z`,
  };
  return [
    `curl ${origin}/devices/readings \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify({ readings: [reading] })}'`,
  ].join('\n');
}

/** The token, this once, and how a device sends with it. */
export function TokenDialog({ token, isForMany, onClose }: Props) {
  const isServed = /^https?:/.test(location.origin);
  const origin = isServed ? location.origin : 'http://127.0.0.1:PORT';
  // Of when the dialog opened: what is read and what is copied are the same.
  const [now] = useState(() => new Date());
  const example = exampleRequest({ origin, token, isForMany, now });
  return (
    <Dialog
      opened
      onClose={onClose}
      title="The token of this device"
      actions={<PrimaryButton label="I have kept it" onClick={onClose} />}
    >
      <Stack gap={20}>
        <Stack>
          <Paragraph>
            Enter it in the device or its gateway now. It is shown only this once; a lost one is replaced by a
            new one.
          </Paragraph>
          <Code text={token} />
          <div>
            <CopyButton text={token} label="Copy the token" />
          </div>
        </Stack>
        <Section title="For whoever sets the device up">
          <Stack>
            <Paragraph>
              {!isServed &&
                'This window takes nothing from devices: they can send only while Clinic Desk is served to a browser on this computer. '}
              The device sends readings as JSON to /devices/readings on this computer, while Clinic Desk is
              served there. Kinds are LOINC codes, units are UCUM codes, times have an offset or a Z.
              {isForMany && ' It says by record number whose reading each is.'} Sending the same again changes
              nothing.
            </Paragraph>
            <Paragraph>
              {isForMany &&
                `In the example, put the record number of a patient in place of ${recordNumberHere}. `}
              What it sends is kept like any reading of this device: withdraw it after trying.
            </Paragraph>
            <Code text={example} />
            <div>
              <CopyButton text={example} label="Copy the example" />
            </div>
          </Stack>
        </Section>
      </Stack>
    </Dialog>
  );
}
