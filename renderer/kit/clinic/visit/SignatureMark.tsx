import { IconSignature, IconWritingSign } from '@tabler/icons-react';
import type { Visit } from '../../../../shared/entities';
import { isBeforeSignatures, isSigned } from '../../../../shared/rules/visit-signing';
import { Icon } from '../../base/Icon';
import { Tag } from '../../base/Tag';
import { useTimeZone } from '../../data';
import { formatInstant } from '../../format';
import styles from './visit.module.css';

/** Whether a visit is signed, by whom and when, or could not be, and whether something was added to it later. */
export function SignatureMark({ visit, isAmended = false }: { visit: Visit; isAmended?: boolean }) {
  const timeZone = useTimeZone();
  const { signedAt, signedByName } = visit;
  return (
    <span className={styles.marks}>
      {isSigned(visit) && signedAt ? (
        <span className={styles.signed}>
          <Icon icon={IconSignature} size={14} />
          Signed{signedByName && ` by ${signedByName}`}, {formatInstant(signedAt, timeZone)}
        </span>
      ) : isBeforeSignatures(visit) ? (
        <Tag>From before signatures were kept</Tag>
      ) : (
        <Tag tone="warn" icon={IconWritingSign}>
          Not signed
        </Tag>
      )}
      {isAmended && <Tag>Amended</Tag>}
    </span>
  );
}
