import { wordsOf } from '../names';
import type { Severity } from './interactions/row';
import type { Part } from './part';
import type { SubstanceId } from './substances';

const skinForms = new Set(
  'cream creme crema ointment salbe pomada pommade gel lotion foam shampoo losung cutaneous topical'.split(
    ' ',
  ),
);
/**
 * Through these more is taken up (miconazole mouth gel with warfarin kills), so that nothing is softened, even where a word
 * of the skin stands beside them ("gel caps", "tablets and gel").
 */
const elsewhere = new Set(
  `oral orally mouth mouthwash buccal sublingual dental periodontal teething vaginal rectal pessary pessaries ovule eye ear
nasal nose ophthalmic otic patch patches pflaster parche transdermal caps cap capsule capsules kapsel kapseln capsula
capsulas gelule gelules caplet caplets softgel softgels gelcaps tablet tablets tab tabs tablette tabletten comprimido
comprimidos comprime comprimes compressa compresse filmtablette filmtabletten lozenge lozenges pastille pastilles troche
suspension syrup sirup syp jarabe sirop elixir drop drops tropfen gotas gouttes granules granulat sachet sachets beutel
sobres injection injectable injektion inyectable inj infusion ampoule ampoules ampulle ampullen vial vials intramuscular
intravenous subcutaneous im iv sc po suppository suppositories zapfchen supositorio supositorios inhaler inhalation`.split(
    /\s+/,
  ),
);

/**
 * Of these so little gets through the skin that labels of their creams and gels expect no interaction (UK SmPCs of
 * diclofenac gel, fusidic acid cream, ketoconazole shampoo, terbinafine cream …). Not those that work through the skin
 * (nitroglycerin, hormones, fentanyl), and not miconazole.
 */
const hardlyAbsorbed: readonly SubstanceId[] = [
  'diclofenac',
  'ibuprofen',
  'ketoprofen',
  'piroxicam',
  'fusidic acid',
  'ketoconazole',
  'clotrimazole',
  'terbinafine',
  'erythromycin',
  'clindamycin',
  'metronidazole',
  'hydrocortisone',
  'betamethasone',
  'tretinoin',
];

/** Whether a medicine as written goes on the skin, and this part of it stays there. */
export function staysOnSkin(name: string, part: Part): boolean {
  const words = wordsOf(name);
  const isOnSkin = words.some((word) => skinForms.has(word)) && !words.some((word) => elsewhere.has(word));
  return isOnSkin && hardlyAbsorbed.some((id) => id === part.name);
}

/** What is said of it all the same, less strongly: how much is put on, and where, is not known here. */
export const onSkin = {
  severity: 'moderate' satisfies Severity,
  says: 'Little is taken up through the skin.',
} as const;
