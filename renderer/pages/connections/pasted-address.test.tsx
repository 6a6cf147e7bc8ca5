import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secret, openForm, input, paste, press, everythingKept, address } from './testing/open-form';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe('an address that is pasted into the form of a connection', () => {
  it.each([/^Paste an address/, /^Server/, /^Database/])(
    'takes an address apart that is pasted into "%s", its password into the password field alone',
    async (field) => {
      const { opened, test } = openForm('/connections/new');
      await paste(field, address);
      expect((await input(/^Server/)).value).toBe('db.example');
      expect((await input(/^Port/)).value).toBe('27018');
      expect((await input(/^User name/)).value).toBe('desk');
      expect((await input(/^Password/)).value).toBe(secret);
      const holding = [...opened.container.querySelectorAll<HTMLInputElement>('input, textarea')].filter(
        ({ value }) => value.includes(secret),
      );
      expect(holding).toHaveLength(1);
      expect(opened.container.textContent).not.toContain(secret);
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: secret } });
    },
  );

  // Seen red while another name stood there without a word.
  it.each(['test', 'admin'])('says that the database %s is not taken for the clinic’s', async (name) => {
    openForm('/connections/new');
    await paste(/^Paste an address/, `mongodb://db.example/${name}`);
    expect((await screen.findByText(/^The address is in the fields below/)).textContent).toContain(
      `The database "${name}" that it names is not one for a clinic: "clinic" stands under Database instead.`,
    );
    expect((await input(/^Database/)).value).toBe('clinic');
    await paste(/^Paste an address/, 'mongodb://db.example/people');
    expect(screen.queryByText(/that it names/)).toBeNull();
  });

  // Seen red while a pasted address that cannot be read was gone from the form.
  it.each([/^Paste an address/, /^Server/])(
    'keeps an address that cannot be read when it is pasted into "%s", without its password, and says why',
    async (field) => {
      const { opened, test } = openForm('/connections/new');
      await paste(field, `mongodb://desk:${secret}@x@db.example:27018/clinic?tls=true`);
      const address = await input(/^Paste an address/);
      expect(address.value).toBe('mongodb://desk:<password>@db.example:27018/clinic?tls=true');
      expect((await screen.findByText(/^This address cannot be read/)).textContent).toContain('out of sight');
      await waitFor(() => expect(document.activeElement).toBe(address));
      expect(everythingKept() + opened.container.innerHTML).not.toContain(secret);
      press('Take apart');
      expect((await input(/^Server/)).value).toBe('db.example');
      expect((await input(/^Paste an address/)).value).toBe('');
      expect((await input(/^Password/)).value).toBe(`${secret}@x`);
      fireEvent.change(await input(/^Password/), { target: { value: 'typed anew' } });
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: 'typed anew' } });
    },
  );

  // Seen red while an address had to begin the text: the whole of it stayed in the field, password and all.
  it.each([
    `MONGODB_URI=${address}`,
    `export X="${address}";`,
    `mongosh "${address}" --apiVersion 1`,
    address.replace('://', ':/'),
    `${address},`,
  ])('takes %s apart as it does the plain address', async (text) => {
    const { opened } = openForm('/connections/new');
    await paste(/^Paste an address/, text);
    expect((await input(/^Server/)).value).toBe('db.example');
    expect((await input(/^Password/)).value).toBe(secret);
    expect((await input(/^Paste an address/)).value).toBe('');
    expect(opened.container.textContent).not.toContain(secret);
  });

  it.each([
    [
      /^Paste an address/,
      `export X="mongodb://desk:${secret}@x@db.example/clinic" # ${secret}`,
      /^This address cannot be read/,
    ],
    [
      /^Paste an address/,
      `desk:${secret}@db.example/clinic`,
      /^This is no address: one begins with mongodb:\/\//,
    ],
    [/^Server/, `desk:${secret}@db.example/clinic`, /^This is no address: one begins with mongodb:\/\//],
  ])('says what to do with %s %s, and shows no password', async (field, text, words) => {
    const { opened } = openForm('/connections/new');
    await paste(field, text);
    expect(await screen.findByText(words)).toBeTruthy();
    expect((await input(/^Paste an address/)).value).toMatch(/desk:<password>@db\.example\/clinic$/);
    expect((await input(/^Server/)).value).toBe('');
    expect(everythingKept() + opened.container.innerHTML).not.toContain(secret);
  });

  // Seen red while a command went into the field as it stood, its password readable.
  it.each([/^Paste an address/, /^Server/])(
    'takes a command apart that is pasted into "%s", and hides the password of one that cannot be read',
    async (field) => {
      const { opened } = openForm('/connections/new');
      await paste(field, `mongosh --host rs0/db.example:27018 --username desk --password ${secret} clinic`);
      expect((await input(/^Server/)).value).toBe('db.example');
      expect((await input(/^Password/)).value).toBe(secret);
      expect((await input(/^Paste an address/)).value).toBe('');
      expect(opened.container.textContent).not.toContain(secret);
      await paste(field, `with --password ${secret} and the like`);
      expect((await input(/^Paste an address/)).value).toBe('with --password <password> and the like');
      expect(opened.container.textContent).not.toContain(secret);
      await paste(/^Password/, `with --password ${secret}`);
      expect((await input(/^Paste an address/)).value).toBe('with --password <password> and the like');
    },
  );

  // Seen red while an unknown option alone was named beside those that are left out.
  it.each([
    [
      `${address}&foo=1&connectTimeoutMS=5&readPreference=primary`,
      /The option "foo" is not known\. .*Clinic Desk sets connectTimeoutMS and readPreference itself\.$/,
    ],
    [
      `mongosh "${address}&w=1" --quiet --apiVersion 1`,
      /Clinic Desk sets w itself and does without --quiet and --apiVersion\.$/,
    ],
    [`${address}&ssl=false`, /says both that the connection is encrypted \(TLS\) and that it is not/],
    [
      `mongodb://desk:${secret}@db.example:${secret}`,
      /is no port, and was taken out of sight like the password/,
    ],
  ])('names all of "%s" that is not taken over', async (text, words) => {
    const { opened } = openForm('/connections/new');
    await paste(/^Paste an address/, text);
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(opened.container.textContent).not.toContain(secret);
    expect((await input(/^Paste an address/)).value).not.toContain(secret);
  });

  it('joins the rest of an address to the beginning that was typed, and leaves passwords as they are', async () => {
    openForm('/connections/new');
    fireEvent.change(await input(/^Paste an address/), { target: { value: 'mongodb://' } });
    await paste(/^Paste an address/, `desk:${secret}@db.example/clinic`);
    expect((await input(/^Password/)).value).toBe(secret);
    await paste(/^Password/, `a:${secret}@b`);
    expect(screen.queryByText(/^This is no address/)).toBeNull();
  });

  // Seen red while it was only looked at when somebody asked.
  it('takes the password of an address that is typed and cannot be read out of sight, and keeps it for its field', async () => {
    const { opened } = openForm('/connections/new');
    const typed = await input(/^Paste an address/);
    fireEvent.change(typed, { target: { value: `mongodb://desk:${secret}@ss@db.example` } });
    typed.focus();
    (await input(/^Server/)).focus();
    expect(await screen.findByText(/^This address cannot be read/)).toBeTruthy();
    expect(typed.value).toBe('mongodb://desk:<password>@db.example');
    expect(opened.container.innerHTML).not.toContain(secret);
    // Who went on is not called back.
    expect(document.activeElement).toBe(await input(/^Server/));
    fireEvent.change(typed, { target: { value: 'mongodb://desk:<password>@db.example/clinic' } });
    expect(screen.queryByText(/^This address cannot be read/)).toBeNull();
    press('Take apart');
    expect((await input(/^Password/)).value).toBe(`${secret}@ss`);
  });

  it('keeps a password that was taken out of sight for no other address', async () => {
    openForm('/connections/new');
    await paste(/^Server/, `mongodb://desk:${secret}@ss@db.example`);
    await paste(/^Server/, 'mongodb+srv://desk:<password>@clinic.ab1cd.mongodb.net/');
    expect((await input(/^Password/)).value).toBe('');
    await paste(/^Paste an address/, `mongodb://desk:${secret}@ss@db.example`);
    fireEvent.change(await input(/^Paste an address/), { target: { value: '' } });
    fireEvent.change(await input(/^Paste an address/), {
      target: { value: 'mongodb://desk:<password>@other.example' },
    });
    press('Take apart');
    expect((await input(/^Password/)).value).toBe('');
  });

  // Seen red while any placeholder that was typed over the address took the password.
  it.each([
    ['mongodb://desk:<password>@other.example/', ''],
    ['mongodb://other:<password>@db.example/', ''],
    ['mongodb://desk:<password>@db.example/clinic?tls=true', `${secret}@ss`],
  ])(
    'gives the password of an address that is typed over with %s to its own user and server only',
    async (next, given) => {
      openForm('/connections/new');
      await paste(/^Server/, `mongodb://desk:${secret}@ss@db.example/`);
      fireEvent.change(await input(/^Paste an address/), { target: { value: next } });
      press('Take apart');
      expect((await input(/^Server/)).value).toMatch(/example$/);
      expect((await input(/^Password/)).value).toBe(given);
    },
  );

  // Seen red while nothing was said of what was left out, and while a web page was "no address" with a password.
  it.each([
    [`${address} mongodb://desk:Other@b.example/`, /There were two addresses: the first was read/],
    [`${address}\nBest regards`, /What stood beside the address was left out/],
    ['https://cloud.mongodb.com/v2/abc', /^This is the address of a web page, not of a database/],
  ])('says of "%s" what was not read', async (text, words) => {
    openForm('/connections/new');
    fireEvent.change(await input(/^Paste an address/), { target: { value: text } });
    press('Take apart');
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText(/out of sight/)).toBeNull();
  });

  // Seen red while the name of the first address stayed.
  it('names the connection after the address as long as nobody typed a name', async () => {
    openForm('/connections/new');
    const name = async () => (await input(/^Name of this connection/)).value;
    await paste(/^Paste an address/, 'mongodb+srv://desk@clinic.ab1cd.mongodb.net/');
    expect(await name()).toBe('MongoDB Atlas');
    await paste(/^Paste an address/, address);
    expect(await name()).toBe('Clinic server');
    fireEvent.change(await input(/^Name of this connection/), { target: { value: 'Cellar' } });
    await paste(/^Paste an address/, 'mongodb+srv://desk@clinic.ab1cd.mongodb.net/');
    expect(await name()).toBe('Cellar');
  });

  it('does not send what was typed for one server to the next one that is pasted', async () => {
    const { test } = openForm('/connections/new');
    await paste(/^Server/, address);
    await paste(/^Server/, 'mongodb://desk@other.example/clinic?tls=true');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(JSON.stringify(test.mock.calls[0]?.[0])).not.toContain(secret);
  });

  // Seen red while the server was asked all the same.
  it('says beside the password that only its placeholder came, and asks no server with it', async () => {
    const { test, save } = openForm('/connections/new');
    await paste(
      /^Paste an address/,
      'mongodb+srv://desk:<db_password>@clinic.ab1cd.mongodb.net/?retryWrites=true',
    );
    const words = 'The address has <db_password> where the password belongs. Type the real password here.';
    const told = await screen.findByText(words);
    const field = await input(/^Password/);
    expect(field.compareDocumentPosition(told)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const problem = 'Type the real password: <db_password> only shows where it goes.';
    press('Test');
    expect(await screen.findByText(problem)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(field, { target: { value: '<password>' } });
    press('Save');
    expect(await screen.findByText(/^Type the real password: <password>/)).toBeTruthy();
    expect(test).not.toHaveBeenCalled();
    expect(save).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: secret } });
    expect(screen.queryByText(/real password/)).toBeNull();
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: secret } });
  });

  it('says beside the password that an address holds none, or that it was not kept, until one is typed', async () => {
    const { opened } = openForm('/connections/new');
    await paste(/^Paste an address/, 'mongodb://desk@db.example/clinic?tls=true');
    expect(await screen.findByText('The address holds no password. Type it here.')).toBeTruthy();
    opened.unmount();
    openForm('/connections/new');
    expect(await screen.findByText('The password is not kept until you save. Type it again.')).toBeTruthy();
    fireEvent.change(await input(/^Password/), { target: { value: secret } });
    expect(screen.queryByText(/Type it again\.$/)).toBeNull();
  });
});
