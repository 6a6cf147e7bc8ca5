import { useState } from 'react';
import { entities, type Prescription } from '../../../shared/entities';
import type { KeptCheck } from '../../../shared/rules/check-prescription';
import { DefaultButton, PrimaryButton } from '../base/Button';
import { Dialog } from '../base/Dialog';
import { Row, Stack } from '../base/Layout';
import { Secondary } from '../base/Text';
import { FieldInput } from '../inputs/FieldInput';
import { CheckNotes } from './CheckNotes';

type Refused = { readonly old: Prescription; readonly result: KeptCheck };

type Props = {
  /** undefined: closed. */
  refused: Refused | undefined;
  onClose: () => void;
  onRenew: (reason: string) => Promise<void>;
};

/** Why a medicine is not renewed just so, and the one way on: a reason of today. */
export function RenewDialog({ refused, onClose, onRenew }: Props) {
  // The words stay while the dialog fades.
  const [shown, setShown] = useState(refused);
  if (refused && refused !== shown) setShown(refused);
  const name = shown?.old.prescriptionName ?? 'this prescription';
  return (
    <Dialog opened={refused !== undefined} onClose={onClose} title={`Renew ${name}?`}>
      {shown && <Question key={shown.old.id} {...shown} {...{ onClose, onRenew }} />}
    </Dialog>
  );
}

const field = entities.prescriptions.fields.overrideReason;

function Question({ old, result, onClose, onRenew }: Refused & Omit<Props, 'refused'>) {
  const [reason, setReason] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const checked = field.input.safeParse(reason);
  const renew = async () => {
    if (!checked.success) return;
    setIsBusy(true);
    await onRenew(checked.data);
    setIsBusy(false);
  };
  return (
    <Stack gap={16}>
      <div role="alert">
        <CheckNotes result={result} />
      </div>
      {old.overrideReason && <Secondary>{`The reason last time: ${old.overrideReason}`}</Secondary>}
      <FieldInput name="overrideReason" field={field} value={reason} onChange={setReason} autoFocus />
      <Row justify="end">
        <DefaultButton label="Do not renew" onClick={onClose} />
        <PrimaryButton
          label="Renew with this reason"
          loading={isBusy}
          disabledReason={checked.success ? undefined : 'Going on needs a reason.'}
          onClick={() => void renew()}
        />
      </Row>
    </Stack>
  );
}
