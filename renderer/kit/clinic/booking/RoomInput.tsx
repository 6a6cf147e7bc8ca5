import { entities } from '../../../../shared/entities';
import { isSameRoom } from '../../../../shared/rules/rooms';
import { FieldInput } from '../../inputs/FieldInput';
import { SelectField } from '../../inputs/PlainFields';

const field = entities.appointments.fields.room;

type Props = {
  /** Rooms of the clinic. */
  rooms: readonly string[];
  value: string | undefined;
  onChange: (room: string | undefined) => void;
  error?: string;
};

/** One of the clinic's rooms; where none are named, whatever is typed. */
export function RoomInput({ rooms, value, onChange, error }: Props) {
  if (rooms.length === 0) {
    return (
      <FieldInput
        name="room"
        {...{ field, value, error }}
        onChange={(room) => onChange(typeof room === 'string' ? room : undefined)}
      />
    );
  }
  const own = value === undefined ? undefined : rooms.find((room) => isSameRoom(room, value));
  // One from before the clinic named its rooms stays to be seen.
  const others = value !== undefined && own === undefined ? [value] : [];
  const options = [...rooms, ...others].map((room) => ({ value: room, label: room }));
  return (
    <SelectField
      name="room"
      label={field.label}
      error={error}
      value={own ?? value ?? ''}
      onChange={(room) => onChange(room || undefined)}
      options={[{ value: '', label: 'No room' }, ...options]}
    />
  );
}
