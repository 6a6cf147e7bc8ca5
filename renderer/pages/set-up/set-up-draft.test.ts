import { describe, expect, it } from 'vitest';
import { draftOfText, textOfDraft } from './set-up-draft';

const account = {
  displayName: 'Ada Okonkwo',
  username: 'ada',
  email: 'ada@example.org',
  password: 'lavender kites at noon',
  again: 'lavender kites',
};
const draft = {
  step: 2,
  chosen: null,
  clinic: { clinicname: 'Wellness First', rooms: ['Room 1'] },
  account,
  alsoDoctor: true,
};

describe('what is typed in the set-up', () => {
  it('comes back after a reload as it was, but for the passwords', () => {
    const back = draftOfText(textOfDraft(draft));
    expect(back).toEqual({ ...draft, account: { ...account, password: '', again: '' } });
  });

  // Seen red with the whole account in the text.
  it('is kept without the passwords', () => {
    expect(textOfDraft(draft)).not.toContain('lavender');
  });

  it.each([null, '', 'x', '{}', '{"step":9}', '[]'])('begins anew when %j is kept', (text) => {
    expect(draftOfText(text)).toMatchObject({ step: 0, chosen: null, alsoDoctor: false });
  });
});
