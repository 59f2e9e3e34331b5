/** A letter's words by the three plain rules. Text nodes only: nothing that somebody wrote becomes markup. */
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { HIDDEN_SIGN, readLetter, type Inline } from './plainText';
import { l } from '../ui/room/letterWords';

export function LetterText({ text }: { readonly text: string }) {
  const blocks = useMemo(() => readLetter(text), [text]);
  return (
    <>
      {blocks.map((block, at) => {
        if (block.is === 'paragraph')
          return (
            <p key={at} dir="auto">
              <Parts parts={block.parts} />
            </p>
          );
        const items = block.items.map((parts, item) => (
          <li key={item}>
            <Parts parts={parts} />
          </li>
        ));
        return block.start === null ? (
          <ul key={at} dir="auto">{items}</ul>
        ) : (
          <ol key={at} dir="auto" start={block.start} style={{ '--digits': String(block.start + items.length - 1).length }}>
            {items}
          </ol>
        );
      })}
    </>
  );
}

function Parts({ parts }: { readonly parts: readonly Inline[] }) {
  return (
    <>
      {parts.map((part, at) => {
        switch (part.is) {
          case 'text':
            return part.text;
          case 'stress':
            return (
              <em key={at}>
                <Parts parts={part.parts} />
              </em>
            );
          case 'hidden':
            return (
              <span key={at} class="hidden-sign" role="img" aria-label={l('hidden', { code: part.code })} title={l('hidden', { code: part.code })}>
                {HIDDEN_SIGN}
              </span>
            );
          case 'link':
            return <Link key={at} {...part} />;
        }
      })}
    </>
  );
}

/** Opened by a second, deliberate press, after it was said where it goes. */
function Link({ text, href, host, evident }: Extract<Inline, { is: 'link' }>) {
  const open = useSignal(false);
  const first = useRef<HTMLButtonElement>(null);
  return (
    <span class="link">
      <button ref={first} type="button" class="link-words" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <bdi>{text}</bdi>
      </button>
      {evident ? null : (
        <>
          {' '}
          <span class="small soft">({host})</span>
        </>
      )}
      {open.value ? (
        <span class="link-asks small" role="group" aria-label={l('link_opens', { host })}>
          <span>{l('link_opens', { host })}</span>
          <a class="button" href={href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
            {l('link_open', { host })}
          </a>
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              open.value = false;
              first.current?.focus();
            }}
          >
            {l('link_leave')}
          </button>
        </span>
      ) : null}
    </span>
  );
}
