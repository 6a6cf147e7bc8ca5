import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** One file of the built renderer, ready to be sent. */
export type RendererFile = {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

const types: Readonly<Record<string, string>> = {
  // Tables of letters, standard fonts and profiles of colour that pdf.js fetches.
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Vite's hash in a name: another content has another name, so a browser never needs to ask again. */
const hashed = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/;
/** Every part of the path begins like a name of ours: no "..", no hidden file, nothing that a system reads in its own way. */
const ours = /^(\/[\w-][\w.@-]*)+$/;

/**
 * The file that the renderer's folder holds under the path of a URL (`/` is the page itself), or null when there is
 * none or the path leads out of the folder, also through a link.
 */
export async function rendererFile(folder: string, urlPath: string): Promise<RendererFile | null> {
  const path = urlPath === '/' ? '/index.html' : decoded(urlPath);
  if (path === null || !ours.test(path)) return null;
  const type = types[extname(path).toLowerCase()];
  if (type === undefined) return null;
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return null;
    const headers: Record<string, string> = { 'content-type': type };
    if (hashed.test(path)) headers['cache-control'] = 'private, max-age=31536000, immutable';
    return { content: await readFile(file), headers };
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(error.code))
    ) {
      return null;
    }
    throw error;
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
