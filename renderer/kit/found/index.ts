export { FoundFilters } from './FoundFilters';
export { FoundGroup } from './FoundGroup';
export { countWord, kindsWord } from './found-words';
export { readSearchAddress, type SearchQuery, searchAddress } from './search-address';
export { useHitKeys } from './use-hit-keys';
