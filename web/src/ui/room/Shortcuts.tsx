/** All keys of the room, opened by `?`. */
import { choice } from '../../call/choice';
import { d } from '../devices/words';
import { Dialog } from '../Dialog';
import { v } from '../sheets/words';
import { r } from './words';

/** Ctrl, or what stands in its place on a Mac. */
function ctrl(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}

export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const holding = choice.value.holdToTalk;
  const talk: [string, string][] = [
    ...(holding
      ? ([
          [d('key_space'), d('key_hold')],
          ['M', d('key_hold')],
        ] satisfies [string, string][])
      : ([['M', r('shortcut_m')]] satisfies [string, string][])),
    ['C', r('shortcut_c')],
    ['W', r('shortcut_w')],
  ];
  const sheet: [string, string][] = [
    ['V', r('shortcut_select')],
    ['P', r('shortcut_p')],
    ['N', r('shortcut_n')],
    ['E', r('shortcut_e')],
    ['PageDown', v('next')],
    ['PageUp', v('previous')],
    [`${ctrl()} Z`, r('shortcut_undo')],
    [`${ctrl()} Shift Z`, r('shortcut_redo')],
  ];
  const everywhere: [string, string][] = [
    ['?', d('key_help')],
    ['Enter', d('key_enter')],
    ['Esc', d('key_escape')],
  ];
  return (
    <Dialog title={d('keys')} onClose={onClose}>
      <div class="stack">
        <Keys title={d('keys_talk')} keys={talk} />
        <Keys title={d('keys_sheet')} keys={sheet} />
        <Keys title={d('keys_everywhere')} keys={everywhere} />
        <p class="aside">{d('keys_none_here')}</p>
      </div>
    </Dialog>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly (readonly [string, string])[] }) {
  return (
    <section class="stack tight">
      <h3>{title}</h3>
      <dl class="shortcuts">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
