import type { Appointment, Doctor } from '../../../shared/entities';
import type { RowActions } from '../../kit/clinic';
import type { View } from './view';

/** What every view of the page gets. */
export type ViewProps = {
  view: View;
  /** Goes to another day, view or filter. */
  show: (changes: Partial<View>) => void;
  actions: RowActions;
  current: (appointments: readonly Appointment[]) => Appointment[];
  doctors: readonly Doctor[];
  today: string;
};
