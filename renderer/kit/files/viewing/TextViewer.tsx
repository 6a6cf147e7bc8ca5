import { useEffect, useState } from 'react';
import { Banner } from '../../base/Banner';
import { Loading } from '../../base/Loading';
import { Viewer } from './ViewerBar';
import classes from './viewer.module.css';

/** Beyond this many letters a browser gets slow; the rest is in the file. */
const mostShown = 1_000_000;

/** A text as it is, letter by letter: nothing in it is ever read as markup. */
export function TextViewer({ file, title }: { file: Blob; title: string }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let isOver = false;
    void file.text().then((read) => {
      if (!isOver) setText(read);
    });
    return () => {
      isOver = true;
    };
  }, [file]);
  if (text === undefined) return <Loading rows={12} columns={1} />;
  return (
    <Viewer>
      {text.length > mostShown && (
        <Banner tone="warn">
          The text is long: its first million letters are shown. Download it to read all of it.
        </Banner>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the arrow keys (WCAG 2.1.1) */}
      <pre className={classes.text} tabIndex={0} role="region" aria-label={`Text of ${title}`}>
        {text.slice(0, mostShown)}
      </pre>
    </Viewer>
  );
}
