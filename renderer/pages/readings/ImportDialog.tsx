import { useState } from 'react';
import { counted } from '../../../shared/rules/counted';
import {
  Banner,
  DefaultButton,
  Dialog,
  Facts,
  Failure,
  Loading,
  Paragraph,
  PrimaryButton,
  Stack,
} from '../../kit/base';
import { FileChoice, TextField } from '../../kit/inputs';
import { ImportPreview } from './ImportPreview';
import { type ImportState, readingWords, useImport } from './use-import';

type Props = { opened: boolean; patient: string; name: string; onClose: () => void };

/** A file of a device or app: looked at first, kept whole or not at all. */
export function ImportDialog({ opened, patient, name, onClose }: Props) {
  return opened ? <Opened {...{ patient, name, onClose }} /> : null;
}

function Opened({ patient, name, onClose }: Omit<Props, 'opened'>) {
  const { state, choose, answer, keep, startOver } = useImport(patient);
  const [device, setDevice] = useState('');
  const report = 'report' in state ? state.report : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Import readings${name ? ` for ${name}` : ''}`}
      size="large"
      note={'file' in state ? state.file.name : undefined}
      actions={<Actions {...{ state, onClose, startOver }} onKeep={() => void keep(device.trim())} />}
    >
      <Stack gap={16}>
        {state.kind === 'choosing' && (
          <>
            <FileChoice
              label="Drop a CSV or JSON file of a device or app here"
              buttonLabel="Choose a file"
              accept=".csv,.tsv,.txt,.json"
              onFile={(file) => void choose(file)}
            />
            <Paragraph>
              Heart rate, blood pressure, glucose, oxygen saturation, weight, temperature, breathing and
              steps. The file is looked at first; nothing is kept before you say so.
            </Paragraph>
            {state.failure !== undefined && <Failure error={state.failure} inline />}
          </>
        )}
        {state.kind === 'reading' && <Loading rows={6} columns={4} />}
        {(state.kind === 'looking' || state.kind === 'importing') && report && (
          <>
            {state.kind === 'importing' && (
              <Banner tone="info" boxed>
                Being kept, whole or not at all. Much of it takes a few minutes; this may be closed meanwhile.
              </Banner>
            )}
            {state.kind === 'looking' && state.failure !== undefined && (
              <Failure error={state.failure} inline />
            )}
            <ImportPreview
              report={report}
              mapping={state.kind === 'looking' ? state.mapping : {}}
              isBusy={state.kind === 'importing' || state.isAgain === true}
              isCsv={state.file.format === 'csv'}
              onAnswer={answer}
            />
            <TextField
              label="Device"
              help="Which device or app the file is from, if that is known"
              value={device}
              onChange={setDevice}
              disabled={state.kind === 'importing'}
            />
          </>
        )}
        {state.kind === 'done' && (
          <>
            <Banner tone="info" boxed>
              {counted(state.report.recorded, readingWords)} kept.
            </Banner>
            <Facts
              labelWidth={160}
              items={[
                { label: 'Rows in the file', value: String(state.report.rows) },
                { label: 'New readings', value: String(state.report.recorded) },
                { label: 'There already', value: state.report.alreadyThere || undefined },
                { label: 'In the file twice', value: state.report.doubled || undefined },
                { label: 'Differing from others', value: state.report.differing || undefined },
              ]}
            />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

type ActionsProps = { state: ImportState; onClose: () => void; startOver: () => void; onKeep: () => void };

function Actions({ state, onClose, startOver, onKeep }: ActionsProps) {
  if (state.kind === 'done') return <PrimaryButton label="Done" onClick={onClose} />;
  const isImporting = state.kind === 'importing';
  const close = <DefaultButton label="Close" onClick={onClose} />;
  if (state.kind !== 'looking' && !isImporting) return close;
  const { report } = state;
  const reason = whyNot(report.problems.total, report.readings);
  return (
    <>
      <DefaultButton label="Another file" onClick={startOver} isPaused={isImporting} />
      <PrimaryButton
        label={`Import ${counted(report.readings, readingWords)}`}
        loading={isImporting}
        {...(reason && { disabledReason: reason })}
        onClick={onKeep}
      />
    </>
  );
}

function whyNot(problems: number, found: number): string | undefined {
  if (problems > 0) return 'Put the file right first: it is kept whole or not at all';
  if (found === 0) return 'There is no reading in this file';
  return undefined;
}
