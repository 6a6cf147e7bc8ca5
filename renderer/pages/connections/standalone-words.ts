/** What is refused on a server that stands alone, as a person knows it. */
export const refusedThere =
  'setting up a clinic, documents, readings, imports, adopting an older database, renewing a prescription, approving an account with a new doctor, an allergy of a person said to have none, another time zone of a clinic';

/** Of a server that stands alone. */
export const whatIsMissing = `A clinic that is there already can be used; each record is saved by itself. What is several things at once is refused: ${refusedThere}. Changes by others appear after about a second.`;

/** Steps for whoever runs the server; the same stand in docs/scale-out.md. */
export const configuration = `replication:
  replSetName: clinic`;

/** Without `umask`, others could read the file until its rights are set. */
export const keyFile = `umask 077
openssl rand -base64 756 > /etc/mongod.key
chmod 400 /etc/mongod.key
chown mongodb /etc/mongod.key`;

export const keyConfiguration = `security:
  authorization: enabled
  keyFile: /etc/mongod.key`;

export const initiate = `rs.initiate({ _id: "clinic",
  members: [{ _id: 0, host: "clinic-server.local:27017" }] })`;
