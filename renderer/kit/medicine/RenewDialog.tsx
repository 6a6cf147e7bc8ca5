import { useState } from 'react';
import { entities, type Prescription } from '../../../shared/entities';
import { courseDays, renewedUntil } from '../../../shared/rules/active';
import type { KeptCheck } from '../../../shared/rules/check-prescription';
import { counted } from '../../../shared/rules/counted';
import { DefaultButton, PrimaryButton } from '../base/Button';
import { Dialog } from '../base/Dialog';
import { Failure } from '../base/Failure';
import { Row, Stack } from '../base/Layout';
import { Secondary } from '../base/Text';
import { useToday } from '../data/clock';
import { formatDate } from '../format';
import { FieldInput } from '../inputs/FieldInput';
import { CheckNotes } from './CheckNotes';

/**
 * A renewal that has to be asked about: a course has a new last day, what an older system kept without an amount needs one,
 * and what speaks against it (`result`) a reason.
 */
export type AskedRenewal = { readonly old: Prescription; readonly result?: KeptCheck };

/** What was answered. `endsOn`: null for no last day, undefined where it had none before. `amount`: only where there was none. */
export type RenewalAnswer = {
  readonly endsOn?: string | null;
  readonly amount?: string;
  readonly overrideReason?: string;
};

type Props = {
  /** undefined: closed. */
  asked: AskedRenewal | undefined;
  onClose: () => void;
  /** Closes or asks anew; an error is shown and the dialog stays. */
  onRenew: (answer: RenewalAnswer) => Promise<void>;
};

/** How long a course is taken again, how much where that is not known, and, where a medicine is not renewed just so, the one way on: a reason of today. */
export function RenewDialog({ asked, onClose, onRenew }: Props) {
  // The words stay while the dialog fades.
  const [shown, setShown] = useState(asked);
  if (asked && asked !== shown) setShown(asked);
  const name = shown?.old.prescriptionName ?? 'this prescription';
  return (
    <Dialog opened={asked !== undefined} onClose={onClose} title={`Renew ${name}?`}>
      {shown && <Question key={shown.old.id} {...shown} {...{ onClose, onRenew }} />}
    </Dialog>
  );
}

const { overrideReason: reasonField, endsOn: endField, amount: amountField } = entities.prescriptions.fields;

function Question({ old, result, onClose, onRenew }: AskedRenewal & Omit<Props, 'asked'>) {
  const today = useToday();
  const isCourse = old.endsOn !== undefined;
  const [end, setEnd] = useState<unknown>(() => renewedUntil(old, today));
  const [amount, setAmount] = useState<unknown>();
  const [reason, setReason] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const checkedEnd = endField.input.optional().safeParse(end);
  const checkedAmount = old.amount ? undefined : amountField.input.safeParse(amount);
  const checkedReason = result ? reasonField.input.safeParse(reason) : undefined;
  const isEndWrong = isCourse && (!checkedEnd.success || (checkedEnd.data ?? today) < today);
  const renew = async () => {
    if (isBusy) return;
    setIsBusy(true);
    setError(null);
    try {
      await onRenew({
        endsOn: isCourse ? (checkedEnd.data ?? null) : undefined,
        amount: checkedAmount?.data,
        overrideReason: checkedReason?.data,
      });
    } catch (failure) {
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Stack gap={16}>
      {result && (
        <div role="alert">
          <CheckNotes result={result} />
        </div>
      )}
      {checkedAmount && (
        <FieldInput
          name="amount"
          field={amountField}
          value={amount}
          onChange={setAmount}
          autoFocus={!result}
        />
      )}
      {isCourse && (
        <>
          <Secondary>{courseWords(old, today)}</Secondary>
          <FieldInput
            name="endsOn"
            field={endField}
            value={end}
            onChange={setEnd}
            note="The last day it is taken; empty where it goes on"
            error={isEndWrong ? 'Today or a later day' : undefined}
          />
        </>
      )}
      {result && old.overrideReason && <Secondary>{`The reason last time: ${old.overrideReason}`}</Secondary>}
      {result && (
        <FieldInput name="overrideReason" field={reasonField} value={reason} onChange={setReason} autoFocus />
      )}
      {error !== null && <Failure error={error} inline />}
      <Row justify="end">
        <DefaultButton label="Do not renew" onClick={onClose} />
        <PrimaryButton
          label={isBusy ? 'Renewing…' : result ? 'Renew with this reason' : 'Renew'}
          // Not `loading`, which takes the focus from the button for as long as the answer takes.
          isPaused={isBusy}
          disabledReason={
            checkedAmount?.success === false
              ? 'It does not say how much is taken.'
              : checkedReason?.success === false
                ? 'Going on needs a reason.'
                : isEndWrong
                  ? 'The last day must be today or later.'
                  : undefined
          }
          onClick={() => void renew()}
        />
      </Row>
    </Stack>
  );
}

function courseWords(old: Prescription, today: string): string {
  const days = courseDays(old);
  const from = `It starts today, ${formatDate(today)}`;
  if (days === undefined) return `${from}. How long it was to be taken is not known.`;
  return `${from}, and is taken for ${counted(days, { one: 'day', many: 'days' })} as before, if nothing else is said.`;
}
