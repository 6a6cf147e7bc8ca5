/** Why a value cannot be given in another unit. */
export type Unconvertible = 'unknownFrom' | 'unknownTo' | 'otherDimension' | 'molecularWeightMissing';

/** Units by their case-sensitive UCUM codes. */
export interface UnitConverter {
  /** `molecularWeight` in g/mol, for mass to amount of substance and back. */
  convert(asked: {
    readonly value: number;
    readonly from: string;
    readonly to: string;
    readonly molecularWeight?: number | undefined;
  }): Promise<{ readonly value: number } | { readonly refused: Unconvertible }>;
}
