import { type Clinic, type DraftNamed, entities } from '../../shared/entities';
import { chosenMeasures, type Measures, usualMeasures } from '../../shared/rules/measures';
import { isTimeZone } from '../../shared/rules/time';
import type { Records, Selection } from './ports/records';
import { invalid } from './refusal';

/** The clinic whose desk this is: the one that the first set-up made or chose. */
export type HomeClinic = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly measures: Measures;
};

/** The time zone of this computer, used where a clinic names none. */
export const computerTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time zone as given, or this computer's when it is missing or unknown. */
export const knownTimeZone = (name: unknown): string =>
  typeof name === 'string' && isTimeZone(name) ? name : computerTimeZone();

/** What a new clinic says nothing about: its time zone, and the units that are usual there. */
export function usualOfClinic({ timeZone, measures }: Pick<DraftNamed<'clinics'>, 'timeZone' | 'measures'>) {
  const zone = knownTimeZone(timeZone);
  return { timeZone: zone, measures: { ...usualMeasures(zone), ...measures } };
}

/** Refuses (INVALID at `path`) the name of a time zone that there is not. Without a name there is nothing to refuse. */
export function requireTimeZone(name: unknown, path: string[]): void {
  if (typeof name === 'string' && !isTimeZone(name))
    throw invalid(path, 'There is no such time zone. Write it as in Europe/London.');
}

/** Far beyond what one desk has. */
const mostClinics = 1_000;

/** Reads the home clinic, and the zones of all clinics, once until `forget` is called (when a clinic changes). */
export class HomeClinicReader {
  private kept: Promise<HomeClinic | null> | null = null;
  private keptZones: Promise<readonly string[]> | null = null;

  constructor(private readonly records: Pick<Records, 'find'>) {}

  read(): Promise<HomeClinic | null> {
    this.kept ??= this.fetch().catch((error: unknown) => {
      this.kept = null;
      throw error;
    });
    return this.kept;
  }

  /** Its time zone; this computer's before there is a clinic. */
  async timeZone(): Promise<string> {
    return (await this.read())?.timeZone ?? computerTimeZone();
  }

  /** The time zones of all clinics, each once; this computer's before there is a clinic. */
  timeZones(): Promise<readonly string[]> {
    this.keptZones ??= this.fetchZones().catch((error: unknown) => {
      this.keptZones = null;
      throw error;
    });
    return this.keptZones;
  }

  forget(): void {
    this.kept = null;
    this.keptZones = null;
  }

  private async fetchZones(): Promise<readonly string[]> {
    const found = await this.records.find(entities.clinics, {
      filter: {},
      limit: mostClinics,
      fields: ['timeZone'],
    });
    const zones = found.map(({ timeZone }) => knownTimeZone(timeZone));
    return zones.length > 0 ? [...new Set(zones)] : [computerTimeZone()];
  }

  private async fetch(): Promise<HomeClinic | null> {
    const fields = ['clinicname', 'timeZone', 'measures'];
    const earliest = async (field: string, filter: Selection['filter']) => {
      const sort = [{ field, direction: 'ascending' as const }];
      return (await this.records.find(entities.clinics, { filter, sort, limit: 1, fields }))[0];
    };
    // Without the one of the set-up (it was removed): the oldest.
    const first =
      (await earliest('homeSince', { homeSince: { isSet: true } })) ?? (await earliest('createdAt', {}));
    if (!first) return null;
    return {
      id: first.id,
      name: entities.clinics.title(first),
      timeZone: knownTimeZone(first.timeZone),
      measures: chosenMeasures((first as Partial<Clinic>).measures),
    };
  }
}
