import { useState } from 'react';
import { counted } from '../../../shared/rules/counted';
import {
  DangerButton,
  DefaultButton,
  Dialog,
  Failure,
  Secondary,
  Segmented,
  Stack,
  Strong,
} from '../../kit/base';
import { type ReadingFile, useFileCount } from '../../kit/data';
import { TextField } from '../../kit/inputs';
import { readingWords } from './use-import';

type Props = {
  /** The reading, or all of them, in words. */
  what: string;
  onClose: () => void;
  onWithdraw: (reason: string, isWholeFile: boolean) => Promise<void>;
  /** The file that the reading came with: all of it may be withdrawn at once. */
  file?: FileInWords | undefined;
};

type FileInWords = { patient: string; of: ReadingFile; words: string };

const extents = [
  { value: 'one', label: 'This reading' },
  { value: 'file', label: 'Its whole file' },
] as const;

/** Asks why a reading, or all of a file, counts no longer. It stays in sight, with the reason. */
export function WithdrawDialog({ what, file, onClose, onWithdraw }: Props) {
  const [extent, setExtent] = useState<'one' | 'file'>('one');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const counting = useFileCount(extent === 'file' ? file : undefined);
  // What is not known yet is not agreed to; that it could not be counted is said, and may be.
  const isCounting = extent === 'file' && file !== undefined && !counting.data && !counting.error;
  const withdraw = async () => {
    if (isCounting) return;
    if (reason.trim() === '') {
      setError('Fill this in');
      return;
    }
    setIsBusy(true);
    try {
      await onWithdraw(reason.trim(), extent === 'file');
      onClose();
    } catch (refusal) {
      setFailure(refusal);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Withdraw ${extent === 'file' && file !== undefined ? file.words : what}?`}
      size="small"
      actions={
        <>
          <DefaultButton label="Keep" onClick={onClose} />
          <DangerButton
            label="Withdraw"
            type="submit"
            form="withdraw-reading"
            loading={isBusy}
            disabledReason={isCounting ? 'First it is counted how many readings go.' : undefined}
          />
        </>
      }
    >
      <form
        id="withdraw-reading"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void withdraw();
        }}
      >
        <Stack>
          {file !== undefined && (
            <>
              <Segmented label="What is withdrawn" value={extent} onChange={setExtent} options={extents} />
              {extent === 'file' && <WholeFile words={file.words} counting={counting} />}
            </>
          )}
          <TextField
            label="Reason"
            help="What is withdrawn stays in the list with this reason, and counts in no curve any more."
            value={reason}
            onChange={(text) => {
              setReason(text);
              setError(undefined);
            }}
            error={error}
            required
            autoFocus
          />
          {failure !== undefined && <Failure error={failure} inline />}
        </Stack>
      </form>
    </Dialog>
  );
}

/** How many readings go, of which the list shows one kind and one page. */
function WholeFile({ words, counting }: { words: string; counting: ReturnType<typeof useFileCount> }) {
  const { data, error } = counting;
  const known = error ? 'How many they are could not be counted.' : 'They are being counted…';
  return (
    <>
      <Secondary>{`Every reading, of any kind, that came with ${words}.`}</Secondary>
      <Secondary>
        {data ? <Strong>{`${counted(data.count, readingWords)} will be withdrawn.`}</Strong> : known}
      </Secondary>
    </>
  );
}
