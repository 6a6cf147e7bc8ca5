/** The oldest Node that every dependency runs on. Electron brings a newer one of its own. */
const oldest = { major: 20, minor: 19 };

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} one sentence for the user when this Node is too old
 */
export function nodeRefusal(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return `Clinic Desk needs Node.js ${oldest.major}.${oldest.minor} or newer and this is ${version}: install a newer one from nodejs.org and run the command again.`;
}
