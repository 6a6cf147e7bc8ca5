/** How a server is told who comes (MongoDB's `authMechanism`); `none` for a server without accounts. */
export const signInMechanisms = [
  { value: 'SCRAM-SHA-256', label: 'User name and password' },
  { value: 'SCRAM-SHA-1', label: 'User name and password (SCRAM-SHA-1, older servers)' },
  { value: 'PLAIN', label: 'User name and password of the clinic’s directory (LDAP)' },
  { value: 'MONGODB-X509', label: 'Client certificate (X.509)' },
  { value: 'none', label: 'None' },
] as const;
export type SignInMechanism = (typeof signInMechanisms)[number]['value'];

/** Mechanisms that go with a password. */
export const takesPassword = (mechanism: SignInMechanism): boolean =>
  mechanism !== 'none' && mechanism !== 'MONGODB-X509';

/** What people call the database that Clinic Desk runs itself; no other connection may bear this name. */
export const thisComputerName = 'This computer';

export type ConnectionHost = {
  /** A name or address, without port; an IPv6 address without brackets. */
  readonly host: string;
  /** Absent: 27017. */
  readonly port?: number | undefined;
};

/** How a MongoDB server elsewhere is reached. Holds no secret: passwords are kept apart, in the store of secrets. */
export type ConnectionFields = {
  /** What people call it: "Clinic server". */
  readonly name: string;
  readonly kind: 'server' | 'cloud';
  /** At least one; with `srv`, exactly one, without port. */
  readonly hosts: readonly ConnectionHost[];
  /** The hosts are looked up under one name (`mongodb+srv`), as Atlas wants it. */
  readonly srv: boolean;
  readonly replicaSet?: string | undefined;
  /** The database of the clinic on that server. */
  readonly database: string;
  readonly tls: {
    readonly isUsed: boolean;
    /** A file of certificates (PEM) whose issuers are trusted instead of those of the system. */
    readonly caFile?: string | undefined;
    /** A file with certificate and key (PEM) by which this computer shows who it is. */
    readonly certificateFile?: string | undefined;
    /** Takes any certificate: nobody can tell whether it is the clinic's server that answers. */
    readonly allowsAnyCertificate?: boolean | undefined;
    /** Takes a certificate that was made for another name. */
    readonly allowsOtherName?: boolean | undefined;
  };
  readonly signIn: {
    readonly mechanism: SignInMechanism;
    readonly username?: string | undefined;
    /** The database that knows the user (`authSource`); absent: `admin`, for LDAP and certificates `$external`. */
    readonly source?: string | undefined;
  };
};

/** What goes with a connection and is never kept beside it. */
export type ConnectionSecrets = {
  readonly password?: string | undefined;
  /** Opens the key in `tls.certificateFile`. */
  readonly keyPassphrase?: string | undefined;
};

/** A new connection, as its form begins. */
export const emptyConnection = (kind: ConnectionFields['kind']): ConnectionFields => ({
  name: kind === 'cloud' ? 'MongoDB Atlas' : 'Clinic server',
  kind,
  hosts: [{ host: '' }],
  srv: kind === 'cloud',
  database: 'clinic',
  tls: { isUsed: true },
  signIn: { mechanism: 'SCRAM-SHA-256' },
});
