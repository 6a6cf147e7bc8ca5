/** A database that can be opened: the `mongod` this app manages, or a server elsewhere. */
export interface DatabaseSource {
  /** Words for the connection item: "This computer", "Clinic server". */
  readonly label: string;
  /**
   * Makes the database reachable and returns its address.
   * `onProgress` receives one short sentence for each slow step ("Starting the database", "Fetching MongoDB, 34 %").
   * Rejects with `StartFailure`.
   */
  open(onProgress: (sentence: string) => void): Promise<DatabaseAddress>;
  /** Stops what `open` started; resolves when no process of ours is left. Safe to call twice. */
  close(): Promise<void>;
}

export type DatabaseAddress = {
  /** A MongoDB connection string with credentials. Never logged, never sent to the renderer. */
  readonly uri: string;
  /** Called by the source when the server it started ends although nobody asked it to. */
  onUnexpectedEnd?(listener: (failure: Error) => void): void;
};
