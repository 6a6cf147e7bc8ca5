/** The part of the library that is used; it comes without types. */
declare module '@lhncbc/ucum-lhc' {
  type Ucum = {
    validateUnitString(code: string): { readonly status: string };
    convertUnitTo(
      from: string,
      value: number,
      to: string,
      options: { readonly molecularWeight: number | undefined },
    ): { readonly status: string; readonly toVal: number | null; readonly msg: readonly string[] };
  };
  const library: { UcumLhcUtils: { getInstance(): Ucum } };
  export default library;
}
