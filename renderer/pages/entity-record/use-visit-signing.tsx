import { IconFilePlus, IconSignature } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type EntityName, entities, type RecordNamed, type Visit } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { isSigned } from '../../../shared/rules/visit-signing';
import { DefaultButton, Link, Paragraph, Section } from '../../kit/base';
import {
  amendmentOf,
  SideList,
  SignatureMark,
  type SignVisit,
  useSignVisit,
  VitalMarks,
} from '../../kit/clinic';
import { useList, usePerson, useSession, useShortcut, useToday } from '../../kit/data';
import { formatDate } from '../../kit/format';
import { pageOf } from './places';

const { healthlogs } = entities;
/** More than anybody adds to one visit. */
const mostAmendments = 100;

/** What the page of a record has besides when the record is a visit; nothing for others. */
export type VisitSigning = {
  /** Nothing of it can be changed or removed. */
  isLocked: boolean;
  /** How it stands and what its measurements mean, above its fields. */
  head?: ReactNode;
  actions?: ReactNode;
  /** What was added to it. */
  below?: ReactNode;
  dialog?: ReactNode;
  /** Saving and signing in one, where this person may sign it. */
  finishLabel?: string;
  /** After "Save and sign", with the record as it was when its form was opened. */
  onFinished: (saved: Parameters<SignVisit['askSaved']>[0], opened: RecordNamed<EntityName>) => void;
};

/** In the state of the address after "Save and sign" of a new visit. */
export const asksToSign = { sign: true } as const;

/** `isEditing`: its form is open, and what is typed there is no part of it yet. */
export function useVisitSigning(
  entity: EntityName,
  record: RecordNamed<EntityName>,
  isEditing: boolean,
): VisitSigning {
  const person = usePerson();
  const navigate = useNavigate();
  const today = useToday();
  const doctor = useSession().user?.doctor;
  const isAsked = useOnceAsked();
  const isVisit = entity === healthlogs.name;
  // Of an entity that is named so, the record is a visit.
  const visit = record as Visit;
  const signing = useSignVisit(isVisit && isAsked && !isSigned(visit) ? visit : undefined);
  const amendments = useList(
    'healthlogs',
    {
      filter: { amends: { is: record.id } },
      sort: [{ field: 'date', direction: 'ascending' }],
      page: { offset: 0, limit: mostAmendments },
    },
    { isWanted: isVisit },
  );
  const maySign = isVisit && signing.maySign(visit);
  useShortcut('mod+enter', () => signing.ask(visit), 'Sign this visit', { isOn: maySign && !isEditing });
  if (!isVisit) return { isLocked: false, onFinished: () => undefined };

  const isLocked = isSigned(visit);
  const added = amendments.data?.rows ?? [];
  const amend = () => {
    const given = Object.entries(amendmentOf(visit, { date: today, doctor }));
    const address = new URLSearchParams(
      given.flatMap(([name, value]) => (typeof value === 'string' && value ? [[name, value]] : [])),
    );
    void navigate(`/${healthlogs.name}/new?${address}`);
  };
  return {
    isLocked,
    head: (
      <>
        <p>
          <SignatureMark visit={visit} isAmended={added.length > 0} />{' '}
          {visit.amends && (
            <Link to={pageOf('healthlogs', visit.amends)}>Open the visit that this amends</Link>
          )}
        </p>
        <VitalMarks visit={visit} />
      </>
    ),
    actions: (
      <>
        {maySign && (
          <DefaultButton
            label="Sign"
            icon={IconSignature}
            shortcut="mod+enter"
            onClick={() => signing.ask(visit)}
          />
        )}
        {isLocked && may(person, 'create', healthlogs) && (
          <DefaultButton label="Add amendment" icon={IconFilePlus} onClick={amend} />
        )}
      </>
    ),
    below: added.length > 0 && (
      <Section title="Amendments">
        <SideList
          items={added.map((each) => ({
            key: each.id,
            title: (
              <Link to={pageOf('healthlogs', each.id)} look="name">
                {each.visitPurpose ?? 'Amendment'}
              </Link>
            ),
            right: each.date && formatDate(each.date),
            detail: (
              <>
                {each.notes && <Paragraph asTyped>{each.notes}</Paragraph>}
                <SignatureMark visit={each} />
              </>
            ),
          }))}
        />
      </Section>
    ),
    dialog: signing.dialog,
    finishLabel: maySign ? 'Save and sign' : undefined,
    onFinished: (saved, opened) => signing.askSaved(saved, opened as Visit),
  };
}

/** Whether "Save and sign" led here. Taken out of the address at once: Back and a reload do not ask again. */
function useOnceAsked(): boolean {
  const { pathname, search, state } = useLocation() as {
    pathname: string;
    search: string;
    state: Partial<typeof asksToSign> | null;
  };
  const navigate = useNavigate();
  const isAsked = state?.sign === true;
  useEffect(() => {
    if (isAsked) void navigate({ pathname, search }, { replace: true });
  }, [isAsked, navigate, pathname, search]);
  return isAsked;
}
