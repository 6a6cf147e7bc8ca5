import { type Interaction, oncList } from './row';

/** HIV and COVID treatments, and medicines against psychosis that build up with them. */
export const hivAndPsychosis: readonly Interaction[] = [
  {
    between: ['hivProteaseInhibitor'],
    and: ['rifampicin', 'hypericum perforatum'],
    severity: 'contraindicated',
    says: 'The HIV or COVID treatment fails. Choose another.',
    source: `${oncList}; FDA labels: atazanavir, darunavir, nirmatrelvir/ritonavir (contraindications)`,
  },
  {
    between: ['nirmatrelvir', 'cobicistat'],
    and: ['carbamazepine', 'phenytoin', 'phenobarbital', 'primidone'],
    severity: 'contraindicated',
    says: 'The HIV or COVID treatment fails. Choose another.',
    source: 'FDA labels: nirmatrelvir/ritonavir, cobicistat (contraindications)',
  },
  {
    between: ['hivProteaseInhibitor'],
    and: ['amiodarone', 'flecainide', 'propafenone', 'quinidine', 'pimozide', 'lurasidone'],
    severity: 'contraindicated',
    says: 'It builds up and disturbs the rhythm or sedates deeply. Choose another.',
    source: 'FDA labels: ritonavir, nirmatrelvir/ritonavir (contraindications)',
  },
  {
    between: ['lurasidone'],
    and: ['strongCyp3a4Inhibitor', 'rifampicin', 'carbamazepine', 'phenytoin', 'hypericum perforatum'],
    severity: 'contraindicated',
    says: 'Lurasidone builds up or loses effect. Choose another.',
    source: 'FDA label: lurasidone (strong CYP3A4 inhibitors and inducers)',
  },
  {
    between: ['quetiapine'],
    and: ['strongCyp3a4Inhibitor'],
    severity: 'serious',
    says: 'Quetiapine builds up. Choose another, or lower it to a sixth; in Europe never together.',
    source: 'FDA label: quetiapine; EMA SmPC: quetiapine (contraindications)',
  },
  {
    between: ['pimozide'],
    and: ['strongCyp3a4Inhibitor', 'macrolide', 'sertraline', 'citalopram', 'escitalopram', 'paroxetine'],
    severity: 'contraindicated',
    says: 'A fatal disturbance of the rhythm threatens. Choose another.',
    source: 'FDA label: pimozide (contraindications)',
  },
  {
    between: ['atazanavir'],
    and: ['protonPumpInhibitor'],
    severity: 'contraindicated',
    says: 'Without acid too little atazanavir is taken up and the HIV treatment fails. Choose another.',
    source: `${oncList}; FDA label: atazanavir`,
  },
  {
    between: ['rilpivirine'],
    and: ['protonPumpInhibitor', 'rifampicin', 'carbamazepine', 'phenytoin', 'hypericum perforatum'],
    severity: 'contraindicated',
    says: 'Too little rilpivirine is taken up and the HIV treatment fails. Choose another.',
    source: 'FDA label: rilpivirine (contraindications)',
  },
  {
    between: ['bictegravir'],
    and: ['rifampicin', 'hypericum perforatum'],
    severity: 'contraindicated',
    says: 'Too little bictegravir remains and the HIV treatment fails. Choose another.',
    source: 'FDA and EMA labels: bictegravir/emtricitabine/tenofovir (contraindications)',
  },
  {
    between: ['dolutegravir'],
    and: ['rifampicin', 'carbamazepine', 'phenytoin', 'phenobarbital', 'hypericum perforatum'],
    severity: 'serious',
    says: 'Too little dolutegravir remains. With rifampicin or carbamazepine take it twice a day as its label says; with the others choose another.',
    source: 'FDA label: dolutegravir',
  },
  {
    between: ['rosuvastatin'],
    and: ['hivProteaseInhibitor'],
    severity: 'serious',
    says: 'The statin builds up and muscles can break down. Limit its dose as the label says.',
    source: 'FDA labels: rosuvastatin, nirmatrelvir/ritonavir',
  },
];
