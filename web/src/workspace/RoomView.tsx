/** One room arranged from outside: invitations, name, end date, agreements, erasing. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { errorText, formatDate } from '../i18n';
import { t } from '../i18n/coach';
import { wordOf } from '../ui/wordOf';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { ViewTitle } from '../ui/PageFrame';
import { TextField } from '../ui/TextField';
import { AgreementFields } from './AgreementFields';
import { dayOf, earliestEnd, endOfDay, latestEnd } from '../ui/endDate';
import type { GuestLink, Me, RoomItem } from './items';
import { addGuest, changeAgreements, changeEnd, eraseRoom, revokeGuest, type Agreements } from './roomActs';

export interface RoomViewProps {
  readonly me: Me;
  readonly room: RoomItem;
  readonly onChange: (room: RoomItem) => Promise<void>;
  readonly onInvitation: (link: number) => void;
  readonly onErased: () => Promise<void>;
  readonly onBack: () => void;
}

/** One act at a time, with what it said or why it failed. */
interface Doing {
  readonly busy: boolean;
  readonly said: string | null;
  readonly word: string | null;
  run(act: () => Promise<string>): Promise<void>;
}

function useDoing(): Doing {
  const [state, setState] = useState<Omit<Doing, 'run'>>({ busy: false, said: null, word: null });
  async function run(act: () => Promise<string>): Promise<void> {
    if (state.busy) return;
    setState({ busy: true, said: null, word: null });
    try {
      const said = await act();
      setState({ busy: false, said, word: null });
    } catch (error) {
      setState({ busy: false, said: null, word: wordOf(error) });
    }
  }
  return { ...state, run };
}

function Outcome({ doing }: { readonly doing: Doing }) {
  return (
    <div class="outcome">
      <p class="small" role="status">
        {doing.said ?? ''}
      </p>
      {doing.word === null ? null : <Notice look="wrong">{errorText(doing.word)}</Notice>}
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="part stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function RoomView(props: RoomViewProps) {
  return (
    <div class="stack loose">
      <div class="stack tight">
        <ViewTitle>{props.room.title}</ViewTitle>
        <div class="row">
          <Button look="quiet" onClick={props.onBack}>
            {t('to_rooms')}
          </Button>
        </div>
      </div>
      <Invitations {...props} />
      <Name {...props} />
      <EndDate {...props} />
      <AgreementsPart {...props} />
      <Erase {...props} />
    </div>
  );
}

function Invitations({ me, room, onChange, onInvitation }: RoomViewProps) {
  const [name, setName] = useState('');
  const [asking, setAsking] = useState<number | null>(null);
  const doing = useDoing();
  const nameOf = (link: GuestLink): string => (link.name === '' ? t('link_nameless') : t('link_of', { name: link.name }));
  return (
    <Part title={t('room_invitations')}>
      {room.links.length === 0 ? <p>{t('link_none')}</p> : null}
      <ul class="plain links">
        {room.links.map((link) => (
          <li key={link.id}>
            <span>{nameOf(link)}</span>
            <span class="row">
              <Button onClick={() => onInvitation(link.id)}>{t('link_show')}</Button>
              <Button
                look="quiet leave"
                aria-label={link.name === '' ? undefined : t('link_revoke_of', { name: link.name })}
                onClick={() => setAsking(link.id)}
              >
                {t('link_revoke')}
              </Button>
            </span>
            {asking === link.id ? (
              <Notice>
                <p>{t('link_revoke_sure')}</p>
                <div class="row">
                  <Button
                    look="leave"
                    busy={doing.busy}
                    onClick={() =>
                      void doing.run(async () => {
                        await onChange(await revokeGuest(room, link));
                        setAsking(null);
                        return t('link_revoked');
                      })
                    }
                  >
                    {t('link_revoke_yes')}
                  </Button>
                </div>
              </Notice>
            ) : null}
          </li>
        ))}
      </ul>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void doing.run(async () => {
            const changed = await addGuest(me, room, name.trim());
            await onChange(changed);
            const made = changed.links.at(-1);
            if (made !== undefined) onInvitation(made.id);
            return '';
          });
        }}
      >
        <TextField label={t('link_add_name')} hint={t('link_add_line')} value={name} onInput={setName} maxLength={60} autocomplete="off" />
        <div class="row">
          <Button type="submit" busy={doing.busy}>
            {t('link_add_button')}
          </Button>
        </div>
      </form>
      <Outcome doing={doing} />
    </Part>
  );
}

function Name({ room, onChange }: RoomViewProps) {
  const [title, setTitle] = useState(room.title);
  const doing = useDoing();
  return (
    <Part title={t('rename_title')}>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() === '') return;
          void doing.run(async () => {
            await onChange({ ...room, title: title.trim() });
            return t('renamed');
          });
        }}
      >
        <TextField
          label={t('room_title')}
          hint={t('room_title_hint')}
          value={title}
          onInput={setTitle}
          maxLength={80}
          autocomplete="off"
          wrong={title.trim() === '' ? t('room_title_needed') : null}
        />
        <div class="row">
          <Button type="submit" busy={doing.busy}>
            {t('rename_save')}
          </Button>
        </div>
      </form>
      <Outcome doing={doing} />
    </Part>
  );
}

function EndDate({ me, room, onChange }: RoomViewProps) {
  const now = Date.now();
  const [day, setDay] = useState(dayOf(room.until));
  const [wrong, setWrong] = useState(false);
  const doing = useDoing();
  return (
    <Part title={t('end_title')}>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const until = endOfDay(day, Date.now());
          setWrong(until === null);
          if (until === null) return;
          void doing.run(async () => {
            await onChange(await changeEnd(me, room, until));
            return t('end_changed', { until: formatDate(until) });
          });
        }}
      >
        <TextField
          label={t('room_until')}
          hint={t('room_until_hint')}
          type="date"
          value={day}
          min={earliestEnd(now)}
          max={latestEnd(now)}
          onInput={setDay}
          wrong={wrong ? t('room_until_wrong') : null}
        />
        <div class="row">
          <Button type="submit" busy={doing.busy}>
            {t('end_change')}
          </Button>
        </div>
      </form>
      <Outcome doing={doing} />
    </Part>
  );
}

function AgreementsPart({ me, room, onChange }: RoomViewProps) {
  const { agreed, answer, help, knock, writers } = room;
  const [value, setValue] = useState<Agreements>({ agreed, answer, help, knock, writers });
  const doing = useDoing();
  return (
    <Part title={t('agreements_title')}>
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          void doing.run(async () => {
            await onChange(await changeAgreements(me, room, value));
            return t('agreements_saved');
          });
        }}
      >
        <AgreementFields value={value} onChange={setValue} />
        <div class="row">
          <Button type="submit" busy={doing.busy}>
            {t('agreements_save')}
          </Button>
        </div>
      </form>
      <Outcome doing={doing} />
    </Part>
  );
}

function Erase({ room, onErased }: RoomViewProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const doing = useDoing();
  const word = t('erase_word');
  return (
    <Part title={t('erase_title')}>
      <p>{t('erase_what')}</p>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const right = typed.trim().toLowerCase() === word;
          setWrong(!right);
          if (!right) return;
          void doing.run(async () => {
            await eraseRoom(room);
            await onErased();
            return '';
          });
        }}
      >
        <TextField
          label={t('erase_type', { word })}
          value={typed}
          onInput={setTyped}
          wrong={wrong ? t('erase_wrong', { word }) : null}
          autocomplete="off"
          spellcheck={false}
        />
        <div class="row">
          <Button look="leave" type="submit" busy={doing.busy}>
            {t('erase_button')}
          </Button>
        </div>
      </form>
      <Outcome doing={doing} />
    </Part>
  );
}
