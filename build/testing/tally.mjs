/**
 * What a part of `npm test` came to.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {string[]} failed one each: its name, and beneath it what went wrong where that is known
 * @property {string[]} skipped one line each, with the reason where it is known
 */

/** @returns {Tally} */
export const nothing = () => ({ passed: 0, failed: [], skipped: [] });

/** @param {Tally[]} parts @returns {Tally} */
export function sum(parts) {
  return {
    passed: parts.reduce((all, part) => all + part.passed, 0),
    failed: parts.flatMap((part) => part.failed),
    skipped: parts.flatMap((part) => part.skipped),
  };
}

/**
 * A run that says it went well without having run anything, or badly without a failed test, is a failure.
 *
 * @param {string} suite its name for the list
 * @param {Tally | undefined} counted undefined: it left no result
 * @param {number} code exit code of the runner
 * @returns {Tally}
 */
export function insist(suite, counted, code) {
  if (!counted) return { ...nothing(), failed: [`${suite}: ended with code ${code} and without a result`] };
  if (counted.failed.length > 0) return counted;
  if (counted.passed === 0) return { ...counted, failed: [`${suite}: not one test ran`] };
  if (code !== 0)
    return { ...counted, failed: [`${suite}: every test passed, yet it ended with code ${code}`] };
  return counted;
}

/** @param {Tally} tally @returns {string} the last line of `npm test` */
export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
