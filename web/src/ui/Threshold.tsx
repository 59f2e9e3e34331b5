/**
 * The ten seconds before going in: with whom, how, under which name, what is kept.
 *
 * Asks for no camera or microphone before a form was chosen, and none at all for writing.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EchoRoutes } from '../call/EchoCheck';
import type { Form, OwnMedia, Relay } from '../call/types';
import { errorText, t as common } from '../i18n';
import { t } from '../i18n/threshold';
import { AddressChoice } from './AddressChoice';
import { Button } from './Button';
import { Choice } from './Choice';
import { CopyField } from './CopyField';
import type { Greeting } from './entering';
import { HelpLine } from './HelpLine';
import { Notice } from './Notice';
import { OwnCheck } from './OwnCheck';
import { ViewTitle } from './PageFrame';
import { beforeLeaving } from './quickExit';
import { insideApp, surroundings } from './surroundings';
import { TextField } from './TextField';
import { wordOf } from './wordOf';
import { Worries } from './Worries';

export interface Arriving {
  readonly name: string;
  readonly form: Form;
  readonly media: OwnMedia;
  readonly remember: boolean;
}

export interface ThresholdProps {
  readonly role: 'coach' | 'guest';
  readonly greeting: Greeting | null;
  readonly name: string;
  readonly remembered: boolean;
  /** the whole link, for whoever must open it in another browser */
  readonly link: string;
  /** Own picture and sound; loaded when a form that needs them was chosen. */
  readonly loadMedia: () => Promise<OwnMedia>;
  /** Whether there is a relay; absent in a preview. */
  readonly askRelay?: () => Promise<Relay>;
  /** The way to try the connection before going in; absent in a preview. */
  readonly loadEcho?: () => Promise<EchoRoutes>;
  /** Go in; rejects with a refusal. Absent in a preview, which registers nothing. */
  readonly onComeIn?: (arriving: Arriving) => Promise<void>;
}

const FORMS: readonly Form[] = ['picture', 'voice', 'writing'];

export function Threshold(props: ThresholdProps) {
  const { role, greeting, onComeIn } = props;
  const [form, setForm] = useState<Form | null>(null);
  const [name, setName] = useState(props.name);
  const [wrongName, setWrongName] = useState(false);
  const [remember, setRemember] = useState(props.remembered);
  const [media, setMedia] = useState<OwnMedia | null>(null);
  const [coming, setComing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const loading = useRef<Promise<OwnMedia> | null>(null);
  const kept = useRef(false);
  const byArrow = useRef(false);
  const asked = useRef(false);
  const nameField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  function load(): Promise<OwnMedia> {
    loading.current ??= props.loadMedia();
    return loading.current;
  }
  // Camera and microphone go off with the page.
  useEffect(() => beforeLeaving(() => void loading.current?.then((own) => own.stop())), []);
  useEffect(
    () => () => {
      // Whoever turns back here leaves no camera on; the room keeps what it was given.
      if (!kept.current) void loading.current?.then((own) => own.stop());
    },
    [],
  );

  /** Arrow keys pass over choices that are not meant: then nothing is asked until they are left. */
  function choose(chosen: Form): void {
    setForm(chosen);
    asked.current = false;
    if (!byArrow.current) void ask(chosen);
  }
  async function ask(chosen: Form): Promise<void> {
    if (onComeIn === undefined || asked.current) return;
    asked.current = true;
    try {
      const own = await load();
      setMedia(own);
      await own.ask(chosen);
    } catch (error) {
      loading.current = null;
      asked.current = false;
      setRefused(wordOf(error));
    }
  }

  async function comeIn(): Promise<void> {
    if (form === null || onComeIn === undefined || coming) return;
    if (name.trim() === '') {
      setWrongName(true);
      nameField.current?.focus();
      return;
    }
    setComing(true);
    setRefused(null);
    try {
      await ask(form);
      const own = await load();
      kept.current = true;
      await onComeIn({ name: name.trim(), form, media: own, remember });
    } catch (error) {
      kept.current = false;
      setComing(false);
      setRefused(wordOf(error));
    }
  }

  const check = form === null || form === 'writing' || media === null ? null : { form, media };
  return (
    <form
      class={form === null ? 'threshold stack loose' : 'threshold stack loose with-come-in'}
      onSubmit={(event) => {
        event.preventDefault();
        void comeIn();
      }}
    >
      <div class="stack tight">
        <ViewTitle>{greetingLine(role, greeting)}</ViewTitle>
        {greeting === null || greeting.agreed === '' ? null : (
          <p>
            <span class="soft">{t('agreed')}:</span> {greeting.agreed}
          </p>
        )}
      </div>
      {insideApp(surroundings()) ? (
        <Notice>
          <p>{t('in_app')}</p>
          <CopyField label={t('in_app_copy')} text={props.link} />
        </Notice>
      ) : null}
      <div
        onKeyDown={(event) => {
          byArrow.current = event.key.startsWith('Arrow');
        }}
        onPointerDown={() => {
          byArrow.current = false;
        }}
        onFocusOut={(event) => {
          const within = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
          if (!within && form !== null) void ask(form);
        }}
      >
        <Choice
          legend={t('how')}
          layout="across"
          big
          options={FORMS.map((value) => ({ value, label: common(value), line: t(`${value}_line`) }))}
          value={form}
          onChoose={choose}
        />
      </div>
      {form === null ? <p class="aside">{t('how_later')}</p> : null}
      {form === null ? null : (
        <div class={check === null ? 'arriving' : 'arriving with-check'}>
          {check === null ? null : <OwnCheck key={check.form} {...check} loadEcho={props.loadEcho} />}
          <div class="stack loose">
            <TextField
              label={t('your_name')}
              hint={role === 'coach' ? t('coach_name_hint') : t('your_name_hint')}
              value={name}
              onInput={(value) => {
                setName(value);
                setWrongName(false);
              }}
              wrong={wrongName ? t('name_needed') : null}
              maxLength={60}
              autocomplete="nickname"
              spellcheck={false}
              inputRef={nameField}
            />
            <label class="tick">
              <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
              <span>
                {t('remember')}
                <span class="aside tick-line">{t('remember_line')}</span>
              </span>
            </label>
            {props.askRelay === undefined ? null : <AddressChoice askRelay={props.askRelay} />}
            <div class="come-in stack">
              {refused === null ? null : <Notice look="wrong">{errorText(refused)}</Notice>}
              <Button look="primary" large type="submit" busy={coming} disabled={onComeIn === undefined}>
                {coming ? t('coming_in') : t('come_in')}
              </Button>
            </div>
          </div>
        </div>
      )}
      <Worries role={role} greeting={greeting} />
      <HelpLine help={greeting?.help ?? ''} coach={greeting?.coach ?? t('your_coach')} />
    </form>
  );
}

function greetingLine(role: 'coach' | 'guest', greeting: Greeting | null): string {
  if (role === 'guest') return greeting === null ? t('talk_here') : t('talk_with', { coach: greeting.coach });
  return greeting?.guest ? t('room_of', { guest: greeting.guest }) : t('room_plain');
}
