import type { procedures } from '../../../shared/contract';
import type { Unconvertible, UnitConverter } from '../ports/unit-converter';
import { invalid } from '../refusal';
import type { HandlersOf } from '../router';
import { ucumNotice } from './ucum';

type Asked = { readonly from: string; readonly to: string };

/** Which field a refusal stands at, and its words. */
const refusals: Readonly<Record<Unconvertible, (asked: Asked) => [field: string, words: string]>> = {
  unknownFrom: ({ from }) => [
    'from',
    `${from} is no unit of UCUM. Millimetres of mercury are mm[Hg], for example.`,
  ],
  unknownTo: ({ to }) => ['to', `${to} is no unit of UCUM. Millimetres of mercury are mm[Hg], for example.`],
  otherDimension: ({ from, to }) => ['to', `${from} cannot be given in ${to}: they do not measure the same.`],
  molecularWeightMissing: ({ from, to }) => [
    'molecularWeight',
    `${from} becomes ${to} only with the molecular weight of the substance, in g/mol.`,
  ],
};

/** Gives values in other units. */
export function unitHandlers(
  converter: UnitConverter,
): Pick<HandlersOf<(typeof procedures)['codes']>, 'convert'> {
  return {
    async convert(asked) {
      const answer = await converter.convert(asked);
      if ('refused' in answer) {
        const [field, words] = refusals[answer.refused](asked);
        throw invalid([field], words);
      }
      return { value: answer.value, unit: asked.to, notice: ucumNotice };
    },
  };
}
