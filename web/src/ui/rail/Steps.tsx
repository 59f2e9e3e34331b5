/** Seven steps to tick by hand, in any order. Nothing waits for a tick, and none leads anywhere. */
import { useMemo } from 'preact/hooks';
import { STEPS } from '../../coaching/guide';
import type { SideSteps } from '../../coaching/sideSteps';
import { g } from './words';

export function Steps({ steps, session }: { readonly steps: SideSteps; readonly session: string }) {
  const ticked = useMemo(() => steps.ticked(session), [steps, session]);
  return (
    <>
      <p class="small">{g('steps_line')}</p>
      <ul class="rail-steps">
        {STEPS.map((step) => (
          <li key={step}>
            <label class="tick">
              <input
                type="checkbox"
                checked={ticked.value.has(step)}
                onChange={(event) => steps.tick(session, step, event.currentTarget.checked, Date.now())}
              />
              <span>{g(`place_${step}`)}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
