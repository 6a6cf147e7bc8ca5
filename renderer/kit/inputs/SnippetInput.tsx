import { Popover, Textarea, TextInput } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { counted } from '../../../shared/rules/counted';
import { QuietButton } from '../base/Button';
import { ForScreenReaders } from '../base/Text';
import { commonProps, type FieldInputProps, type SnippetsOffered } from './input-props';
import classes from './inputs.module.css';
import { type SnippetList, useSnippetList } from './use-snippet-list';

type Props = FieldInputProps & { offered: SnippetsOffered };

const optionId = (list: SnippetList, index: number) => `${list.listId}-${index}`;

const moreWords = 'There are more. Type more of the name.';

/** How many there are, for those who do not see the list. */
const countWords = ({ snippets, isMore }: SnippetList) =>
  `${counted(snippets.length, { one: 'snippet', many: 'snippets' })}. ${isMore ? `${moreWords} ` : ''}Arrows choose, Enter inserts, Escape closes.`;

/** The snippets of a list, the marked one in sight. The cursor stays in the text: options are pointed at, never focused. */
function Options({ list }: { list: SnippetList }) {
  const marked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'nearest' });
  }, [list.marked]);
  return (
    <div id={list.listId} role="listbox" aria-label="Snippets" className={classes.snippets}>
      {list.snippets.map((snippet, index) => (
        <div
          key={snippet.id}
          id={optionId(list, index)}
          ref={index === list.marked ? marked : undefined}
          role="option"
          aria-selected={index === list.marked}
          // The keys are those of the text that the list belongs to.
          tabIndex={-1}
          className={classes.snippet}
          onMouseMove={() => list.setMarked(index)}
          // Before the text loses the cursor.
          onMouseDown={(event) => {
            event.preventDefault();
            list.insert(snippet);
          }}
        >
          <span className={classes.optionLabel}>{snippet.name}</span>
          <span className={classes.snippetText}>{snippet.text}</span>
        </div>
      ))}
    </div>
  );
}

/**
 * Text with the clinic's snippets at hand: "/" and the beginning of a name lists them, and so does the button. In one line
 * only those of one line are offered.
 */
export function SnippetInput({ offered, ...props }: Props) {
  const { field, value, onChange, disabled, onBlur } = props;
  const text = typeof value === 'string' ? value : '';
  const isLong = field.kind === 'longText';
  const input = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const list = useSnippetList({
    ...{ input, text, offered },
    takes: (each) => isLong || !each.text?.trim().includes('\n'),
    onText: (next) => onChange(next || undefined),
  });
  const common = {
    ...commonProps(props),
    ref: input,
    value: text,
    'aria-autocomplete': 'list' as const,
    'aria-haspopup': 'listbox' as const,
    'aria-controls': list.isOpen ? list.listId : undefined,
    'aria-activedescendant': list.isOpen ? optionId(list, list.marked) : undefined,
    // Esc closes the list and not the dialog around it, which listens before this does.
    'data-mantine-stop-propagation': list.isOpen || undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      onChange(event.currentTarget.value || undefined);
      list.follow();
    },
    onSelect: list.follow,
    onKeyDown: list.onKeyDown,
    onBlur: () => {
      list.close();
      onBlur?.();
    },
  };
  return (
    <div>
      <Popover opened={list.isOpen} width="target" position="bottom-start" withRoles={false} withinPortal>
        <Popover.Target>
          {isLong ? (
            <Textarea {...common} autosize minRows={3} maxRows={20} spellCheck />
          ) : (
            <TextInput {...common} />
          )}
        </Popover.Target>
        <Popover.Dropdown p={4}>
          <Options list={list} />
          {list.isMore && <div className={classes.moreSnippets}>{moreWords}</div>}
        </Popover.Dropdown>
      </Popover>
      <div role="status">{list.isOpen && <ForScreenReaders>{countWords(list)}</ForScreenReaders>}</div>
      {isLong && !disabled && offered.snippets.length > 0 && (
        <div className={classes.add}>
          <QuietButton
            label="Insert a snippet"
            icon={IconTextPlus}
            size="small"
            shortcut="/"
            onClick={list.askAtCursor}
          />
        </div>
      )}
    </div>
  );
}
