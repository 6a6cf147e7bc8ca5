/**
 * How the tables put it before, and how they put the same now: the end of a text each. A finding that is kept with a
 * prescription has the words of its day, and a reason that was given against it holds for as long as it says the same.
 */
const earlierWords: readonly { readonly was: string; readonly is: string }[] = [
  {
    was: 'Choose another antibiotic; if there is none, stop the other and watch for two weeks.',
    is: 'Choose another antibiotic if there is one, or stop the other and watch for two weeks.',
  },
  {
    was: 'Choose another antibiotic, or if there is none, stop the other and watch for two weeks.',
    is: 'Choose another antibiotic if there is one, or stop the other and watch for two weeks.',
  },
  {
    was: 'Both do the same and together harm the kidneys. Choose one; leave a day between them.',
    is: 'Both do the same and together harm the kidneys. Leave a day between them when changing. Choose one.',
  },
  {
    was: 'can become very slow, block or fail. Choose another, eye drops included.',
    is: 'can become very slow, block or fail, with eye drops too. Choose another.',
  },
  {
    was: 'and the airways can close. Choose another, eye drops included.',
    is: 'and the airways can close, with eye drops too. Choose another.',
  },
  {
    was: 'as its label says; with the others choose another.',
    is: 'as its label says. With the others choose another.',
  },
  {
    was: 'Avoid; if there is no other way, lowest doses and shortest time.',
    is: 'Avoid where there is another way, or use the lowest doses for the shortest time.',
  },
  {
    was: 'Prefer paracetamol; if there is no other way, protect the stomach and watch closely.',
    is: 'Prefer paracetamol, or protect the stomach and watch closely.',
  },
];

/** What a finding says, in the words of now. */
export function inWordsOfNow(text: string): string {
  const found = earlierWords.find(({ was }) => text.endsWith(was));
  return found ? text.slice(0, -found.was.length) + found.is : text;
}
