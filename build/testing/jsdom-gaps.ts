import { configure } from '@testing-library/react';
import { afterAll } from 'vitest';

// A busy computer takes longer than the second that is usual.
configure({ asyncUtilTimeout: 10_000 });

/** What a browser has, Mantine asks for and jsdom lacks: layout is not drawn in jsdom, so nothing ever resizes or matches. */

class NothingIsObserved {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}

const noMedia = (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => {},
  removeListener: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
});

Object.defineProperty(window, 'matchMedia', { writable: true, configurable: true, value: noMedia });
Object.defineProperty(window, 'ResizeObserver', {
  writable: true,
  configurable: true,
  value: NothingIsObserved,
});
Object.defineProperty(window, 'IntersectionObserver', {
  writable: true,
  configurable: true,
  value: NothingIsObserved,
});
Object.defineProperty(Element.prototype, 'scrollIntoView', {
  writable: true,
  configurable: true,
  value: () => {},
});
// Text inputs that grow measure again when a font has arrived; here none ever does.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });

// A page's timers end with it in a browser. Here they would find no window when the file is over, and fail the whole run by it.
const timers = new Set<ReturnType<typeof setTimeout>>();
globalThis.setTimeout = new Proxy(globalThis.setTimeout, {
  apply(target, self, given) {
    const timer: ReturnType<typeof setTimeout> = Reflect.apply(target, self, given);
    timers.add(timer);
    return timer;
  },
});
afterAll(() => {
  for (const timer of timers) clearTimeout(timer);
});
