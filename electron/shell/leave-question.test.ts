import { describe, expect, it } from 'vitest';
import { askBeforeLeaving, leaveQuestion } from './leave-question';

/** Whether the window closes when the page does not want to be left and this button is pressed. */
function closesOn(button: string): boolean {
  let isLeft = false;
  const contents = {
    on: (_event: string, listener: (event: { preventDefault(): void }) => void) =>
      listener({ preventDefault: () => (isLeft = true) }),
  };
  askBeforeLeaving(contents, ({ buttons }) => buttons.indexOf(button));
  return isLeft;
}

describe('closing the window while files are on their way', () => {
  // Seen red with the event prevented whatever the answer.
  it('asks, stays when one would rather stay, and closes when one gives them up', () => {
    expect(closesOn('Stay')).toBe(false);
    expect(closesOn('Close and give them up')).toBe(true);
    // Esc and the cross of the question.
    expect(leaveQuestion.buttons[leaveQuestion.cancelId]).toBe('Stay');
  });
});
