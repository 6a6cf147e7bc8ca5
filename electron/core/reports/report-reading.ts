import type { Issue } from '../../../shared/contract';
import { TooSlow } from '../ports/records';
import type { ReportReading, ReportSource } from '../ports/report-source';
import { invalid } from '../refusal';

/** What to do about it, said at what makes it slow. */
const tooSlow = {
  report:
    'Counting this took too long and was stopped. Ask for a shorter period, or for one clinic or doctor.',
  cohort:
    'Looking this up took too long and was stopped. Leave out a criterion, or ask within a shorter time.',
} as const;

/** Reads at one moment. Throws a `Refusal` at `path`, with what to do about it, when it takes too long. */
export async function atOneMoment<T>(
  source: Pick<ReportSource, 'atOneMoment'>,
  of: { readonly what: keyof typeof tooSlow; readonly path: Issue['path'] },
  work: (moment: ReportReading) => Promise<T>,
): Promise<T> {
  try {
    return await source.atOneMoment(work);
  } catch (error) {
    if (!(error instanceof TooSlow)) throw error;
    throw invalid(of.path, tooSlow[of.what]);
  }
}
