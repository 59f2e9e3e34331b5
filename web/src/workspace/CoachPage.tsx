/** `/coach`: from an invitation or a key to the workspace, and what stands in it. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { toBase64url } from '../crypto/base64url';
import { openFragment } from '../crypto/fragment';
import { SEED_BYTES } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import { errorText, t as common } from '../i18n';
import { t } from '../i18n/coach';
import type { Fragment } from '../ui/address';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { PageFrame, ViewTitle } from '../ui/PageFrame';
import { PasteLink } from '../ui/PasteLink';
import { keepForTab, remember } from '../ui/secrets';
import { wordOf } from '../ui/wordOf';
import { CoachViews } from './CoachViews';
import type { Me } from './items';
import { Welcome } from './Welcome';
import { foundWorkspace, knowsDevice, openWorkspace, settleDevice, type Workspace } from './Workspace';
import './coach.css';

type Stage =
  | { readonly at: 'invited'; readonly code: string }
  | { readonly at: 'opening' }
  | { readonly at: 'new_device' }
  | { readonly at: 'failed'; readonly word: string }
  | { readonly at: 'open'; readonly workspace: Workspace };

const PATH = '/coach';

function keepKey(seed: Uint8Array): Fragment {
  const fragment: Fragment = { letter: 'w', code: toBase64url(seed) };
  keepForTab(PATH, fragment);
  return fragment;
}

/** What its list says about answers has words of its own. */
export { loadAnsweringWords as loadWords } from '../answering/words';

export function CoachPage({ fragment }: { readonly fragment: Fragment }) {
  const opened = useMemo(() => openFragment(fragment.letter + fragment.code), [fragment]);
  // One seed per invitation in this tab: a second try after a lost answer must not make a second one.
  const seed = useMemo(() => (opened.letter === 'w' ? opened.seed : randomBytes(SEED_BYTES)), [opened]);
  const [stage, setStage] = useState<Stage>(opened.letter === 'i' ? { at: 'invited', code: opened.code } : { at: 'opening' });
  const [tries, setTries] = useState(0);

  async function enter(founder?: Me): Promise<void> {
    const workspace = await openWorkspace(seed);
    if (founder !== undefined) await workspace.putMe(founder);
    setStage({ at: 'open', workspace });
  }
  useEffect(() => {
    if (opened.letter !== 'w') return;
    setStage({ at: 'opening' });
    knowsDevice(seed)
      .then((known) => (known ? enter() : setStage({ at: 'new_device' })))
      .catch((error: unknown) => {
        // A workspace that was open here before also opens without the server.
        const word = wordOf(error);
        if (word === 'offline') return enter();
        setStage({ at: 'failed', word });
      })
      .catch((error: unknown) => setStage({ at: 'failed', word: wordOf(error) }));
  }, [seed, tries]);
  const open = stage.at === 'open' ? stage.workspace : null;
  useEffect(() => () => open?.close(), [open]);

  if (stage.at === 'invited')
    return (
      <Welcome
        onMake={async (me) => {
          await foundWorkspace(stage.code, seed);
          keepKey(seed);
          await enter(me);
        }}
      />
    );
  if (stage.at === 'new_device')
    return (
      <NewDevice
        onOpen={async (onDevice) => {
          await settleDevice(seed);
          if (onDevice) await remember(PATH, keepKey(seed));
          await enter();
        }}
      />
    );
  if (stage.at === 'failed')
    return (
      <PageFrame>
        <div class="stack">
          <ViewTitle>{t(stage.word === 'unknown_link' ? 'cannot_key_title' : 'cannot_title')}</ViewTitle>
          <p>{stage.word === 'unknown_link' ? t('cannot_key') : errorText(stage.word)}</p>
          {stage.word === 'unknown_link' ? (
            <PasteLink />
          ) : (
            <>
              <p>{t('cannot_safe')}</p>
              <div class="row">
                <Button look="primary" onClick={() => setTries(tries + 1)}>
                  {common('again')}
                </Button>
              </div>
            </>
          )}
        </div>
      </PageFrame>
    );
  if (stage.at === 'opening')
    return (
      <PageFrame>
        <p class="wait" role="status">
          {t('opening')}
        </p>
      </PageFrame>
    );
  return <CoachViews workspace={stage.workspace} seed={seed} />;
}

function NewDevice({ onOpen }: { readonly onOpen: (onDevice: boolean) => Promise<void> }) {
  const [onDevice, setOnDevice] = useState(false);
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  async function open(): Promise<void> {
    setBusy(true);
    setWord(null);
    try {
      await onOpen(onDevice);
    } catch (error) {
      setWord(wordOf(error));
      setBusy(false);
    }
  }
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{t('open_title')}</ViewTitle>
        <p>{t('open_what')}</p>
        <label class="tick">
          <input type="checkbox" checked={onDevice} onChange={(event) => setOnDevice(event.currentTarget.checked)} />
          <span>
            {t('open_remember')}
            <span class="aside tick-line">{t('open_remember_line')}</span>
          </span>
        </label>
        {word === null ? null : <Notice look="wrong">{errorText(word)}</Notice>}
        <div class="row">
          <Button look="primary" large busy={busy} onClick={() => void open()}>
            {busy ? t('opening') : t('open_button')}
          </Button>
        </div>
      </div>
    </PageFrame>
  );
}
