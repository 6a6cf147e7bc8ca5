import { useEffect, useState } from 'react';
import { useSession, useWindowsHere } from './clinic-context';
import { claimTyping, typingName } from './kept-typing';

/** Stands for whoever sits here before anybody can sign in. */
const nobody = 'nobody';

/**
 * The name under which the typing of this person in this place (a form, the booking dialog) is kept, for this window
 * only; null for the moment in which it is found out. Typing that a closed window left in the place is taken over.
 */
export function useTypingName(place: string): string | null {
  const name = typingName(useSession().user?.userId ?? nobody, place);
  const windows = useWindowsHere();
  const [claimed, setClaimed] = useState<{ name: string; as: string }>();
  useEffect(() => {
    let isWanted = true;
    const claim = async (): Promise<string> => {
      if (!windows) return name;
      try {
        // In this order: who is open is asked last, when this window is known to be.
        const own = await windows.own();
        return claimTyping(localStorage, name, { own, open: await windows.open() }, new Date());
      } catch {
        // Without knowing of the others, typing is kept once for all windows.
        return name;
      }
    };
    void claim().then((as) => isWanted && setClaimed({ name, as }));
    return () => {
      isWanted = false;
    };
  }, [windows, name]);
  if (!windows) return name;
  return claimed?.name === name ? claimed.as : null;
}
