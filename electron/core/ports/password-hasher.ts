/** Turns passwords into what may be stored (argon2id in PHC form) and checks them. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False for a wrong password and for a text that is no hash. */
  verify(hash: string, password: string): Promise<boolean>;
}
