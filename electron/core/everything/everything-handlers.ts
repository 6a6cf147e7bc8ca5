import type { FoundRecord, FoundRecords, procedures } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import { reach } from '../../../shared/rules/permissions';
import { isTelling, prefixesOf, type TextQuery, textQueryOf } from '../../../shared/rules/search-tokens';
import { searchedKinds } from '../../../shared/rules/searched-kinds';
import type { EntityDefinition } from '../../../shared/schema';
import { personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import { isReadable } from '../entity-records-fields';
import type { Records } from '../ports/records';
import type { HandlersOf } from '../router';
import type { SignedInPerson } from '../session';
import type { Trail } from '../trail';
import { WordMatching } from './matching';
import { personsOf } from './persons';
import { type Ranked, ranked, whyFound } from './ranked-hits';
import { type WhoseWords, whoseWords } from './whose-words';

/** Hits of each kind at first. */
const usualLimit = 5;
/** Matches that are ranked together, the newest first; the next hundred follows them. */
const rankedTogether = 100;

type Kind = {
  readonly kind: FoundRecords['kind'];
  readonly entity: EntityDefinition;
  readonly date?: string;
  readonly doctor?: string;
};
type Asked = Parameters<HandlersOf<(typeof procedures)['search']>['everything']>[0];
type Around = {
  readonly table: EntityTable;
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly trail: Trail;
};

/** Finds records of every kind by the words in them, and shows why. */
export function everythingHandlers({
  table,
  records,
  entityRecords,
  trail,
}: Around): Pick<HandlersOf<(typeof procedures)['search']>, 'everything'> {
  const words = new WordMatching(records, entityRecords);

  async function groupOf(kind: Kind, asked: Asked, person: SignedInPerson, whose?: WhoseWords) {
    const { entity, date } = kind;
    const text = whose?.text ?? asked.query;
    const query = textQueryOf(text);
    const { limit = usualLimit, offset = 0 } = asked;
    const first = offset - (offset % rankedTogether);
    const sort = date ? [{ field: date, direction: 'descending' as const }] : entity.defaultSort;
    // A page may begin in one hundred and end in the next.
    const needed = Math.ceil((offset - first + limit) / rankedTogether) * rankedTogether;
    const search = { filter: filterOf(kind, asked, whose), text, sort, offset: first, limit: needed };
    const { found, ...counted } = await words.matching(entity, search, person);
    const inOrder: Ranked[] = [];
    for (let at = 0; at < found.length; at += rankedTogether)
      inOrder.push(...(await ranked(entity, found.slice(at, at + rankedTogether), query)));
    const shown = inOrder.slice(offset - first, offset - first + limit);
    return { kind, ...counted, hits: shown.map((each) => hitOf(kind, each, query)) };
  }

  return {
    async everything(asked, call) {
      const person = personOf(call);
      const query = textQueryOf(asked.query);
      if (!prefixesOf(query).some(isTelling)) return { groups: [], isTooShort: query.length > 0 };
      const kinds = kindsFor(table, asked, person);
      let whose: Promise<WhoseWords | null> | undefined;
      const named = () => (whose ??= whoseWords(asked.query, table.patients, { words, person }));
      const all = await Promise.all(
        kinds.map(async (kind) => {
          const found = await groupOf(kind, asked, person);
          if (found.total > 0 || found.isUnfinished || !isAboutPatients(kind)) return found;
          const of = await named();
          return of ? groupOf(kind, asked, person, of) : found;
        }),
      );
      const groups = all.filter(({ total, isUnfinished }) => total > 0 || isUnfinished);
      const patients = new Set(groups.flatMap(({ hits }) => hits.flatMap(({ patient }) => patient ?? [])));
      const names = await entityRecords.titles('patients', [...patients], person);
      const shown = groups.flatMap(({ kind, hits }) => hits.flatMap((hit) => patientOf(kind, hit) ?? []));
      const persons = await personsOf(table.patients, [...new Set(shown)], { records, person });
      for (const { kind, hits } of groups)
        trail.noteFound(person, call.session.device, {
          entity: kind.entity,
          rows: hits.length,
          at: call.now,
        });
      return {
        groups: groups.map(({ kind, hits, ...counted }) => ({
          kind: kind.kind,
          ...counted,
          hits: hits.map((hit) => ({
            ...hit,
            patientName: hit.patient && names[hit.patient],
            person: persons.get(patientOf(kind, hit) ?? ''),
          })),
        })),
        isTooShort: false,
      };
    },
  };
}

/** Whose record it is: that of a patient is their own. */
const patientOf = ({ entity }: Kind, { id, patient }: FoundRecord) =>
  entity.patientField === 'id' ? id : patient;

/** Kinds that were asked for, that this person may read, and that have what is filtered by. */
function kindsFor(table: EntityTable, asked: Asked, person: SignedInPerson): Kind[] {
  return searchedKinds.flatMap((searched): Kind[] => {
    const entity = table[searched.entity];
    if (!entity || reach(person, 'read', entity) === 'none') return [];
    if (asked.kinds && !asked.kinds.includes(searched.entity)) return [];
    const readable = (name: string | undefined) =>
      name !== undefined && isReadable(entity, name, person) ? name : undefined;
    const date = readable('date' in searched ? searched.date : undefined);
    const doctor = readable('doctor' in searched ? searched.doctor : undefined);
    if ((asked.from || asked.to) && !date) return [];
    if (asked.doctor && !doctor) return [];
    return [{ kind: searched.entity, entity, date, doctor }];
  });
}

const isAboutPatients = ({ entity: { patientField } }: Kind) =>
  patientField !== undefined && patientField !== 'id';

function filterOf({ entity: { patientField }, date, doctor }: Kind, asked: Asked, whose?: WhoseWords) {
  const { from, to } = asked;
  return {
    ...(date && (from || to) ? { [date]: { from, to } } : {}),
    ...(whose && patientField ? { [patientField]: { is: whose.patients } } : {}),
    ...(doctor && asked.doctor ? { [doctor]: { is: asked.doctor } } : {}),
  };
}

function hitOf({ entity, date }: Kind, found: Ranked, query: TextQuery): FoundRecord {
  const { record } = found;
  const { patientField } = entity;
  const patient = patientField && patientField !== 'id' ? record[patientField] : undefined;
  const when = date ? record[date] : undefined;
  return {
    id: record.id,
    title: entity.title(record),
    patient: typeof patient === 'string' ? patient : undefined,
    date: typeof when === 'string' ? when : undefined,
    fragments: whyFound(found, query),
  };
}
