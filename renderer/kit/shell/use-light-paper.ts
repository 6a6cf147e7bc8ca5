import { useEffect } from 'react';

const attribute = 'data-mantine-color-scheme';

/** Paper is white: what is printed while the desk is dark is printed light. */
export function useLightPaper(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const lighten = () => {
      before = root.getAttribute(attribute);
      root.setAttribute(attribute, 'light');
    };
    const restore = () => {
      if (before !== null) root.setAttribute(attribute, before);
      before = null;
    };
    window.addEventListener('beforeprint', lighten);
    window.addEventListener('afterprint', restore);
    return () => {
      window.removeEventListener('beforeprint', lighten);
      window.removeEventListener('afterprint', restore);
    };
  }, []);
}
