import { describe, expect, it } from 'vitest';
import { type CarrierName, carriers } from '../../../tests/support/clinic';
import { samplePdf } from '../../../tests/support/sample-files';
import { openWebHost } from '../../hosts/web';
import { documentDesk, fetched, large } from './testing/document-desk';

const desk = documentDesk();

describe.each(Object.keys(carriers) as CarrierName[])('over %s', (name) => {
  it('a file comes in and goes out byte for byte', async () => {
    const carrier = await carriers[name](desk.clinic.core);
    const caller = await carrier.newCaller();
    await caller.client.session.signIn({ username: 'doctor', password: 'lavender kites at noon' });
    const bytes = large(2);
    const { id } = await desk.send(caller.client, bytes, 'carried.dcm');
    expect(await fetched(caller.client, id)).toEqual(bytes);
    const { image } = await caller.client.files.preview({ id, size: 'small' });
    expect(image?.type).toBe('image/webp');
    await caller.close();
    await carrier.close();
  });
});

it('a program on this computer sends a file as a form, and fetches it', async () => {
  const host = await openWebHost({
    ...{
      router: desk.clinic.core.router,
      rendererFolder: import.meta.dirname,
      port: 0,
      controlSecret: 'secret',
    },
    onUnexpected: (error) => {
      throw error;
    },
  });
  const api = `http://127.0.0.1:${host.port}/api`;
  const launched = await fetch(host.launchUrl(), { redirect: 'manual' });
  const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, 'x-clinic-desk': '1' };
  const post = (path: string, body: FormData | string, more: object = {}) =>
    fetch(`${api}${path}`, { method: 'POST', headers: { ...headers, ...more }, body });
  const person = JSON.stringify({ username: 'doctor', password: 'lavender kites at noon' });
  expect((await post('/session/sign-in', person, { 'content-type': 'application/json' })).status).toBe(200);
  const bytes = samplePdf();
  const form = new FormData();
  const { piece, upload } = desk.file(bytes, 'form.pdf');
  for (const [name, value] of Object.entries(piece(0)))
    form.set(name, value instanceof Blob ? value : String(value));
  const made = await post('/files/upload', form);
  expect(await made.json()).toMatchObject({ received: bytes.length, record: { id: upload, pages: 2 } });
  const fetchedForm = await (await fetch(`${api}/files/${upload}/content?offset=0`, { headers })).formData();
  const content = fetchedForm.get('content');
  expect(content instanceof Blob && new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
  await host.close();
});

it('nothing unexpected was logged', () => {
  expect(desk.clinic.logged).toEqual([]);
});
