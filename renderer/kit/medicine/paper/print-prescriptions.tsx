import { ORPCError } from '@orpc/client';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ClinicClient, SessionState } from '../../../../shared/contract';
import { largestPage } from '../../../../shared/contract/crud';
import { entities } from '../../../../shared/entities';
import { isTaken } from '../../../../shared/rules/active';
import { printAlone } from '../../base/print-alone';
import { allergyWords } from './paper-words';
import { type PrescriptionOnPaper, PrescriptionPaper } from './PrescriptionPaper';

type Given = {
  readonly client: Pick<ClinicClient, 'prescriptions' | 'patients' | 'allergies' | 'doctors' | 'clinics'>;
  readonly home: SessionState['clinic'];
  readonly today: string;
};

/**
 * Prints prescriptions, each on a paper of its own, as they stand now: they are read for it, which is in the audit like any
 * other look at them. Rejects, and prints none, when one of them is not taken any more.
 */
export async function printPrescriptions(ids: readonly string[], given: Given): Promise<void> {
  const papers = await Promise.all(ids.map((id) => paperOf(id, given)));
  const [first] = papers;
  if (!first) return;
  const title = [
    papers.length > 1 ? 'Prescriptions' : 'Prescription',
    entities.patients.title(first.patient),
  ];
  await printAlone(title.join(', '), (paper) => {
    const root = createRoot(paper);
    flushSync(() =>
      root.render(papers.map((each) => <PrescriptionPaper key={each.prescription.id} {...each} />)),
    );
  });
}

async function paperOf(id: string, { client, home, today }: Given): Promise<PrescriptionOnPaper> {
  const { record: prescription, names } = await client.prescriptions.get({ id });
  const { patient, doctor, prescriptionName = 'It' } = prescription;
  if (!patient || prescription.deletedAt || !isTaken(prescription, today))
    throw new ORPCError('INVALID', {
      message: `${prescriptionName} is not prescribed any more, so nothing was printed. Look at it again.`,
    });
  const page = { offset: 0, limit: largestPage };
  const [whose, allergies, doctors] = await Promise.all([
    client.patients.get({ id: patient }),
    client.allergies.list({ filter: { patient: { is: patient } }, page }),
    doctor ? client.doctors.list({ filter: { id: { is: doctor } } }) : undefined,
  ]);
  const by = doctors?.rows[0];
  // Of several clinics, the one where the doctor works; else the one whose desk this is.
  const places = [by?.clinic, home?.id].filter((place) => place !== undefined);
  const clinics = await client.clinics.list({ filter: { id: { is: places } } });
  const clinic = places.flatMap((place) => clinics.rows.filter((each) => each.id === place))[0];
  return {
    prescription,
    patient: whose.record,
    allergies: allergyWords(whose.record, allergies.rows),
    prescriber: (doctor && names[doctor]) || prescription.doctorprescribed || '',
    doctor: by ?? {},
    clinic: clinic ?? { clinicname: home?.name },
  };
}
