import type { Attachment } from '../../../shared/entities';
import { Link } from '../base/Link';
import { Menu, type MenuItem } from '../base/Menu';
import { datedBrief } from './document-words';
import { Thumbnail } from './Thumbnail';
import classes from './documents.module.css';

type Props = {
  documents: readonly Attachment[];
  menuOf: (record: Attachment) => MenuItem[];
};

const titleOf = ({ title, filename }: Attachment) => title ?? filename ?? 'Document';

/** Documents in a side panel: a small picture, what it is, when. */
export function DocumentList({ documents, menuOf }: Props) {
  return (
    <ul className={classes.list}>
      {documents.map((record) => (
        <li key={record.id} className={classes.item}>
          <Thumbnail record={record} />
          <Named record={record} menuOf={menuOf} />
        </li>
      ))}
    </ul>
  );
}

/** Documents side by side with large pictures. */
export function DocumentCards({ documents, menuOf }: Props) {
  return (
    <ul className={classes.cards}>
      {documents.map((record) => (
        <li key={record.id} className={classes.card}>
          <Thumbnail record={record} size={136} />
          <div className={classes.cardLine}>
            <Named record={record} menuOf={menuOf} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Named({ record, menuOf }: Pick<Props, 'menuOf'> & { record: Attachment }) {
  const title = titleOf(record);
  return (
    <>
      <div className={classes.words}>
        <div className={classes.title}>
          <Link to={`/attachments/${record.id}`} look="name">
            {title}
          </Link>
        </div>
        <p className={classes.detail}>{datedBrief(record)}</p>
      </div>
      <Menu label={`More for ${title}`} items={menuOf(record)} />
    </>
  );
}
