import { type ReactNode, useEffect, useState } from 'react';
import { DefaultButton, PrimaryButton, QuietButton } from '../base/Button';
import { useTimeZone } from '../data/clock';
import { formatInstantTime } from '../format';
import { FormFoot } from './PlainForm';
import type { FormStatus } from './use-entity-form';

/** "Saving…" is said only when it takes longer than this. */
const patienceMs = 400;

type Props = {
  status: FormStatus;
  isTouched: boolean;
  isKept: boolean;
  saveLabel: string;
  /** Saving with what follows from it ("Save and sign"), which is the obvious next step then. */
  finish?: { label: string; run: () => void };
  onCancel?: () => void;
  /** Why it is not saved and what to do: seen where Save was pressed, however long the form is. */
  notice: ReactNode;
};

/** Always in sight at the lower edge: what is saved and what is not, Close and Save. */
export function SaveBar({ status, isTouched, isKept, saveLabel, finish, onCancel, notice }: Props) {
  const timeZone = useTimeZone();
  const [isSlow, setIsSlow] = useState(false);
  const isSaving = status.kind === 'saving';
  useEffect(() => {
    if (!isSaving) return setIsSlow(false);
    const timer = setTimeout(() => setIsSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isSaving]);
  const words = () => {
    if (isSaving) return isSlow ? 'Saving…' : '';
    if (isTouched) return isKept ? 'Not saved yet, kept on this computer' : 'Not saved yet';
    return status.kind === 'saved' ? `Saved ${formatInstantTime(status.at, timeZone)}` : '';
  };
  const SaveButton = finish ? DefaultButton : PrimaryButton;
  return (
    <FormFoot state={words()} isSaved={status.kind === 'saved' && !isTouched} notice={notice}>
      {onCancel && <QuietButton label="Close" onClick={onCancel} />}
      <SaveButton type="submit" label={saveLabel} shortcut="mod+S" loading={isSaving && isSlow} />
      {finish && (
        <PrimaryButton label={finish.label} shortcut="mod+enter" isPaused={isSaving} onClick={finish.run} />
      )}
    </FormFoot>
  );
}
