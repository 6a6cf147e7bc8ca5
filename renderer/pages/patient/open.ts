import type { BookingRequest, RecordRequest } from '../../kit/clinic';

/** How the parts of the page open its dialogs. */
export type Open = {
  record: (request: RecordRequest) => void;
  booking: (request: BookingRequest) => void;
};
