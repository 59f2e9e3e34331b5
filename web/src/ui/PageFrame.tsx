/** The frame of every page outside the room: a quiet top line, one column, a heading that takes focus. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { LanguageSwitch } from './LanguageSwitch';

/** False until the first view was shown: on arrival the browser itself starts at the top. */
let arrived = false;

/** The h1 of a view. When a view replaces another, focus moves here, so that it is never lost. */
export function ViewTitle({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    arrived = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

export interface PageFrameProps {
  readonly wide?: boolean;
  /** right of the top line, before the language switch */
  readonly tools?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function PageFrame({ wide = false, tools, class: extra, children }: PageFrameProps) {
  const classes = ['page', wide ? 'wide' : '', extra ?? ''];
  return (
    <>
      <header class={tools ? 'topline with-tools no-print' : 'topline no-print'}>
        <span class="name">{t('product')}</span>
        <span class="row">
          {tools}
          <LanguageSwitch />
        </span>
      </header>
      <main class={classes.filter(Boolean).join(' ')}>{children}</main>
    </>
  );
}
