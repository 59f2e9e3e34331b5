/** A question or a text over the page. Escape closes it; focus goes back to where it was. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly class?: string;
}

/** Outside of all dialogs, where the first of those that follow each other was opened. */
let opener: HTMLElement | null = null;

/** Rendered only while it is open. */
export function Dialog({ title, onClose, children, class: extra }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused !== document.body && focused.closest('dialog') === null) opener = focused;
    const before = focused === document.body ? opener : focused;
    // The browser remembers who has the focus now, for when it closes the dialog by itself.
    if (focused === document.body && opener?.isConnected === true) opener.focus({ preventScroll: true });
    if (dialog !== null && !dialog.open) dialog.showModal();
    // Where one begins to write, if the dialog is opened for that.
    (dialog?.querySelector<HTMLElement>('[data-first]') ?? heading.current)?.focus();
    return () => {
      dialog?.close();
      // What one came from may have been in a dialog that is gone by now.
      const to = before instanceof HTMLElement && before.isConnected ? before : opener;
      if (to?.isConnected === true) to.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={extra ? `dialog ${extra}` : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Some browsers close it without asking first, when Escape is pressed twice.
      onClose={(event) => {
        if (event.currentTarget.isConnected) onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class="dialog-head no-print">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button look="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
