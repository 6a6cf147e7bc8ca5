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
];

/** What a finding says, in the words of now. */
export function inWordsOfNow(text: string): string {
  const found = earlierWords.find(({ was }) => text.endsWith(was));
  return found ? text.slice(0, -found.was.length) + found.is : text;
}
