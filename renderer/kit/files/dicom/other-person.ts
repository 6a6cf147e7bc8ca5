import { compareIdentity, type Owner, personWords } from './same-person';
import { readHeader } from './read-header';

/** What stands before the pixels is smaller than this, in bytes. */
const headSize = 4_000_000;

/**
 * What is to be said of a DICOM file that names someone else than the patient of the record; undefined where it does not,
 * or where its beginning cannot be read.
 */
export async function otherPerson(file: Blob, owner: Owner): Promise<string | undefined> {
  try {
    const header = readHeader(new Uint8Array(await file.slice(0, headSize).arrayBuffer()));
    const { verdict, differences } = compareIdentity(header, owner);
    if (verdict !== 'differs') return undefined;
    return `This may be of someone else. The file says: ${personWords(header)}. Different: ${differences.join(', ')}.`;
  } catch {
    // The viewer reads all of it, and says so where it cannot.
    return undefined;
  }
}
