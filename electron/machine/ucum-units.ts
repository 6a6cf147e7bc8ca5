import type { UnitConverter } from '../core/ports/unit-converter';

const load = async () => (await import('@lhncbc/ucum-lhc')).default.UcumLhcUtils.getInstance();

/** The conversion of the National Library of Medicine (@lhncbc/ucum-lhc); its notice is in `electron/codes/README.md`. */
export function ucumUnits(): UnitConverter {
  // Its tables take 160 ms to load: they are when the first value is converted, never at the start.
  let loading: ReturnType<typeof load> | undefined;
  return {
    async convert({ value, from, to, molecularWeight }) {
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      const ucum = await loading;
      if (ucum.validateUnitString(from).status !== 'valid') return { refused: 'unknownFrom' };
      if (ucum.validateUnitString(to).status !== 'valid') return { refused: 'unknownTo' };
      const { status, toVal, msg } = ucum.convertUnitTo(from, value, to, { molecularWeight });
      if (status === 'succeeded' && toVal !== null && Number.isFinite(toVal)) return { value: toVal };
      const isMolar = molecularWeight === undefined && msg.some((each) => /molecular weight/i.test(each));
      return { refused: isMolar ? 'molecularWeightMissing' : 'otherDimension' };
    },
  };
}
