/** Title, presence in words, a quiet clock, "who can see this?", language. */
import type { ComponentChildren, RefObject } from 'preact';
import { ExitButton } from '../HelpLine';
import { LanguageSwitch } from '../LanguageSwitch';
import { r } from './words';

export interface TopLineProps {
  readonly title: string;
  /** takes the focus when what had it is gone */
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
  readonly presence: string;
  readonly phone: boolean;
  readonly clock: ComponentChildren;
  readonly onWho: () => void;
  readonly children?: ComponentChildren;
}

export function TopLine({ title, titleRef, presence, phone, clock, onWho, children }: TopLineProps) {
  return (
    <header class="room-top no-print">
      <div class="room-top-words">
        <h1 ref={titleRef} tabIndex={-1}>
          {title}
        </h1>
        <div class="presence-row">
          <p class="presence" role="status">
            {presence}
          </p>
          {phone ? clock : null}
        </div>
      </div>
      <span class="room-top-end">
        {phone ? null : clock}
        <button type="button" class="button quiet" onClick={onWho}>
          {r('who_can_see')}
        </button>
        {phone ? null : <LanguageSwitch />}
        <ExitButton />
        {children}
      </span>
    </header>
  );
}
