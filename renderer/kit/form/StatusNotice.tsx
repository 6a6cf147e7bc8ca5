import type { Conflict } from '../../../shared/contract';
import { type KeptCheck, needDecision } from '../../../shared/rules/check-prescription';
import type { EntityDefinition } from '../../../shared/schema';
import { Banner } from '../base/Banner';
import { DefaultButton, QuietButton } from '../base/Button';
import { Failure } from '../base/Failure';
import { useSession } from '../data/clinic-context';
import { CheckFindings } from '../medicine/CheckFindings';
import { bookingWords } from './booking-words';
import classes from './entity-form.module.css';
import type { WrongField } from './form-errors';
import type { FormStatus } from './use-entity-form';

export type StatusNoticeProps = {
  definition: EntityDefinition;
  status: FormStatus;
  /** What has a message now, in the order of the form. */
  wrong: readonly WrongField[];
  isNew: boolean;
  onRetry: () => void;
  /** Puts the cursor into a field. */
  onGoTo: (field: WrongField) => void;
  /** Opens the question of a change elsewhere again. */
  onChoose: () => void;
  onTakeTime: (time: string) => void;
  /** Asks for the reason to go on all the same; absent where this person may not give one. */
  onGiveReason?: () => void;
  /** Whether there is a reason now; undefined before it is asked for. */
  isReasonGiven?: boolean;
};

type BookingProps = Pick<StatusNoticeProps, 'isNew' | 'onTakeTime' | 'onGiveReason'> & {
  conflict: Extract<Conflict, { kind: 'booking' }>;
};

function BookingNotice({ conflict, isNew, onTakeTime, onGiveReason }: BookingProps) {
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
          {onGiveReason && <QuietButton size="small" label="Overbook…" onClick={onGiveReason} />}
        </>
      }
    >
      {bookingWords(conflict)}
    </Banner>
  );
}

type MedicineProps = Pick<StatusNoticeProps, 'onRetry' | 'onGiveReason' | 'isReasonGiven'> & {
  result: KeptCheck;
};

/** What speaks against a medicine, and the one way on: a reason, which is kept. */
function MedicineNotice({ result, onRetry, onGiveReason, isReasonGiven }: MedicineProps) {
  const goOn = (
    <DefaultButton
      size="small"
      label="Prescribe with this reason"
      disabledReason={isReasonGiven ? undefined : 'Going on needs a reason.'}
      onClick={onRetry}
    />
  );
  const ask = onGiveReason && <DefaultButton size="small" label="Give a reason" onClick={onGiveReason} />;
  return (
    <Banner tone="danger" boxed action={isReasonGiven === undefined ? ask : goOn}>
      <strong>Not saved.</strong> <CheckFindings findings={needDecision(result)} />
    </Banner>
  );
}

/** Stays until it is saved, and says when saving makes sense again. */
function AwayNotice({ onRetry }: Pick<StatusNoticeProps, 'onRetry'>) {
  const isBack = useSession().database.kind === 'live';
  return (
    <Banner
      tone="warn"
      boxed
      action={<DefaultButton size="small" label={isBack ? 'Save now' : 'Try again'} onClick={onRetry} />}
    >
      <strong>Not saved, kept on this computer.</strong>{' '}
      {isBack
        ? 'The database answers again: save now; nothing is stored twice.'
        : 'The database does not answer.'}
    </Banner>
  );
}

type InvalidProps = Pick<StatusNoticeProps, 'wrong' | 'onGoTo'> & { sentences: readonly string[] };

/** What needs another look; each field is a way to it. Goes when the last of them is mended. */
function InvalidNotice({ wrong, sentences, onGoTo }: InvalidProps) {
  if (wrong.length === 0 && sentences.length === 0) return null;
  return (
    <Banner tone="danger" boxed>
      <strong>Not saved.</strong> {sentences.join(' ')}
      {wrong.length > 0 && (
        <>
          {sentences.length > 0 && ' '}
          {wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} another look:{' '}
          {wrong.map((field, index) => (
            <span key={field.path}>
              {index > 0 && ', '}
              <button type="button" className={classes.wrong} onClick={() => onGoTo(field)}>
                {field.label}
              </button>
            </span>
          ))}
          .
        </>
      )}
    </Banner>
  );
}

/** Why the form is not saved and what can be done about it, beside its Save button. null while there is nothing to say. */
export function StatusNotice(props: StatusNoticeProps) {
  const { status, definition, wrong, isNew, onRetry, onGoTo, onChoose, onTakeTime, onGiveReason } = props;
  switch (status.kind) {
    case 'away':
      return <AwayNotice onRetry={onRetry} />;
    case 'booking':
      return <BookingNotice conflict={status.conflict} {...{ isNew, onTakeTime, onGiveReason }} />;
    case 'medicine':
      return <MedicineNotice {...props} result={status.conflict.result} />;
    case 'changed': {
      const labels = status.conflict.fields.map((name) => definition.fields[name]?.label ?? name).join(', ');
      const isOne = status.conflict.fields.length === 1;
      return (
        <Banner tone="warn" boxed action={<DefaultButton size="small" label="Choose…" onClick={onChoose} />}>
          <strong>Not saved, kept on this computer.</strong> {labels} {isOne ? 'was' : 'were'} changed{' '}
          {status.conflict.changedBy ? `by ${status.conflict.changedBy}` : 'elsewhere'} as well.
        </Banner>
      );
    }
    case 'other':
      return <Failure error={status.error} inline onRetry={onRetry} />;
    case 'invalid':
      return <InvalidNotice {...{ wrong, onGoTo }} sentences={status.sentences} />;
    case 'editing':
    case 'saving':
    case 'saved':
      return null;
  }
}
