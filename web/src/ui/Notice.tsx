/** What happened, what is safe, what to do now. Read aloud when it appears. */
import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  readonly look?: 'notice' | 'wrong' | 'good';
  readonly children: ComponentChildren;
}

export function Notice({ look = 'notice', children }: NoticeProps) {
  return (
    <div class={look === 'notice' ? 'notice' : `notice ${look}`} role={look === 'wrong' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
