/** One code of a table. */
export type CodeRow = {
  readonly code: string;
  /** Its name in words of the system itself. */
  readonly display: string;
  /** What else it is called: it is found by these words, and the one that was meant is shown beside its name. */
  readonly otherNames?: readonly string[];
  /** Whether a bill may carry it, where the system tells: a category of ICD-10-CM may not. */
  readonly isBillable?: boolean;
};

/** The codes of one system, wherever they are kept. */
export interface CodeTable {
  /** The address of the system that the codes are stored with. */
  readonly system: string;
  /** Which edition this is, as people read it: "ICD-10-CM 2026". */
  readonly edition: string;
  /** What the owner of the codes wants to be shown beside them. */
  readonly notice?: string;
  /** Under which terms it comes with the program, where no notice says so. */
  readonly licence?: string;
  /** Every code once, in the order of the system, some at a time. Rejects when the file cannot be read. */
  read(): AsyncIterable<readonly CodeRow[]>;
}

/**
 * The tables of codes that this computer has beside the small ones of the core: what comes with the program, and the
 * place for what a clinic licenses (SNOMED CT, CPT, RxNorm), whose files it brings and whose codes never ship.
 */
export interface CodeSystems {
  /** The table behind the address of a system; undefined where there is none here. The same one until its file changes. */
  find(system: string): CodeTable | undefined;
}
