/** One surface on the wall. Panels never lie inside panels. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface PanelProps {
  readonly title?: string;
  /** What only the coach sees has its own tint. */
  readonly coachOnly?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Panel({ title, coachOnly = false, class: extra, children }: PanelProps) {
  const titleId = useId();
  const classes = ['panel', 'stack', coachOnly ? 'coach-only' : '', extra ?? ''];
  return (
    <section class={classes.filter(Boolean).join(' ')} aria-labelledby={title ? titleId : undefined}>
      {title ? <h2 id={titleId}>{title}</h2> : null}
      {children}
    </section>
  );
}
