import type { Conflict } from '../../../shared/contract';
import type { EntityDefinition } from '../../../shared/schema';
import { Banner } from '../base/Banner';
import { DefaultButton, QuietButton } from '../base/Button';
import { Failure } from '../base/Failure';
import { Stack } from '../base/Layout';
import { useTimeZone } from '../data/clock';
import { useSession } from '../data/clinic-context';
import { formatInstant } from '../format';
import { bookingWords } from './booking-words';
import type { KeptDraft } from './kept-drafts';
import type { FormStatus } from './use-entity-form';

type Booking = Extract<Conflict, { kind: 'booking' }>;

export type FormNoticesProps = {
  definition: EntityDefinition;
  status: FormStatus;
  broughtBack: KeptDraft | null;
  isKept: boolean;
  isNew: boolean;
  onDiscard: () => void;
  onRetry: () => void;
  /** Opens the question of a change elsewhere again. */
  onChoose: () => void;
  onTakeTime: (time: string) => void;
  /** Absent where this person may not overbook. */
  onOverbook?: () => void;
};

function BookingNotice({
  conflict,
  isNew,
  onTakeTime,
  onOverbook,
}: FormNoticesProps & { conflict: Booking }) {
  const verb = isNew ? 'Book' : 'Move to';
  return (
    <Banner
      tone="danger"
      boxed
      action={
        <>
          {conflict.freeTimes.slice(0, 2).map((time) => (
            <DefaultButton
              key={time}
              size="small"
              label={`${verb} ${time}`}
              onClick={() => onTakeTime(time)}
            />
          ))}
          {onOverbook && <QuietButton size="small" label="Overbook…" onClick={onOverbook} />}
        </>
      }
    >
      {bookingWords(conflict)}
    </Banner>
  );
}

/** Stays until it is saved, and says when saving makes sense again. */
function AwayNotice({ onRetry }: Pick<FormNoticesProps, 'onRetry'>) {
  const isBack = useSession().database.kind === 'live';
  return (
    <Banner
      tone="warn"
      boxed
      action={<DefaultButton size="small" label={isBack ? 'Save now' : 'Try again'} onClick={onRetry} />}
    >
      <strong>Not saved, kept on this computer.</strong>{' '}
      {isBack ? 'The database answers again: save now.' : 'The database does not answer.'}
    </Banner>
  );
}

function StatusNotice(props: FormNoticesProps) {
  const { status, definition, onRetry, onChoose } = props;
  switch (status.kind) {
    case 'away':
      return <AwayNotice onRetry={onRetry} />;
    case 'booking':
      return <BookingNotice {...props} conflict={status.conflict} />;
    case 'changed': {
      const labels = status.conflict.fields.map((name) => definition.fields[name]?.label ?? name).join(', ');
      return (
        <Banner tone="warn" boxed action={<DefaultButton size="small" label="Choose…" onClick={onChoose} />}>
          <strong>Not saved, kept on this computer.</strong> {labels} was changed{' '}
          {status.conflict.changedBy ? `by ${status.conflict.changedBy}` : 'elsewhere'} as well.
        </Banner>
      );
    }
    case 'other':
      return <Failure error={status.error} inline onRetry={onRetry} />;
    case 'refused':
      return (
        <Banner tone="danger" boxed>
          {status.sentences.join(' ')}
        </Banner>
      );
    case 'editing':
    case 'saving':
    case 'saved':
      return null;
  }
}

/** What the person must know above the fields: typing brought back, why it is not saved, what to do. */
export function FormNotices(props: FormNoticesProps) {
  const { broughtBack, isKept, onDiscard } = props;
  const timeZone = useTimeZone();
  return (
    <Stack gap={8}>
      {broughtBack && (
        <Banner
          tone="info"
          boxed
          action={<QuietButton size="small" label="Discard it" onClick={onDiscard} />}
        >
          What you typed on {formatInstant(broughtBack.at, timeZone)} and did not save is back.
        </Banner>
      )}
      {!isKept && (
        <Banner tone="warn" boxed>
          This computer has no room to keep what you type. Save before you close this page.
        </Banner>
      )}
      <StatusNotice {...props} />
    </Stack>
  );
}
