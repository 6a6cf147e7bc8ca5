import { IconPlayerStop, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { Prescription } from '../../../shared/entities';
import { DefaultButton } from '../../kit/base';
import { useShortcut } from '../../kit/data';
import { usePrescriptionPrinting, usePrescriptionSteps } from '../../kit/medicine';

/** What is done with a prescription in one step, beside what is done with every record. */
export function PrescriptionActions({ prescription }: { prescription: Prescription }) {
  const steps = usePrescriptionSteps();
  const { print, mayPrint } = usePrescriptionPrinting();
  const printIt = () => void print([prescription]);
  // The page itself has neither the clinic nor a line to sign.
  useShortcut('mod+P', printIt, 'Print this prescription', { isOn: mayPrint(prescription) });
  return (
    <>
      {mayPrint(prescription) && <DefaultButton label="Print" icon={IconPrinter} onClick={printIt} />}
      {steps.mayStop(prescription) && (
        <DefaultButton label="Stop" icon={IconPlayerStop} onClick={() => void steps.stop(prescription)} />
      )}
      {steps.mayRenew(prescription) && (
        <DefaultButton label="Renew" icon={IconRefresh} onClick={() => void steps.renew(prescription)} />
      )}
      {steps.dialog}
    </>
  );
}
