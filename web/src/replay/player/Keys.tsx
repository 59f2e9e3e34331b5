/** All keys of the player, and what one sees; opened by `?`. */
import { Dialog } from '../../ui/Dialog';
import { n } from '../remarks/words';
import { p } from './words';

export function Keys({ remarks, onClose }: { readonly remarks: boolean; readonly onClose: () => void }) {
  const keys: readonly (readonly [string, string])[] = [
    [`${p('key_space')} k`, p('key_play')],
    ['← →', p('key_five')],
    ['j l', p('key_ten')],
    [', .', p('key_act')],
    ['Home End', p('key_ends')],
    ['< >', p('key_speed')],
    ['0 – 9', p('key_tenth')],
    ['f', p('key_full')],
    ...(remarks ? [['m', n('key')] as const] : []),
    ['?', p('key_help')],
  ];
  return (
    <Dialog title={p('keys')} onClose={onClose}>
      <div class="stack">
        <dl class="shortcuts">
          {keys.map(([key, words]) => (
            <div key={key}>
              <dt>
                {key.split(' ').map((part) => (part === '–' ? ' – ' : <kbd key={part}>{part}</kbd>))}
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <h3>{p('honest_title')}</h3>
        <p>{p('honest_none')}</p>
        <p>{p('honest')}</p>
        <p>{p('honest_cut')}</p>
      </div>
    </Dialog>
  );
}
