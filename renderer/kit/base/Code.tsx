import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DefaultButton } from './Button';
import classes from './code.module.css';

/** Text for machines, as it is typed: a token, a command. */
export function Code({ text }: { text: string }) {
  return (
    <pre className={classes.code}>
      <code>{text}</code>
    </pre>
  );
}

const toldMs = 2_500;

/** Puts a text on the clipboard, and says so; where that is refused, it says that too. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [told, setTold] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(undefined), toldMs);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold('copied');
    } catch {
      setTold('refused');
    }
  };
  const words = { copied: 'Copied', refused: 'Select it and copy by hand' };
  return (
    <span aria-live="polite">
      <DefaultButton
        label={told ? words[told] : label}
        icon={told === 'copied' ? IconCheck : IconCopy}
        size="small"
        onClick={() => void copy()}
      />
    </span>
  );
}
