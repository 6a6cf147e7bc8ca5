import { type ReactNode, useMemo, useState } from 'react';
import { entities, type Visit } from '../../../../shared/entities';
import { may } from '../../../../shared/rules/permissions';
import { isOwnVisit, isSigned } from '../../../../shared/rules/visit-signing';
import type { EntityDefinition } from '../../../../shared/schema';
import { PrimaryButton } from '../../base/Button';
import { ConfirmDialog } from '../../base/ConfirmDialog';
import { Dialog } from '../../base/Dialog';
import { notify } from '../../base/notify';
import { Paragraph } from '../../base/Text';
import { useClient, usePerson, useRefresher } from '../../data';
import { useCodeWarnings } from '../../data/missing-codes';
import { recordTitle } from '../../table/record-title';

const { healthlogs } = entities;

/** The answer of a save; `merged`, where something was sent: fields that others changed meanwhile. */
type Saved = { readonly record: object; readonly merged?: readonly string[] };

export type SignVisit = {
  /** Whether this person may sign it now: an own visit that is not signed yet and is there. */
  maySign: (visit: Visit) => boolean;
  /** Asks once, because a signature cannot be taken back, and signs. */
  ask: (visit: Visit) => void;
  /**
   * Asks after "Save and sign". What somebody else changed since the form was opened, with the visit as it was `opened`
   * there, is told instead: nobody signs what they have not read.
   */
  askSaved: (saved: Saved, opened: Visit) => void;
  dialog: ReactNode;
};

/** Signing visits. `asked`: one whose signing is asked about from the start, as it comes from "Save and sign". */
export function useSignVisit(asked?: Visit): SignVisit {
  const person = usePerson();
  const client = useClient();
  const refresher = useRefresher();
  const [visit, setVisit] = useState(asked);
  const [isOpen, setIsOpen] = useState(asked !== undefined);
  const [unread, setUnread] = useState<string>();
  const [isTelling, setIsTelling] = useState(false);
  const codings = useMemo(() => codingsOf(visit), [visit]);
  const warnings = useCodeWarnings(codings);
  const ask = (each: Visit) => {
    setVisit(each);
    setIsOpen(true);
  };
  const sign = async () => {
    if (!visit) return;
    const { id, revision, patient } = visit;
    try {
      await client.visits.sign({ id, revision });
    } finally {
      // Also when it was refused: what it is now is what they have to look at before they sign.
      refresher.changed({ entity: healthlogs.name, id, patient });
    }
    notify.done(visit.amends ? 'Amendment signed' : 'Visit signed');
  };
  return {
    maySign: (each) =>
      may(person, 'update', healthlogs) && !each.deletedAt && !isSigned(each) && isOwnVisit(person, each),
    ask,
    askSaved: (saved, opened) => {
      // Of this entity, the record is a visit.
      const record = saved.record as Visit;
      const words = unreadWords({ ...saved, record }, opened);
      if (words === undefined) return ask(record);
      setUnread(words);
      setIsTelling(true);
    },
    dialog: (
      <>
        {visit && (
          <ConfirmDialog
            opened={isOpen}
            onClose={() => setIsOpen(false)}
            title={`Sign “${recordTitle('healthlogs', visit)}”?`}
            confirmLabel="Sign"
            keepLabel="Not yet"
            confirmsOnEnter
            onConfirm={sign}
          >
            It is saved. Once signed it cannot be changed or removed, and what is to be added is an amendment.
            {warnings.map((words) => (
              <Paragraph key={words}>{words}.</Paragraph>
            ))}
          </ConfirmDialog>
        )}
        {unread && (
          <Dialog
            opened={isTelling}
            onClose={() => setIsTelling(false)}
            title="Saved, not signed"
            size="small"
            actions={<PrimaryButton label="Read it" autoFocus onClick={() => setIsTelling(false)} />}
          >
            {unread} Read the visit before you sign it.
          </Dialog>
        )}
      </>
    ),
  };
}

const codingsOf = (visit: Visit | undefined) => [...(visit?.diagnoses ?? []), ...(visit?.procedures ?? [])];

const fields: EntityDefinition['fields'] = healthlogs.fields;

/** What others changed in a visit since its form was opened; undefined when it holds nothing but what was there and typed. */
function unreadWords({ record, merged }: Saved & { record: Visit }, opened: Visit): string | undefined {
  if (merged && merged.length > 0) {
    const names = merged.map((name) => `“${fields[name]?.label ?? name}”`);
    return `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} changed meanwhile by someone else.`;
  }
  // A question about the same field, once settled, takes in the other fields of that change as well.
  const own = merged ? 1 : 0;
  return record.revision > opened.revision + own ? 'It was changed since you opened it.' : undefined;
}
