import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { Prescription } from '../../../shared/entities';
import { DefaultButton } from '../../kit/base';
import { usePrescriptionSteps } from '../../kit/medicine';

/** What is done with a prescription in one step, beside what is done with every record. */
export function PrescriptionActions({ prescription }: { prescription: Prescription }) {
  const steps = usePrescriptionSteps();
  return (
    <>
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
