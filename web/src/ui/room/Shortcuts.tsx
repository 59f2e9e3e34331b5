/** All keys of the room, opened by `?`. */
import { t as threshold } from '../../i18n/threshold';
import { choice } from '../../call/choice';
import { h } from '../../canvas/selection/words';
import { d } from '../devices/words';
import { Dialog } from '../Dialog';
import { v } from '../sheets/words';
import { draw, r } from './words';

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
    ['Shift P', draw('key_highlighter')],
    ['E', r('shortcut_e')],
    ['R O A L', draw('key_shapes')],
    ['Shift', draw('key_shift')],
    ['N', r('shortcut_n')],
    ['T', draw('key_text')],
    ['K', draw('key_laser')],
    ['H', draw('key_hand')],
    ...(holding ? [] : ([[d('key_space'), h('key_pan')]] satisfies [string, string][])),
    ['Shift 1', h('key_whole')],
    ['PageDown', v('next')],
    ['PageUp', v('previous')],
    [`${ctrl()} Z`, r('shortcut_undo')],
    [`${ctrl()} Shift Z`, r('shortcut_redo')],
  ];
  const drawing: [string, string][] = [
    ['← → ↑ ↓', draw('key_arrows')],
    ['Enter', draw('key_enter')],
    ['Esc', draw('key_escape')],
  ];
  const chosen: [string, string][] = [
    [`${ctrl()} A`, h('key_all')],
    ['Esc', h('key_none')],
    ['← → ↑ ↓', h('key_arrows')],
    ['Shift ← → ↑ ↓', h('key_arrows_far')],
    [`${ctrl()} ← → ↑ ↓`, h('key_size')],
    [`${ctrl()} D`, h('key_duplicate')],
    [`${ctrl()} C X V`, h('key_copy')],
    ['Delete', h('key_remove')],
    [`${ctrl()} Shift L`, h('key_lock')],
    [`${ctrl()} [ ]`, h('key_order')],
    [`${ctrl()} Shift [ ]`, h('key_order_far')],
  ];
  const everywhere: [string, string][] = [
    ['?', d('key_help')],
    ['Enter', d('key_enter')],
    ['Esc', d('key_escape')],
    ['Esc Esc Esc', threshold('exit')],
  ];
  return (
    <Dialog title={d('keys')} onClose={onClose}>
      <div class="stack">
        <Keys title={d('keys_talk')} keys={talk} />
        <Keys title={d('keys_sheet')} keys={sheet} />
        <p>{draw('key_rest')}</p>
        <Keys title={h('keys')} keys={chosen} />
        <Keys title={draw('keys_drawing')} keys={drawing} />
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
              {key.split(' ').map((part, at) => (
                <kbd key={at}>{part}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
