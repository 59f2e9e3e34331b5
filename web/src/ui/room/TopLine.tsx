/** Title, presence in words, a quiet clock, "who can see this?", language. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatTime } from '../../i18n/language';
import { LanguageSwitch } from '../LanguageSwitch';
import { r } from './words';

export interface TopLineProps {
  readonly title: string;
  /** takes the focus when what had it is gone */
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
  readonly presence: string;
  readonly phone: boolean;
  readonly onWho: () => void;
  readonly children?: ComponentChildren;
}

export function TopLine({ title, titleRef, presence, phone, onWho, children }: TopLineProps) {
  return (
    <header class="room-top no-print">
      <div class="room-top-words">
        <h1 ref={titleRef} tabIndex={-1}>
          {title}
        </h1>
        <p class="presence" role="status">
          {presence}
        </p>
      </div>
      <span class="room-top-end">
        {phone ? null : <Clock />}
        <button type="button" class="button quiet" onClick={onWho}>
          {r('who_can_see')}
        </button>
        {phone ? null : <LanguageSwitch />}
        {children}
      </span>
    </header>
  );
}

/** The time of day, changed once a minute; nothing counts up or down. */
function Clock() {
  const now = useSignal(Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      now.value = Date.now();
      timer = setTimeout(tick, 60_000 - (Date.now() % 60_000));
    };
    tick();
    return () => clearTimeout(timer);
  }, []);
  return (
    <time class="clock soft" dateTime={new Date(now.value).toISOString()}>
      {formatTime(now.value)}
    </time>
  );
}
