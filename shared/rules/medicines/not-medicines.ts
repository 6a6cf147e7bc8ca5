import { wordsOf } from '../names';

/** What people are allergic to and no doctor prescribes, word by word; food first, then what is about us. */
const things = new Set(
  `peanut peanuts groundnut groundnuts nut nuts tree hazelnut hazelnuts walnut walnuts cashew cashews almond almonds pistachio
pistachios egg eggs white yolk milk cow cows dairy lactose cheese soy soya soybean soybeans wheat gluten rye barley fish cod
salmon tuna shellfish seafood shrimp shrimps prawn prawns crab lobster mussels oyster oysters squid sesame mustard celery
lupin kiwi banana bananas apple apples peach peaches cherry cherries strawberry strawberries tomato tomatoes orange oranges
citrus avocado mango melon pineapple carrot carrots garlic onion chocolate cocoa honey meat beef pork chicken food foods
latex rubber pollen pollens grass grasses birch ragweed mugwort weeds hay fever dust mite mites house mold mould molds moulds
animal animals cat cats dog dogs horse horses hamster rabbit fur hair dander feather feathers bee bees wasp wasps hornet
insect insects sting stings bite bites venom ant ants nickel cobalt chromium metal jewellery jewelry perfume perfumes
fragrance fragrances cosmetics detergent detergents soap wool adhesive adhesives plaster plasters tape sun sunlight cold`.split(
    /\s+/,
  ),
);
const beside = new Set('allergy allergies allergic to and or in of the raw cooked products'.split(' '));

const noneKnown = new Set([
  'nka',
  'nkda',
  'none',
  'none known',
  'no known allergies',
  'no known drug allergies',
  'no allergies',
]);

/** Whether an entry of an allergy list speaks of food, animals, plants or materials and of nothing else; or says "none known". */
export function isNotAMedicine(text: string): boolean {
  const words = wordsOf(text);
  if (noneKnown.has(words.join(' '))) return true;
  const telling = words.filter((word) => !beside.has(word));
  return telling.length > 0 && telling.every((word) => things.has(word));
}
