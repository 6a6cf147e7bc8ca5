import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const SERVICE = 'org.freedesktop.secrets';
const ROOT = '/org/freedesktop/secrets';
const LOGIN = `${ROOT}/collection/login`;

/**
 * Unlocks the login keyring of a GNOME keyring that runs, as its window for the password would do. Two calls over one
 * connection, in the wire format of the D-Bus specification ("Message Protocol"): no command line tool can make them, because
 * the session of the first ends with its connection.
 */
export async function unlockKeyring(busAddress: string, password: string): Promise<void> {
  const [, path = ''] = /unix:(?:path|abstract)=([^,;]+)/.exec(busAddress) ?? [];
  const socket = connect(decodeURIComponent(path));
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  const answer = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(received);
      if (found) return found[0];
      if (/org\.freedesktop\.(DBus\.)?\w*\.?Error\.\w+/.test(received))
        throw new Error(`The bus refused: ${received}`);
      await once(socket, 'data');
    }
  };
  try {
    await once(socket, 'connect');
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    await answer(/^OK /);
    socket.write('BEGIN\r\n');
    call(socket, 1, {
      to: 'org.freedesktop.DBus',
      at: '/org/freedesktop/DBus',
      of: 'org.freedesktop.DBus',
      member: 'Hello',
    });
    call(socket, 2, {
      ...{
        to: SERVICE,
        at: ROOT,
        of: 'org.freedesktop.Secret.Service',
        member: 'OpenSession',
        signature: 'sv',
      },
      body: (write) => write.text('plain').signature('s').text(''),
    });
    const session = await answer(/\/org\/freedesktop\/secrets\/session\/\w+/);
    call(socket, 3, {
      ...{ to: SERVICE, at: ROOT, of: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface' },
      ...{ member: 'UnlockWithMasterPassword', signature: 'o(oayays)' },
      body: (write) =>
        write
          .text(LOGIN)
          .align(8)
          .text(session)
          .bytes(Buffer.alloc(0))
          .bytes(Buffer.from(password))
          .text('text/plain'),
    });
    // The answer comes after the work; whoever called looks whether it is unlocked.
    await once(socket, 'data');
  } finally {
    socket.destroy();
  }
}

type Call = {
  readonly to: string;
  readonly at: string;
  readonly of: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: (write: Writer) => Writer;
};

const METHOD_CALL = 1;

function call(socket: Socket, serial: number, { to, at, of, member, signature, body }: Call): void {
  const content = body ? body(new Writer()).done() : Buffer.alloc(0);
  const fields = new Writer();
  const field = (code: number, kind: 'o' | 's' | 'g', value: string) => {
    fields.align(8).byte(code).signature(kind);
    if (kind === 'g') fields.signature(value);
    else fields.text(value);
  };
  field(1, 'o', at);
  field(2, 's', of);
  field(3, 's', member);
  field(6, 's', to);
  if (signature) field(8, 'g', signature);
  const listed = fields.done();
  const head = new Writer().byte('l'.charCodeAt(0)).byte(METHOD_CALL).byte(0).byte(1);
  head.number(content.length).number(serial).number(listed.length);
  socket.write(Buffer.concat([new Writer(Buffer.concat([head.done(), listed])).align(8).done(), content]));
}

/** Values in their binary form; each at a multiple of its size. */
class Writer {
  constructor(private written: Buffer = Buffer.alloc(0)) {}

  align(to: number): this {
    return this.#add(Buffer.alloc((to - (this.written.length % to)) % to));
  }

  byte(value: number): this {
    return this.#add(Buffer.from([value]));
  }

  number(value: number): this {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return this.align(4).#add(four);
  }

  text(value: string): this {
    return this.number(Buffer.byteLength(value)).#add(Buffer.from(`${value}\0`));
  }

  bytes(value: Buffer): this {
    return this.number(value.length).#add(value);
  }

  signature(value: string): this {
    return this.byte(value.length).#add(Buffer.from(`${value}\0`));
  }

  done(): Buffer {
    return this.written;
  }

  #add(more: Buffer): this {
    this.written = Buffer.concat([this.written, more]);
    return this;
  }
}
