/**
 * Which steps have come up in a session, ticked by the coach's hand and kept in the side log.
 *
 * One item per session and step: {type: 'step', id: `<session>/<step>`, value: ms or null}. Nothing
 * is derived from it and nothing waits for it.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Entry, SealedLog } from '../log/types';
import { isFields } from '../wire/shapes';
import { STEPS, type StepId } from './guide';

const TYPE = 'step';

export interface SideSteps {
  /** the steps of a session that were ticked */
  ticked(session: string): ReadonlySignal<ReadonlySet<StepId>>;
  tick(session: string, step: StepId, done: boolean, now: number): void;
  dispose(): void;
}

export function followSteps(log: SealedLog): SideSteps {
  const kept = signal<ReadonlyMap<string, boolean>>(new Map());
  /** ticked here and not yet back from the log */
  const own = signal<ReadonlyMap<string, boolean>>(new Map());

  const stopRestart = log.onRestart(() => {
    kept.value = new Map();
  });
  const stop = log.onEntry((entry: Entry) => {
    const { data } = entry;
    if (entry.kind !== 'item' || !isFields(data)) return;
    const { type, id, value } = data;
    if (type !== TYPE || typeof id !== 'string') return;
    kept.value = new Map(kept.value).set(id, typeof value === 'number');
  });

  return {
    ticked: (session) =>
      computed(() => {
        const is = (step: StepId): boolean => {
          const id = `${session}/${step}`;
          return own.value.get(id) ?? kept.value.get(id) ?? false;
        };
        return new Set(STEPS.filter(is));
      }),
    tick(session, step, done, now) {
      const id = `${session}/${step}`;
      own.value = new Map(own.value).set(id, done);
      const settle = (): void => {
        // Ticked again meanwhile: the newer one is still on its way.
        if (own.value.get(id) !== done) return;
        const rest = new Map(own.value);
        rest.delete(id);
        own.value = rest;
      };
      log
        .append('item', { type: TYPE, id, value: done ? now : null })
        .then(({ kept: back }) => back)
        .then(settle, settle);
    },
    dispose() {
      stop();
      stopRestart();
    },
  };
}
