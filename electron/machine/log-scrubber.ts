/** Names whose values never belong in a log, at any depth. */
const SECRET_NAME =
  /pass(word|phrase)?|pwd|secret|token|authori[sz]ation|cookie|credential|uri$|url$|totp|recoverycode|private|apikey/i;
const REDACTED = '[Redacted]';
const DEEPEST = 6;

/** The same details without secrets: for what is written to the log file. */
export function scrubDetails(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (value instanceof Error) return scrubError(value, depth);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEEPEST) return '[Too deep]';
  if (Array.isArray(value)) return value.map((item) => scrubDetails(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      SECRET_NAME.test(name) && held !== null && held !== undefined
        ? REDACTED
        : scrubDetails(held, depth + 1),
    ]),
  );
}

/** Takes the credentials out of addresses, tokens out of links, and values of documents out of MongoDB's messages. */
export function scrubText(text: string): string {
  return (
    text
      // Up to the last @: a password that nobody encoded may hold any sign.
      .replace(/(mongodb(?:\+srv)?:\/\/)\S*@/gi, `$1${REDACTED}@`)
      .replace(/([?&#]\w*(?:token|secret|password|code)=)[^&\s"']+/gi, `$1${REDACTED}`)
      .replace(/(\bBearer\s+)[\w.~+/-]+=*/gi, `$1${REDACTED}`)
      .replace(/((?:dup key|keyValue|document|filter|query):?\s*)\{.*\}/gis, `$1${REDACTED}`)
      .replace(/`[^`]*`( is not a valid enum value)/g, `${REDACTED}$1`)
      .replace(/(Cast to \w+ failed for value )"[^]*?"( \(type|\s+at path)/g, `$1${REDACTED}$2`)
  );
}

/** Only what says where and why; drivers hang whole documents (`keyValue`, `errorResponse`) on their errors. */
function scrubError(error: Error, depth: number): object {
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: scrubText(message),
    ...pick(error, ['code', 'codeName', 'reason', 'remedy', 'syscall', 'errno']),
    stack: stack === undefined ? undefined : scrubText(stack),
    cause: cause === undefined || depth >= DEEPEST ? undefined : scrubDetails(cause, depth + 1),
  };
}

function pick(error: Error, names: readonly string[]): object {
  const found = names.map((name) => [name, Reflect.get(error, name)] as const);
  const plain = found.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(plain.map(([name, value]) => [name, scrubDetails(value)]));
}
