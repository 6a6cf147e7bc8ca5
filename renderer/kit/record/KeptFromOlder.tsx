import type { ReactNode } from 'react';
import type { EntityName } from '../../../shared/entities';
import { Banner, Panel, Quiet, QuietButton, Section, Stack } from '../base';
import { useKept } from '../data';
import classes from './record.module.css';

type Place = 'record' | 'form' | 'panel';
type FrameProps = { title: string; children: ReactNode };

/** Under a record's own sections, above the form in which it is typed in anew, or among the panels beside a chart. */
const frames = {
  record: Section,
  form: (props: FrameProps) => (
    <div className={classes.aboveForm}>
      <Section {...props} />
    </div>
  ),
  panel: Panel,
} satisfies Record<Place, (props: FrameProps) => ReactNode>;

type Props = { entity: EntityName; id: string; place?: Place };

/**
 * What the older system had in a record and nobody could take over, to be read and typed in anew. Nothing while it is
 * read, since hardly any record has it; that it could not be read is said.
 */
export function KeptFromOlder({ entity, id, place = 'record' }: Props) {
  const { data, error, refetch } = useKept(entity, id);
  const Frame = frames[place];
  const title = 'Kept from the older system';
  if (!data && error)
    return (
      <Frame title={title}>
        <Banner tone="warn" boxed action={<QuietButton label="Try again" size="small" onClick={refetch} />}>
          Old values, if there are any, could not be read.
        </Banner>
      </Frame>
    );
  if (!data || data.items.length === 0) return null;
  return (
    <Frame title={title}>
      <Stack gap={12}>
        {data.items.map(({ id: item, label, value, message }) => (
          <div key={item} className={classes.field}>
            <div className={classes.label}>{label}</div>
            {value && (
              <div className={classes.value} data-kind="longText">
                {value}
              </div>
            )}
            <Quiet>{message}</Quiet>
          </div>
        ))}
      </Stack>
    </Frame>
  );
}
