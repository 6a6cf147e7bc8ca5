/**
 * The passphrase of the vault that came with the start (`CLINIC_VAULT_PASSPHRASE`), for starts that nobody attends. It is taken
 * out of the environment, so that no process that is started from here inherits it.
 */
export function takePassphrase(environment: NodeJS.ProcessEnv): string | undefined {
  const given = environment.CLINIC_VAULT_PASSPHRASE;
  delete environment.CLINIC_VAULT_PASSPHRASE;
  return given || undefined;
}
