/** A little later than whatever else moves the focus when something goes: dialogs, menus, a new page. */
const afterOthersMs = 120;
/** A button that stays out of use for so long will not be wanted again soon. */
const outOfUseMs = 2_000;

/** Where the keyboard goes on when what it was at is gone: the nearest of these around it that is still there. */
const places = 'li, article, section, form, [role="region"], [role="dialog"], main';

/** `before`: of what is in a dialog, what had the focus before it came there. */
type Last = {
  readonly element: HTMLElement;
  readonly around: readonly HTMLElement[];
  readonly before?: Last;
  lostAt?: number;
};

/**
 * Never leaves the keyboard nowhere: when the element that has the focus is taken out of the page, or out of use, and nothing
 * else takes the focus, it goes to the nearest part of the page that was around it; back to the element itself when that can
 * be used again soon, and where a dialog is gone with all that is in it, to what was before it. Whoever clicks beside
 * everything is left there. Returns what ends it.
 */
export function keepFocus(page: Document): () => void {
  let last: Last | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isNowhere = () => page.activeElement === null || page.activeElement === page.body;

  const arrive = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const around: HTMLElement[] = [];
    for (let place = parentPlace(target); place; place = parentPlace(place)) around.push(place);
    const before = beforeDialog(last, target);
    last = { element: target, around, ...(before && { before }) };
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    const left = last;
    if (relatedTarget !== null || !left) return;
    // A browser says it just before it takes an element out. What is gone then, or out of use, was not left by choice.
    queueMicrotask(() => {
      if (last === left && isUsable(left.element)) last = undefined;
    });
  };
  const look = () => {
    timer = undefined;
    if (!last || !isNowhere()) return;
    const { element } = last;
    if (isUsable(element)) return element.focus({ preventScroll: true });
    last.lostAt ??= performance.now();
    const mayComeBack = element.isConnected && performance.now() - last.lostAt < outOfUseMs;
    if (mayComeBack) return void (timer = setTimeout(look, afterOthersMs));
    goOn(last);
  };
  const change = () => {
    if (last && !isUsable(last.element)) timer ??= setTimeout(look, afterOthersMs);
  };

  const watch = new MutationObserver(change);
  page.addEventListener('focusin', arrive);
  page.addEventListener('focusout', leave);
  watch.observe(page.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    page.removeEventListener('focusin', arrive);
    page.removeEventListener('focusout', leave);
    watch.disconnect();
    clearTimeout(timer);
  };
}

const dialogOf = (element: HTMLElement) => element.closest('[role="dialog"]');

/** What a dialog is to go back to, if the focus is in one now. */
function beforeDialog(last: Last | undefined, target: HTMLElement): Last | undefined {
  const dialog = dialogOf(target);
  if (!dialog || !last) return undefined;
  return last.around.includes(dialog as HTMLElement) ? last.before : last;
}

/** To the nearest that is still there around what is gone, or else to what was before the dialog that went with it. */
function goOn({ around, before }: Last): void {
  const place = around.find((each) => each.isConnected);
  if (place) return focusPlace(place);
  if (!before) return;
  if (isUsable(before.element)) before.element.focus({ preventScroll: true });
  else goOn(before);
}

const parentPlace = (element: HTMLElement) => element.parentElement?.closest<HTMLElement>(places);
const isUsable = (element: HTMLElement) => element.isConnected && !element.matches(':disabled');

/** A part of a page takes the focus only for this once: it is no stop of the Tab key. */
function focusPlace(place: HTMLElement): void {
  const isOwn = place.hasAttribute('tabindex');
  if (!isOwn) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus({ preventScroll: true });
}
