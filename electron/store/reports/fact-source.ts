import type { EntityDefinition } from '../../../shared/schema';
import type { LeftOut, ReportQuestion } from '../../core/ports/report-source';
import type { Filter } from '../query';
import type { Expression } from './expressions';

type Stage = Record<string, unknown>;

/** How the documents of a collection become the facts that a report counts. */
export type FactSource = {
  readonly entity: EntityDefinition;
  /** Fields of the entity. Without a date it is about one day, and all of them are looked at. */
  readonly date?: string;
  /** Where its documents are no records: which of them are counted, and, after `before`, of which day one is and in which order. */
  readonly unlikeRecords?: {
    readonly which: (question: ReportQuestion) => Filter;
    readonly day: Expression;
    readonly order: Readonly<Record<string, 1 | -1>>;
  };
  readonly time?: string;
  readonly doctor: string | null;
  /** The field that names the clinic, `doctor` where it is the one its doctor works in, null where there is none. */
  readonly clinic: string | null;
  /** What they must be beside live and of the period. */
  readonly where?: Filter;
  /** Makes more of each, or works something out once. */
  readonly before?: (question: ReportQuestion) => readonly Stage[];
  /** Keys by which they are divided; texts. */
  readonly row: (question: ReportQuestion) => Expression;
  /** Where rows follow from the day alone: how. Days are counted first then, and worked out once each. */
  readonly rowOfDay?: (question: ReportQuestion) => ((day: Expression) => Expression) | null;
  readonly column?: (question: ReportQuestion) => Expression;
  readonly rowLabel?: (question: ReportQuestion) => Expression;
  readonly columnLabel?: (question: ReportQuestion) => Expression;
  /** Why one is not counted; the first that holds. */
  readonly leftOut?: (question: ReportQuestion) => readonly (readonly [when: Expression, reason: LeftOut])[];
  /** What some of them are; each true or false. */
  readonly measures?: Readonly<Record<string, Expression>>;
  /** Numbers that are added up. */
  readonly sums?: Readonly<Record<string, Expression>>;
  /** Minutes, for reports that measure. */
  readonly minutes?: Expression;
  /** Different people are told apart, which costs. */
  readonly hasPeople?: boolean;
  /** Which documents have a fact at all, where not all have. */
  readonly hasFacts?: Filter;
  /** What is told of one, beside who and when. */
  readonly values: Readonly<Record<string, Expression>>;
};
