import { useEffect, useState } from 'react';
import type { SavedConnection } from '../../../shared/contract';
import { type AddressRead, ownerIn, readAddress } from '../../../shared/rules/connections/address-in-text';
import { type ConnectionRisk, risksOf } from '../../../shared/rules/connections/risks';
import { isSamePlace } from '../../../shared/rules/connections/same-place';
import { useClient } from '../../kit/data';
import { saveFailureOf } from '../../kit/form';
import { focusFirstError } from '../../kit/shell';
import {
  type ConnectionDraft,
  draftOf,
  draftProblems,
  fieldAt,
  type FieldMessages,
  fieldsOf,
  isSuggestedName,
} from './connection-draft';
import { passwordHint, passwordProblem } from './password-words';
import { nothingTyped, type SecretChoice, secretInput } from './secret-choice';
import { useConnectionDraft } from './use-connection-draft';
import { type TestState, useConnectionTest } from './use-connection-test';

export type SecretProps = {
  value: SecretChoice;
  error: string | undefined;
  hint?: string | undefined;
  hasKept: boolean;
  mayKeep: boolean;
  onChange: (value: SecretChoice) => void;
};

const confirmFirst = 'Confirm this first, or change what it is about';

/** Issues of a refusal at their fields. */
function messagesOf(error: unknown): FieldMessages | null {
  const failure = saveFailureOf(error);
  if (failure.kind !== 'invalid') return null;
  return Object.fromEntries(failure.issues.map(({ path, message }) => [fieldAt(path), message]).reverse());
}

/** One connection in its form: what is typed, what is wrong with it, its test and its saving. */
export function useConnectionForm(saved: SavedConnection | undefined, initial: ConnectionDraft) {
  const client = useClient();
  const hand = useConnectionDraft(saved?.id ?? `new ${initial.kind}`, initial);
  const test = useConnectionTest();
  const [password, setPassword] = useState<SecretChoice>(
    saved?.hasPassword ? { kind: 'kept' } : nothingTyped,
  );
  const [passphrase, setPassphrase] = useState<SecretChoice>(
    saved?.hasKeyPassphrase ? { kind: 'kept' } : nothingTyped,
  );
  const [confirmed, setConfirmed] = useState<readonly ConnectionRisk[]>([]);
  const [news, setNews] = useState<AddressRead | null>(null);
  /** An address while it is typed, or one that cannot be read; it is kept nowhere. */
  const [address, setAddress] = useState('');
  /** The password of an address that could not be read, and whose it is: it goes with that address alone. */
  const [heldBack, setHeldBack] = useState<{ password: string; owner: string | undefined }>();
  const [isChecked, setChecked] = useState(false);
  const [refused, setRefused] = useState<FieldMessages>({});
  const [saveError, setSaveError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  const [refusals, setRefusals] = useState(0);
  // Once the field is marked, or the message is there: an answer that comes later than a click is drawn later than the next frame.
  useEffect(() => {
    if (refusals > 0) focusFirstError();
  }, [refusals]);

  const { draft } = hand;
  const fields = fieldsOf(draft);
  const risks = risksOf(fields);
  const mayKeep = saved?.fields !== undefined && isSamePlace(saved.fields, fields);
  const open = risks.filter((risk) => !confirmed.includes(risk));
  const pasted = news?.kind === 'taken' ? news.pasted : undefined;
  const known = { draft, password, pasted, isKeptOne: hand.isKeptOne };
  const noPassword = passwordProblem(known);
  const found: FieldMessages = {
    ...draftProblems(draft),
    ...(noPassword !== undefined && { 'secrets.password': noPassword }),
    ...(open.length > 0 && { acceptedRisks: confirmFirst }),
  };
  const errors: FieldMessages = { ...(isChecked && found), ...refused };

  /** What was said before is about something else now. */
  const changed = () => {
    test.reset();
    setRefused({});
    setSaveError(null);
  };
  const put = (next: ConnectionDraft) => {
    // Confirmed was what stood there: another server is another risk.
    if (!isSamePlace(fields, fieldsOf(next))) setConfirmed([]);
    hand.change(next);
    changed();
  };
  /** As it was before anything was typed: a password for the server that stood there is not sent to this one. */
  const startOver = () => {
    hand.startOver();
    setPassword(saved?.hasPassword ? { kind: 'kept' } : nothingTyped);
    setPassphrase(saved?.hasKeyPassphrase ? { kind: 'kept' } : nothingTyped);
    setConfirmed([]);
    setNews(null);
    setAddress('');
    setHeldBack(undefined);
    setChecked(false);
    changed();
  };
  const input = () => ({
    ...(saved && { id: saved.id }),
    fields,
    secrets: { password: secretInput(password), keyPassphrase: secretInput(passphrase) },
    acceptedRisks: risks.filter((risk) => confirmed.includes(risk)),
  });
  /** An address (connection string): into the fields, its secrets apart from them. */
  const takeAddress = (text: string, isAsked: boolean, isOther = false) => {
    const read = readAddress(text);
    const owner = ownerIn(text);
    const held = !isOther && owner !== undefined && owner === heldBack?.owner ? heldBack : undefined;
    if (read.kind === 'unreadable') {
      setNews(read);
      setAddress(read.shown);
      setHeldBack(
        read.heldBack === undefined ? held : { password: read.heldBack, owner: ownerIn(read.shown) },
      );
      if (isAsked) setRefusals((count) => count + 1);
      return;
    }
    const { pasted } = read;
    const password =
      pasted.secrets.password ?? (pasted.placeholder === undefined ? undefined : held?.password);
    const isNamed = saved !== undefined || !isSuggestedName(draft.name);
    put({ ...draftOf(pasted.fields), ...(isNamed && { name: draft.name }) });
    setAddress('');
    setHeldBack(undefined);
    // Also when it has none: what was typed for another server is not sent to this one.
    setPassword({ kind: 'typed', text: password ?? '' });
    setPassphrase({ kind: 'typed', text: pasted.secrets.keyPassphrase ?? '' });
    setNews({ ...read, pasted: { ...pasted, secrets: { ...pasted.secrets, password } } });
  };
  const refuse = (messages: FieldMessages) => {
    setRefused(messages);
    setRefusals((count) => count + 1);
  };
  const isSound = () => {
    setChecked(true);
    if (Object.keys(found).length === 0) return true;
    setRefusals((count) => count + 1);
    return false;
  };
  const atFields = (ended: TestState | null): FieldMessages | null => {
    if (ended?.kind === 'failed') return messagesOf(ended.error);
    if (ended?.kind !== 'answered' || ended.outcome.kind === 'good') return null;
    const { path, message } = ended.outcome;
    return path ? { [fieldAt(path)]: message } : null;
  };

  return {
    ...{ hand, draft, fields, risks, confirmed, errors, news, mayKeep, isSaving, saveError, isChecked },
    test,
    put,
    startOver,
    change: (part: Partial<ConnectionDraft>) => put({ ...draft, ...part }),
    /** As the server itself calls its set: it is the same server, and what was confirmed of it stays so. */
    takeSetName(replicaSet: string) {
      hand.change({ ...draft, replicaSet });
      changed();
    },
    setConfirmed(next: ConnectionRisk[]) {
      setConfirmed(next);
      setRefused(({ acceptedRisks: _settled, ...rest }) => rest);
    },
    password: {
      ...{
        value: password,
        error: errors['secrets.password'],
        hint: passwordHint(known),
        hasKept: saved?.hasPassword ?? false,
        mayKeep,
      },
      onChange(next: SecretChoice) {
        setPassword(next);
        hand.hold();
        changed();
      },
    } satisfies SecretProps,
    keyPassphrase: {
      ...{ value: passphrase, error: errors['secrets.keyPassphrase'] },
      ...{ hasKept: saved?.hasKeyPassphrase ?? false, mayKeep },
      onChange(next: SecretChoice) {
        setPassphrase(next);
        hand.hold();
        changed();
      },
    } satisfies SecretProps,
    address,
    typeAddress(text: string) {
      setAddress(text);
      // Without the placeholder it is another address that is begun.
      if (ownerIn(text) === undefined) setHeldBack(undefined);
      if (news?.kind === 'unreadable') setNews(null);
    },
    takeAddress,
    /** Another one than that which may stand in the field. */
    pasteAddress: (text: string) => takeAddress(text, true, true),
    async runTest() {
      if (!isSound()) return;
      setRefused({});
      const ended = await test.run(input());
      const isGood = ended === null || (ended.kind === 'answered' && ended.outcome.kind === 'good');
      if (!isGood) refuse(atFields(ended) ?? {});
    },
    /** The saved connection; null when it was refused, which is told at its fields. */
    async save(): Promise<SavedConnection | null> {
      if (isSaving || !isSound()) return null;
      setSaving(true);
      setSaveError(null);
      try {
        const kept = await client.connections.save(input());
        hand.forget();
        return kept;
      } catch (error) {
        setSaveError(error);
        refuse(messagesOf(error) ?? {});
        return null;
      } finally {
        setSaving(false);
      }
    },
  };
}
export type ConnectionForm = ReturnType<typeof useConnectionForm>;
