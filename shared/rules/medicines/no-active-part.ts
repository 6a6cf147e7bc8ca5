/**
 * What stands beside the name of a substance and names none itself. What often means another composition is left out on
 * purpose ("plus", "extra", "forte", "comp", "PM", "D", "duo", "night"): such a product is not recognised.
 */

/** Salts, esters and water: the same substance for every check here. */
const salts = `hydrochloride hydrobromide dihydrochloride monohydrochloride bromide chloride sulfate
sulphate bisulfate hydrogensulfate nitrate phosphate diphosphate carbonate acetate maleate dimaleate malate tartrate
bitartrate citrate dihydrogencitrate fumarate hemifumarate succinate mesilate mesylate besilate besylate tosilate tosylate
gluconate lactate valerate dipropionate propionate furoate pivalate benzoate palmitate decanoate butyrate undecanoate enantate enanthate cypionate pamoate embonate
medoxomil cilexetil axetil proxetil pivoxil etexilate disoproxil alafenamide arginine erbumine tert butylamine lysine
trometamol tromethamine meglumine xinafoate stearate ethylsuccinate estolate hyclate hydrate monohydrate hemihydrate
dihydrate trihydrate hexahydrate sesquihydrate anhydrous base hcl salt
hydrochlorid hydrobromid bromid chlorid sulfat acetat maleat tartrat citrat fumarat succinat mesilat besilat phosphat
chlorhydrate bromhydrate clorhidrato hidrocloruro bromhidrato sulfato fosfato maleato fumarato besilato acetato
cloridrato trihidrato tosilato`;

const units = `mg milligram milligrams milligramm mcg ug microgram micrograms mikrogramm microgramos microgrammes g gram
grams gramm kg ml millilitre milliliter l dl iu ie ui unit units mmol meq percent h hr hour hours min mgs cc x %`;

const forms = `tablet tablets tab tabs tablette tabletten comprimido comprimidos comprime comprimes compressa compresse
capsule capsules cap caps kapsel kapseln capsula capsulas gelule gelules caplet caplets film coated filmtablette
filmtabletten recubiertos pellicule pelliculed sugar enteric gastro resistant resistente chewable dispersible soluble
effervescent orodispersible odt lozenge lozenges pastille cream creme crema ointment salbe pomada pommade gel lotion foam
shampoo paste solution losung solucion suspension syrup sirup jarabe sirop elixir drops drop tropfen gotas gouttes spray
inhaler inhalation inhalations evohaler accuhaler turbohaler turbuhaler respimat handihaler diskus mdi dpi hfa puff puffs
nebuliser nebulizer nebules powder pulver polvo granules granulat sachet sachets beutel sobres patch patches pflaster
parche transdermal injection injectable injektion inyectable infusion ampoule ampoules ampulle ampullen vial vials
prefilled syringe pen pens penfill kwikpen flexpen flextouch solostar cartridge suppository suppositories zapfchen
supositorios pessary pessaries vaginal ovule implant mouthwash oral orally topical rectal nasal ophthalmic otic eye ear
skin sublingual buccal intramuscular intravenous subcutaneous im iv sc sl po inj syp hard cutaneous`;

const releases = `xr er sr cr mr xl la pr dr ec retard prolonged modified sustained controlled extended delayed slow
immediate release depot long acting`;

const dosing = `once twice daily weekly monthly bd bid tds tid qds qid od prn as of for per each every in to the a at de du
des dose doses strength generic brand adult adults children childrens child infant infants paediatric
pediatric junior baby`;

const wordsIn = (text: string) => text.split(/\s+/);

/** Accepted wherever they stand: "metformin hydrochloride", "clorhidrato de metformina". */
export const saltWords: ReadonlySet<string> = new Set(wordsIn(salts));

/** Accepted wherever they stand. */
export const silentWords: ReadonlySet<string> = new Set([forms, releases, dosing].flatMap(wordsIn));

/** Several words that are silent only together. */
export const silentPhrases: readonly string[] = [
  'at night',
  'at bedtime',
  'in the morning',
  'in the evening',
  'times a day',
  'a day',
  'per day',
  'sugar free',
  'preservative free',
  'alcohol free',
];

/** Accepted only behind a number: elsewhere a letter may stand for another active part ("Fucidin H"). */
export const unitWords: ReadonlySet<string> = new Set(wordsIn(units));

/** What joins two names, and must have one behind it. */
export const joiningWords: ReadonlySet<string> = new Set([
  '+',
  '&',
  'and',
  'with',
  'mit',
  'con',
  'plus',
  'und',
  'et',
  'y',
  'e',
]);
