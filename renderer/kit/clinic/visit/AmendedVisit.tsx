import { type EntityName, entities } from '../../../../shared/entities';
import { Failure } from '../../base/Failure';
import { Loading } from '../../base/Loading';
import { Secondary, Strong } from '../../base/Text';
import { useRecord } from '../../data';
import { writtenTitle } from '../../format';
import { isBlank } from '../../form/values';
import { RecordSections } from '../../record';
import { SignatureMark } from './SignatureMark';
import styles from './visit.module.css';

const { healthlogs } = entities;
/** What its head says, and what the amendment is of as well. */
const inHead = ['patient', 'date', 'doctor', 'visitPurpose'];

/** The visit that an amendment is written to, to be read and not changed; it scrolls by itself. */
function AmendedVisit({ id }: { id: string }) {
  const { data, error, refetch } = useRecord('healthlogs', id);
  const label = 'The visit that is amended';
  const without = Object.keys(healthlogs.fields).filter((name) =>
    isBlank(data?.record[name as keyof typeof data.record]),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
    <section className={styles.amended} aria-label={label} tabIndex={0}>
      <div className={styles.amendedHead}>
        <Secondary>{label}</Secondary>
        {data && (
          <>
            <Strong>{writtenTitle(healthlogs.title(data.record))}</Strong>
            <SignatureMark visit={data.record} />
          </>
        )}
      </div>
      {data && (
        <RecordSections
          entity="healthlogs"
          record={data.record}
          names={data.names}
          without={[...inHead, ...without]}
        />
      )}
      {!data && error && <Failure error={error} onRetry={refetch} inline />}
      {!data && !error && <Loading rows={3} columns={1} onRetry={refetch} />}
    </section>
  );
}

/** What stands above the fields of an amendment; nothing above those of others. */
export function amendedOf(entity: EntityName, given: object) {
  const amends = entity === healthlogs.name && 'amends' in given ? given.amends : undefined;
  return typeof amends === 'string' ? () => <AmendedVisit id={amends} /> : undefined;
}
