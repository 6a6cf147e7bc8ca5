import { useState } from 'react';
import { entities } from '../../../../shared/entities';
import { DefaultButton, QuietButton } from '../../base/Button';
import { FieldInput } from '../../inputs';
import type { UploadDetails } from './upload';
import classes from './sending.module.css';

const names = ['title', 'kind', 'documentDate'] as const;
type Name = (typeof names)[number];

type Props = { details: UploadDetails; onChange: (details: UploadDetails) => void; onClose: () => void };

/** Title, kind and date of a file that is being added. What does not fit is said at its field. */
export function UploadDetailsForm({ details, onChange, onClose }: Props) {
  const [values, setValues] = useState<Readonly<Record<Name, unknown>>>({
    title: details.title,
    kind: details.kind,
    documentDate: details.documentDate,
  });
  const [errors, setErrors] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const save = () => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = values[name];
      const isEmpty = value === undefined || value === '';
      if (isEmpty && name !== 'title') continue;
      const read = entities.attachments.fields[name].input.safeParse(value);
      if (!read.success)
        found[name] = isEmpty ? 'Fill this in' : (read.error.issues[0]?.message ?? 'This does not fit here');
    }
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const { title, kind, documentDate } = entities.attachments.fields;
    onChange({
      title: title.input.parse(values.title),
      kind: values.kind === undefined ? undefined : kind.input.parse(values.kind),
      documentDate:
        values.documentDate === undefined ? undefined : documentDate.input.parse(values.documentDate),
    });
  };
  return (
    <form
      className={classes.details}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {names.map((name) => (
        <FieldInput
          key={name}
          name={name}
          field={entities.attachments.fields[name]}
          value={values[name]}
          error={errors[name]}
          autoFocus={name === 'title'}
          onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
        />
      ))}
      <div className={classes.detailsFoot}>
        <QuietButton label="Close" size="small" onClick={onClose} />
        <DefaultButton label="Use these" size="small" type="submit" />
      </div>
    </form>
  );
}
