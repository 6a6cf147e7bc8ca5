import { useState } from 'react';
import type { CheckedCodes } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import type { LicensedSystem } from '../../../shared/rules/licensed-codes';
import {
  Banner,
  DefaultButton,
  Dialog,
  Failure,
  PrimaryButton,
  Progress,
  Quiet,
  Stack,
} from '../../kit/base';
import { formatNumber } from '../../kit/format';
import { CheckField, FileField, TextField } from '../../kit/inputs';
import { PlainTable } from '../../kit/record';
import { type ChosenFiles, useCodeImport } from './use-code-import';

type Props = { system: LicensedSystem; onClose: () => void; onImported: () => void };

const codesOf = (count: number) => counted(count, { one: 'code', many: 'codes' });
const megabytes = (bytes: number) => formatNumber(Math.round(bytes / 1e5) / 10);

/** Files, a check, then the import. Closing gives it up. */
export function ImportDialog({ system, onClose, onImported }: Props) {
  const { state, check, install, cancel } = useCodeImport(system);
  const [files, setFiles] = useState<ChosenFiles>({});
  const [edition, setEdition] = useState('');
  const [isLicensed, setIsLicensed] = useState(false);
  const isBusy = state.kind === 'sending' || state.kind === 'checking' || state.kind === 'importing';
  const missing = system.files.filter(({ part }) => !files[part]);
  const found = state.kind === 'checked' || state.kind === 'importing' ? state.found : undefined;
  const isGood = found !== undefined && found.problemCount === 0;
  const named = edition.trim() || (found?.newest ? `${system.label} ${found.newest}` : '');

  const choose = (part: keyof ChosenFiles, file: File | null) => {
    const { [part]: _before, ...others } = files;
    setFiles(file ? { ...others, [part]: file } : others);
    cancel();
  };
  const whyNot = !isLicensed
    ? 'Confirm the licence first'
    : named === ''
      ? 'Name the edition first'
      : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Bring in ${system.label}`}
      actions={
        <>
          {isBusy ? (
            <DefaultButton label="Stop" onClick={cancel} />
          ) : (
            <DefaultButton label="Close" onClick={onClose} />
          )}
          {isGood ? (
            <PrimaryButton
              label={`Import ${codesOf(found.codes)}`}
              disabledReason={whyNot ?? (isBusy ? 'It is being imported' : undefined)}
              onClick={() => void install(found, named).then((isDone) => isDone && onImported())}
            />
          ) : (
            <PrimaryButton
              label="Check the files"
              disabledReason={
                isBusy
                  ? 'The files are being read'
                  : missing[0] && `Choose the file of ${missing[0].label.toLowerCase()} first`
              }
              onClick={() => void check(files)}
            />
          )}
        </>
      }
    >
      <Stack gap={12}>
        {system.files.map(({ part, label, help }) => (
          <FileField
            key={part}
            label={label}
            help={help}
            disabled={isBusy}
            value={files[part] ?? null}
            onChange={(file) => choose(part, file)}
          />
        ))}
        {state.kind === 'sending' && (
          <Progress
            label="Reading the files"
            value={state.sent / state.total}
            note={`${megabytes(state.sent)} of ${megabytes(state.total)} MB`}
          />
        )}
        {state.kind === 'checking' && <Quiet>Checking each row. Nothing is imported yet.</Quiet>}
        {state.kind === 'failed' && <Failure error={state.error} onRetry={state.again} inline />}
        {found && <Found found={found} />}
        {isGood && (
          <>
            <TextField
              label="Edition"
              help="As people will read it beside the codes."
              value={named}
              onChange={setEdition}
              required
            />
            <CheckField label={system.licence} checked={isLicensed} onChange={setIsLicensed} />
            <Quiet>Who confirmed it, when, and for which edition is kept in the audit.</Quiet>
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Found({ found }: { found: CheckedCodes }) {
  const { problems, problemCount, sample, codes } = found;
  if (problemCount > 0) {
    const more = problemCount - problems.length;
    return (
      <>
        <Banner tone="danger" boxed>
          {`${counted(problemCount, { one: 'row', many: 'rows' })} cannot be taken, so nothing is imported. Bring the files again as they came.`}
        </Banner>
        <PlainTable
          label="What is wrong"
          rows={problems}
          keyOf={({ file, line, reason }) => `${file} ${line} ${reason}`}
          columns={[
            { label: 'File', cell: ({ file }) => file },
            { label: 'Row', isNumber: true, cell: ({ line }) => (line === 0 ? '' : formatNumber(line)) },
            { label: 'Reason', cell: ({ reason }) => reason },
          ]}
        />
        {more > 0 && <Quiet>{`and ${formatNumber(more)} more`}</Quiet>}
      </>
    );
  }
  return (
    <PlainTable
      label={`${codesOf(codes)}, the first of them`}
      rows={sample}
      keyOf={({ code }) => code}
      columns={[
        { label: 'Code', cell: ({ code }) => code },
        { label: 'Name', cell: ({ display }) => display },
      ]}
    />
  );
}
