import { useCallback, useEffect, useState } from 'react';
import type { SavedConnection, ServerFound } from '../../../shared/contract';
import { type AddressRead, readAddress } from '../../../shared/rules/connections/address-in-text';
import { ownerIn } from '../../../shared/rules/connections/hidden-password';
import type { ConnectionFields } from '../../../shared/rules/connections/fields';
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
  lostBy,
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

export type Kept = { readonly saved: SavedConnection; readonly isTested: boolean };

const leadsElsewhere = (
  before: ConnectionFields | undefined,
  now: ConnectionFields,
  secrets: readonly (string | null | undefined)[],
) =>
  !before ||
  !isSamePlace(before, now) ||
  before.database !== now.database ||
  secrets.some((secret) => secret !== undefined);

const confirmFirst = 'Confirm this first, or change what it is about';

/** Issues of a refusal at their fields. */
function messagesOf(error: unknown): FieldMessages | null {
  const failure = saveFailureOf(error);
  if (failure.kind !== 'invalid') return null;
  return Object.fromEntries(failure.issues.map(({ path, message }) => [fieldAt(path), message]).reverse());
}

/** One connection in its form: what is typed, what is wrong with it, its test and its saving. `isOpenOne`: it is the open one. */
export function useConnectionForm(
  saved: SavedConnection | undefined,
  initial: ConnectionDraft,
  isOpenOne = false,
) {
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
  /** Labels of fields whose content gave way to the last address. */
  const [replaced, setReplaced] = useState<readonly string[]>([]);
  /** An address while it is typed, or one that cannot be read; it is kept nowhere. */
  const [address, setAddress] = useState('');
  /** The password of an address that could not be read, and whose it is: it goes with that address alone. */
  const [heldBack, setHeldBack] = useState<{ password: string; owner: string | undefined }>();
  const [isChecked, setChecked] = useState(false);
  const [refused, setRefused] = useState<FieldMessages>({});
  const [saveError, setSaveError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  /** It was to be saved, is tested first, and the test did not end well. */
  const [isDoubted, setDoubted] = useState(false);

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

  /** What a saving was refused for is mended. */
  const forgetRefusal = useCallback(() => {
    setRefused({});
    setSaveError(null);
  }, []);
  /** What was said before is about something else now. */
  const changed = () => {
    test.reset();
    setDoubted(false);
    forgetRefusal();
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
  const isTested = test.state.kind === 'answered' && test.state.outcome.kind === 'good';
  const secrets = { password: secretInput(password), keyPassphrase: secretInput(passphrase) };
  /** What was never tried would fail at the next start only. */
  const wantsTest = isOpenOne && !isTested && leadsElsewhere(saved?.fields, fields, Object.values(secrets));
  const input = () => ({
    ...(saved && { id: saved.id }),
    fields,
    secrets,
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
    const next = { ...draftOf(pasted.fields), ...(isNamed && { name: draft.name }) };
    const hadPassword = secrets.password !== undefined && secrets.password !== '' && !password;
    setReplaced([...lostBy(next, draft), ...(hadPassword ? ['Password'] : [])]);
    put(next);
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

  /** Whether the server answered well; what else it said is told at its field. */
  const ask = async (): Promise<boolean> => {
    setRefused({});
    const ended = await test.run(input());
    const isGood = ended?.kind === 'answered' && ended.outcome.kind === 'good';
    if (ended && !isGood) refuse(atFields(ended) ?? {});
    return isGood;
  };

  return {
    ...{ isTested, isDoubted: isDoubted && !isTested },
    ...{ hand, draft, fields, risks, confirmed, errors, news, mayKeep, isSaving, saveError, isChecked },
    ...{ test, put, startOver, forgetRefusal, replaced },
    change: (part: Partial<ConnectionDraft>) => put({ ...draft, ...part }),
    /** As the server itself calls its set: it is the same server, and what was confirmed of it stays so. */
    takeSetName(replicaSet: string) {
      hand.change({ ...draft, replicaSet });
      changed();
    },
    /** Every member of a set, as the set names them: what was kept for one of them is not sent to the others unasked. */
    takeMembers(members: NonNullable<ServerFound['setMembers']>) {
      put({ ...draft, hosts: members.map(({ host, port }) => ({ host, port: String(port) })) });
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
      if (isSound()) await ask();
    },
    /**
     * The saved connection; null when it was refused, which is told at its fields. The open one is tested first where it is
     * reached in another way than before; `anyway`: it is saved however that ended.
     */
    async save({ anyway = false } = {}): Promise<Kept | null> {
      if (isSaving || !isSound()) return null;
      setSaving(true);
      setSaveError(null);
      try {
        const isGood = isTested || (wantsTest && !anyway && (await ask()));
        setDoubted(wantsTest && !isGood && !anyway);
        if (wantsTest && !isGood && !anyway) return null;
        const kept = await client.connections.save(input());
        hand.forget();
        return { saved: kept, isTested: isGood };
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
