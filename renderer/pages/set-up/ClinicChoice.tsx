import { useState } from 'react';
import type { BroughtIn } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { counted, listed } from '../../../shared/rules/counted';
import { fold } from '../../../shared/rules/names';
import { Banner, ChoiceCards, Stack } from '../../kit/base';
import { SearchField } from '../../kit/inputs';
import { newClinic } from './set-up-draft';

const table: EntityTable = entities;

/** "12 clinics, 12 doctors and 2 patients came in from the older system." */
export function broughtInSentence({ counts }: BroughtIn): string {
  const parts = counts.map(({ entity, count }) =>
    counted(count, table[entity]?.label ?? { one: entity, many: entity }),
  );
  return `${listed(parts)} came in from the older system.`;
}

/** More than fit on a screen are narrowed by typing. */
const atAGlance = 8;

type Props = {
  clinics: BroughtIn['clinics'];
  value: string | null;
  error: string | undefined;
  onChange: (chosen: string) => void;
};

/** The clinics that came in, to choose the one whose desk this is, or another, new one. */
export function ClinicChoice({ clinics, value, error, onChange }: Props) {
  const [words, setWords] = useState('');
  const found = clinics.filter(
    ({ id, name, place = '' }) => id === value || fold(`${name} ${place}`).includes(fold(words.trim())),
  );
  return (
    <Stack gap={12}>
      {error && (
        <Banner tone="danger" boxed>
          {error}
        </Banner>
      )}
      {clinics.length > atAGlance && (
        <SearchField
          label="Find a clinic"
          placeholder="Find a clinic by name or place"
          value={words}
          onChange={setWords}
        />
      )}
      <ChoiceCards
        label="Which of these clinics is this?"
        value={value}
        onChange={onChange}
        options={[
          ...found.map(({ id, name, place }) => ({ value: id, title: name, text: place })),
          {
            value: newClinic,
            title: 'Another, new clinic',
            text: 'It is added to those that came in.',
          },
        ]}
      />
    </Stack>
  );
}
