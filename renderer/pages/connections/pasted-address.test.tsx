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
      const holding = [...opened.container.querySelectorAll('input')].filter(({ value }) =>
        value.includes(secret),
      );
      expect(holding).toHaveLength(1);
      expect(opened.container.textContent).not.toContain(secret);
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: secret } });
    },
  );

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
      fireEvent.change(await input(/^Password/), { target: { value: 'typed anew' } });
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: 'typed anew' } });
    },
  );

  it('leaves an address that is typed and cannot be read for its writer to mend', async () => {
    openForm('/connections/new');
    const address = await input(/^Paste an address/);
    fireEvent.change(address, { target: { value: 'mongodb://desk:pa@ss@db.example' } });
    press('Take apart');
    expect(await screen.findByText(/^This address cannot be read/)).toBeTruthy();
    expect(address.value).toBe('mongodb://desk:pa@ss@db.example');
    fireEvent.change(address, { target: { value: 'mongodb://desk:pa%40ss@db.example' } });
    expect(screen.queryByText(/^This address cannot be read/)).toBeNull();
    press('Take apart');
    expect((await input(/^Password/)).value).toBe('pa@ss');
  });

  it('does not send what was typed for one server to the next one that is pasted', async () => {
    const { test } = openForm('/connections/new');
    await paste(/^Server/, address);
    await paste(/^Server/, 'mongodb://desk@other.example/clinic?tls=true');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(JSON.stringify(test.mock.calls[0]?.[0])).not.toContain(secret);
  });
});
