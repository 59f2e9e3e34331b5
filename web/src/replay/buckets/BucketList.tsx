/**
 * Seven buckets beside the player: a person puts the moment that is in sight with the step it belongs
 * to. Nothing is put there by itself, and nothing is made of how full they are.
 */
import { useSignal } from '@preact/signals';
import type { Put, TalkStep } from '../../share/buckets';
import { formatTime } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { TALK_STEPS } from '../../wire/schema.gen';
import type { Play } from '../player/play';
import type { Buckets } from './buckets';
import { stepWord, u } from './words';
import '../player/foldOut.css';
import './buckets.css';

export interface BucketListProps {
  readonly play: Play;
  readonly buckets: Buckets;
  /** what one of the two is called */
  readonly nameOf: (role: string) => string;
}

export function BucketList({ play, buckets, nameOf }: BucketListProps) {
  const said = useSignal('');
  const { puts, lost, role } = buckets;
  function put(step: TalkStep): void {
    const at = play.talkAt.peek();
    buckets.put(at, step);
    said.value = u('put_done', { time: formatTime(at), step: stepWord(step) });
  }
  function take({ id, at, step }: Put): void {
    buckets.take(id);
    said.value = u('taken', { time: formatTime(at), step: stepWord(step) });
  }
  return (
    <details class="fold-out">
      <summary>
        <h2>{u('title')}</h2>
      </summary>
      <p class="small soft">{u('line')}</p>
      <ul class="plain">
        {TALK_STEPS.map((step) => {
          const inside = puts.value.filter((one) => one.step === step);
          return (
            <li key={step} class="bucket" data-full={inside.length > 0 ? '' : undefined}>
              <div class="bucket-head">
                <h3>{stepWord(step)}</h3>
                <Button look="quiet" aria-label={u('put_in', { time: formatTime(play.talkAt.value), step: stepWord(step) })} onClick={() => put(step)}>
                  {u('put')}
                </Button>
              </div>
              {inside.length === 0 ? (
                <p class="small soft">{u('none')}</p>
              ) : (
                <ul class="plain bucket-moments">
                  {inside.map((one) => (
                    <li key={one.id}>
                      <button type="button" class="button quiet" aria-label={u('go', { time: formatTime(one.at), name: nameOf(one.role) })} onClick={() => play.seekTalk(one.at)}>
                        {u('by', { time: formatTime(one.at), name: nameOf(one.role) })}
                      </button>
                      {one.role === role ? (
                        <button type="button" class="bucket-take" aria-label={u('take_of', { time: formatTime(one.at), step: stepWord(step) })} onClick={() => take(one)}>
                          {u('take')}
                        </button>
                      ) : null}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      {lost.value ? <p role="alert">{u('not_kept')}</p> : null}
      <p class="unseen" role="status">
        {said.value}
      </p>
    </details>
  );
}
