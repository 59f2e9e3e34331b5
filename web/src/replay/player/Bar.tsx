/** What one does with the hands: play, step, speed; and where one is, in figures. */
import type { ComponentChildren } from 'preact';
import { formatDate } from '../../i18n/language';
import { BackIcon, LargeIcon, LinkIcon, OnIcon, PauseIcon, PlayIcon, SmallIcon } from './icons';
import { SPEEDS, type Play, type Speed } from './play';
import { clockWords, elapsedWords, p } from './words';

export interface BarProps {
  readonly play: Play;
  /** null where the browser has none */
  readonly large: { readonly on: boolean; toggle(): void } | null;
  readonly onKeys: () => void;
  /** null where a moment has no address */
  readonly onCopy: (() => void) | null;
  /** what else one does at a moment */
  readonly children?: ComponentChildren;
}

export function Bar({ play, large, onKeys, onCopy, children }: BarProps) {
  const playing = play.playing.value;
  const at = play.talkAt.value;
  return (
    <div class="player-bar" role="group" aria-label={p('controls')}>
      <div class="player-hands">
        <IconButton words={p('previous_act')} keys="," onClick={() => play.step(-1)}>
          <BackIcon />
        </IconButton>
        <IconButton words={p(playing ? 'pause' : 'play')} keys="k" look="main" onClick={() => play.toggle()}>
          {playing ? <PauseIcon /> : <PlayIcon />}
        </IconButton>
        <IconButton words={p('next_act')} keys="." onClick={() => play.step(1)}>
          <OnIcon />
        </IconButton>
      </div>
      <p class="player-time">
        <time dateTime={new Date(at).toISOString()}>
          <span class="player-date">{formatDate(at)} </span>
          <b>{clockWords(at)}</b>
        </time>
        <span class="soft"> {p('elapsed', { at: elapsedWords(play.at.value), length: elapsedWords(play.axis.value.length) })}</span>
      </p>
      <div class="player-choices">
        <label class="player-speed">
          <span>{p('speed')}</span>
          <select
            value={play.speed.value}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              play.speed.value = SPEEDS.find((speed): speed is Speed => speed === chosen) ?? 1;
            }}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {p('speed_is', { speed })}
              </option>
            ))}
          </select>
        </label>
        <label class="tick player-cut">
          <input type="checkbox" checked={play.cutting.value} onChange={(event) => play.cut(event.currentTarget.checked)} />
          <span>{p('cut')}</span>
        </label>
        {children}
        {onCopy === null ? null : (
          <IconButton words={p('copy_moment')} onClick={onCopy}>
            <LinkIcon />
          </IconButton>
        )}
        {large === null ? null : (
          <IconButton words={p(large.on ? 'small_again' : 'whole_screen')} keys="f" look="large" onClick={() => large.toggle()}>
            {large.on ? <SmallIcon /> : <LargeIcon />}
          </IconButton>
        )}
        <IconButton words={p('more_keys')} keys="?" onClick={onKeys}>
          <span aria-hidden="true" class="player-question">
            ?
          </span>
        </IconButton>
      </div>
    </div>
  );
}

interface IconButtonProps {
  readonly words: string;
  readonly keys?: string;
  readonly look?: 'main' | 'large';
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function IconButton({ words, keys, look, onClick, children }: IconButtonProps) {
  return (
    <button type="button" class={look === undefined ? 'player-button' : `player-button ${look}`} aria-label={words} title={words} aria-keyshortcuts={keys} onClick={onClick}>
      {children}
    </button>
  );
}
