import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Something that must stand nowhere, and where alone it may. */
export type PlantedSecret = {
  readonly name: string;
  /** The part that is searched for: nothing else looks like it. */
  readonly core: string;
  /** Places where it belongs, by the beginning of their names. */
  readonly belongsTo: readonly string[];
};

/** What was found where; `place` is a file below the data folder, a reply, or what a process shows. */
export type Evidence = { readonly place: string; readonly content: Buffer };

/** A secret with the letters that addresses, JSON and shells write differently; its core is the same in all of them. */
export function plant(
  name: string,
  belongsTo: readonly string[] = [],
): PlantedSecret & { readonly secret: string } {
  const core = randomBytes(12).toString('hex');
  return { name, core, belongsTo, secret: `p/l@a:n?t&"${core}"\\é %` };
}

/** The core as it is, in base64 at each of its three alignments, in hex, and in two bytes a letter. */
function formsOf({ core }: PlantedSecret): Buffer[] {
  const plain = Buffer.from(core);
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    // What depends on its neighbours is left out.
    return text.slice(shift === 0 ? 0 : 4, text.length - 4);
  });
  return [core, plain.toString('hex'), ...inBase64]
    .map((text) => Buffer.from(text))
    .concat(Buffer.from(core, 'utf16le'));
}

/** Every place in which a secret stands although it does not belong there: "the password of a user in reply of …". */
export function leaksOf(secrets: readonly PlantedSecret[], evidence: readonly Evidence[]): string[] {
  return secrets.flatMap((secret) => {
    const forms = formsOf(secret);
    return evidence
      .filter(({ place, content }) =>
        forms.some((form) => content.includes(form) || place.includes(secret.core)),
      )
      .filter(({ place }) => !secret.belongsTo.some((own) => place.startsWith(own)))
      .map(({ place }) => `${secret.name} in ${place}`);
  });
}

/** Every file below a folder as it is on the disk. */
export async function filesOf(folder: string): Promise<Evidence[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { place: `file ${relative(folder, path)}`, content: await readFile(path) };
      }),
  );
}

/** Follows a process and all that it starts, and keeps the command line and the environment of each (Linux). */
export function watchProcesses(root: number) {
  const seen = new Map<string, Evidence>();
  const look = async () => {
    for (const pid of await familyOf(root)) {
      const who = pid === root ? 'the program' : 'a process of the program';
      for (const what of ['cmdline', 'environ'] as const) {
        const content = await readFile(`/proc/${pid}/${what}`).catch(() => null);
        if (content?.length)
          seen.set(`${pid} ${what} ${content.length}`, { place: `${what} of ${who}`, content });
      }
    }
  };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    async stop(): Promise<Evidence[]> {
      isOver = true;
      await watching;
      return [...seen.values()];
    },
  };
}

async function familyOf(root: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Boolean);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, parent] = /\) \S (\d+)/.exec(stat) ?? [];
    if (parent) parents.set(pid, Number(parent));
  }
  const isOfRoot = (pid: number): boolean =>
    pid === root || (parents.has(pid) && isOfRoot(parents.get(pid) ?? 0));
  return pids.filter(isOfRoot);
}
