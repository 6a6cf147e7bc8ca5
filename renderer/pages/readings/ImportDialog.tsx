import { useState } from 'react';
import type { ImportReport } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
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
import { usePerson } from '../../kit/data';
import { FileChoice, TextField } from '../../kit/inputs';
import { hasNothingNew, ImportPreview } from './ImportPreview';
import { type ImportState, readingWords, useImport } from './use-import';
import { useWithdrawing } from './use-withdrawing';
import { WithdrawDialog } from './WithdrawDialog';

type Props = { opened: boolean; patient: string; name: string; onClose: () => void };

/** A file of a device or app: looked at first, kept whole or not at all. */
export function ImportDialog({ opened, patient, name, onClose }: Props) {
  return opened ? <Opened {...{ patient, name, onClose }} /> : null;
}

function Opened({ patient, name, onClose }: Omit<Props, 'opened'>) {
  const importing = useImport(patient);
  const { state, device, setDevice, isBehind, lookAgain, choose, answer, keep, startOver } = importing;
  const report = 'report' in state ? state.report : undefined;
  const { withdrawFile } = useWithdrawing(patient);
  const [isTakingBack, setIsTakingBack] = useState(false);
  const mayTakeBack =
    may(usePerson(), 'remove', readingRecords) && state.kind === 'done' && state.report.recorded > 0;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Import readings${name ? ` for ${name}` : ''}`}
      size="large"
      note={'file' in state ? state.file.name : undefined}
      actions={
        <Actions
          {...{ state, isBehind, onClose, startOver }}
          onKeep={() => void keep()}
          onTakeBack={mayTakeBack ? () => setIsTakingBack(true) : undefined}
        />
      }
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
              <Failure error={state.failure} onRetry={lookAgain} inline />
            )}
            <ImportPreview
              report={report}
              mapping={state.kind === 'looking' ? state.mapping : {}}
              isBusy={state.kind === 'importing' || state.isAgain === true}
              onAnswer={answer}
            />
          </>
        )}
        {state.kind !== 'done' && state.kind !== 'reading' && (
          <TextField
            label="Device"
            help="Which device or app the file is from, if that is known. The same file under another name is other readings."
            value={device}
            onChange={setDevice}
            disabled={state.kind === 'importing'}
          />
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
                { label: 'There already, or withdrawn', value: state.report.alreadyThere || undefined },
                { label: 'In the file twice', value: state.report.doubled || undefined },
                { label: 'Differing from others', value: state.report.differing || undefined },
              ]}
            />
          </>
        )}
      </Stack>
      {isTakingBack && state.kind === 'done' && (
        <WithdrawDialog
          what={`${counted(state.report.recorded, readingWords)} of ${state.file.name}`}
          onClose={() => setIsTakingBack(false)}
          onWithdraw={async (reason) => {
            const { recordedAt } = state.report;
            await withdrawFile({ recordedAt, ...(state.device && { device: state.device }) }, reason);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

type ActionsProps = {
  state: ImportState;
  isBehind: boolean;
  onClose: () => void;
  startOver: () => void;
  onKeep: () => void;
  onTakeBack: (() => void) | undefined;
};

function Actions({ state, isBehind, onClose, startOver, onKeep, onTakeBack }: ActionsProps) {
  if (state.kind === 'done') {
    return (
      <>
        {onTakeBack && <DefaultButton label="Take this file back…" onClick={onTakeBack} />}
        <PrimaryButton label="Done" onClick={onClose} />
      </>
    );
  }
  const isImporting = state.kind === 'importing';
  const close = <DefaultButton label="Close" onClick={onClose} />;
  if (state.kind !== 'looking' && !isImporting) return close;
  const { report } = state;
  const reason = whyNot(report, isBehind);
  const isAllThere = reason === undefined && hasNothingNew(report);
  return (
    <>
      <DefaultButton label="Another file" onClick={startOver} isPaused={isImporting} />
      {isAllThere ? (
        <PrimaryButton label="Close" onClick={onClose} />
      ) : (
        <PrimaryButton
          label={`Import ${importWords(report)}`}
          loading={isImporting}
          {...(reason && { disabledReason: reason })}
          onClick={onKeep}
        />
      )}
    </>
  );
}

/** What an import brings: those that are there already are not counted. */
function importWords(report: ImportReport): string {
  const { readings, alreadyThere } = report;
  if (alreadyThere === 0 || hasNothingNew(report)) return counted(readings, readingWords);
  return counted(readings - alreadyThere, { one: 'new reading', many: 'new readings' });
}

function whyNot({ problems, readings: found }: ImportReport, isBehind: boolean): string | undefined {
  if (isBehind) return 'The file is being looked at again';
  if (problems.total > 0) return 'Put the file right first: it is kept whole or not at all';
  if (found === 0) return 'There is no reading in this file';
  return undefined;
}
