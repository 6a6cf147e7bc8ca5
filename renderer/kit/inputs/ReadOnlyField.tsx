import type { Field } from '../../../shared/schema';
import { useMeasures, useTimeZone } from '../data/clock';
import { formatField } from '../format';
import classes from './inputs.module.css';
import { isId, targetOf, useReferenceName } from './reference-name';

type Names = Readonly<Record<string, string>>;
type ValueProps = { field: Field; value: unknown; names?: Names };

function ReferenceText({ field, value, names }: ValueProps) {
  return <>{useReferenceName(targetOf(field), isId(value) ? value : null, names) ?? '…'}</>;
}

/** Any value of any field as text or picture; looks up the name behind a reference when it is not at hand. */
export function FieldValue({ field, value, names }: ValueProps) {
  const timeZone = useTimeZone();
  const measures = useMeasures();
  if (field.kind === 'reference' && isId(value)) return <ReferenceText {...{ field, value, names }} />;
  if (field.kind === 'references' && Array.isArray(value)) {
    return value.map((id, index) => (
      <span key={String(id)}>
        {index > 0 && ', '}
        <ReferenceText {...{ field, value: id, names }} />
      </span>
    ));
  }
  if (field.kind === 'image' && typeof value === 'string') {
    return (
      <span className={classes.pictureFrame}>
        <img src={value} alt={field.label} />
      </span>
    );
  }
  return <>{formatField(field, value, names, { timeZone, measures })}</>;
}

/** A field that this person reads and does not write: label and value, without an input. */
export function ReadOnlyField(props: ValueProps & { note?: string }) {
  const { field, value, note } = props;
  const isEmpty = value === undefined || value === null || value === '';
  return (
    <div className={classes.readOnly}>
      <div className={classes.readOnlyLabel}>{field.label}</div>
      <div className={classes.readOnlyValue}>
        {isEmpty ? <span className={classes.readOnlyNone}>Not recorded</span> : <FieldValue {...props} />}
      </div>
      {note && <div className={classes.help}>{note}</div>}
    </div>
  );
}
