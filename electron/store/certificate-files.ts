import { readFile } from 'node:fs/promises';
import type mongoose from 'mongoose';
import type { StartFailure } from '../core/ports/start-failure';
import { connectionFailure } from './connection-failures';

type Files = Pick<mongoose.mongo.MongoOptions, 'tlsCAFile' | 'tlsCertificateKeyFile'>;

/**
 * The same failure, in words about the very file that was chosen, where a file of certificates is what is wrong. OpenSSL
 * takes a file without any certificate for an empty list and says nothing.
 */
export async function aboutFiles(told: StartFailure, { tlsCAFile, tlsCertificateKeyFile }: Files) {
  const { reason, cause, path } = told;
  if (reason === 'certificateOfUnknownAuthority' || reason === 'certificateSelfSigned') {
    if (!tlsCAFile) return told;
    const isCertificate = /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(
      await readFile(tlsCAFile, 'latin1'),
    );
    return connectionFailure(reason, cause, isCertificate ? ofAnother : noCertificate);
  }
  if (reason !== 'fileUnreadable' || path?.[1] === 'certificateFile') return told;
  for (const [file, name, field] of [
    [tlsCAFile, 'The CA file', 'caFile'],
    [tlsCertificateKeyFile, 'The file of the client certificate', 'certificateFile'],
  ] as const) {
    const code = file && (await readFile(file).then(() => undefined, codeOf));
    if (code)
      return connectionFailure(reason, cause, {
        message: `${name} ${code === 'ENOENT' ? 'is not there' : 'could not be read'}.`,
        remedy:
          'Choose it anew: a file in PEM format that stays on this computer and that you may read. Whoever runs the server has it.',
        path: ['tls', field],
      });
  }
  return told;
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

const ofAnother = {
  message: 'The CA file is that of another authority: it did not sign the certificate of the server.',
  remedy: 'Ask whoever runs the server for the file of the authority that signed it, and choose that one.',
  path: ['tls', 'caFile'],
};
const noCertificate = {
  message: 'The CA file holds no certificate.',
  remedy: 'Choose another file: it is in PEM format and has the line "BEGIN CERTIFICATE" in it.',
  path: ['tls', 'caFile'],
};
