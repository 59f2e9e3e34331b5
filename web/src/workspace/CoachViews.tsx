/** What stands in an open workspace, and the way from one view to the next and back. */
import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../i18n';
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { PageFrame } from '../ui/PageFrame';
import { keepTitle } from '../ui/roomTitle';
import { keepForTab } from '../ui/secrets';
import { readFragment } from '../ui/address';
import { coachFragment } from './invitation';
import { InvitationView } from './InvitationView';
import type { Me, RoomItem } from './items';
import { KeyView } from './KeyView';
import { NameView } from './NameView';
import { NewRoomView } from './NewRoomView';
import { OwnView } from './OwnView';
import { PreviewView } from './PreviewView';
import { createRoom, renewGreetings } from './roomActs';
import { RoomsView } from './RoomsView';
import { RoomView } from './RoomView';
import { markSeen } from '../ui/seen';
import type { Workspace } from './Workspace';

export type View =
  | { readonly at: 'rooms'; readonly said?: string }
  | { readonly at: 'new' }
  | { readonly at: 'invitation' | 'preview'; readonly log: string; readonly link: number }
  | { readonly at: 'room'; readonly log: string }
  | { readonly at: 'key' | 'name' | 'own' };

export interface CoachViewsProps {
  readonly workspace: Workspace;
  readonly seed: Uint8Array;
}

function isView(state: unknown): state is { readonly view: View } {
  return typeof state === 'object' && state !== null && 'view' in state;
}

/** Views stand in the browser's history, so that "back" goes back by one. */
function useView(first: View): [View, (view: View) => void] {
  const [view, setView] = useState<View>(first);
  useEffect(() => {
    history.replaceState({ view: first }, '');
    const onPop = (event: PopStateEvent): void => setView(isView(event.state) ? event.state.view : { at: 'rooms' });
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  return [
    view,
    (next) => {
      history.pushState({ view: next }, '');
      setView(next);
    },
  ];
}

const NOBODY: Me = { name: '', lang: 'nl', keyKept: true };

export function CoachViews({ workspace, seed }: CoachViewsProps) {
  const [view, go] = useView({ at: 'rooms' });
  const { rooms, me: known, own } = workspace.state.value;
  const me = known ?? NOBODY;
  const room = 'log' in view ? rooms.get(view.log) : undefined;
  const link = room !== undefined && 'link' in view ? room.links.find((one) => one.id === view.link) : undefined;

  function enter(which: RoomItem): void {
    const path = `/r/${which.log}`;
    const fragment = readFragment(coachFragment(which));
    if (fragment === null) return;
    // The secret goes by tab storage and never into the address bar.
    keepForTab(path, fragment);
    keepTitle(which.log, which.title);
    markSeen(which.log, Date.now());
    location.assign(path);
  }
  const afterInvitation = (): void => go(me.keyKept ? { at: 'rooms' } : { at: 'key' });

  if (view.at === 'preview' && room !== undefined && link !== undefined)
    return <PreviewView key="preview" me={me} room={room} link={link} onClose={() => history.back()} />;
  return (
    <PageFrame
      wide={view.at === 'rooms' && rooms.size > 0}
      tools={
        <>
          {known === null || view.at === 'name' ? null : (
            <Button look="quiet" onClick={() => go({ at: 'name' })}>
              {t('my_name')}
            </Button>
          )}
          {view.at === 'key' ? null : (
            <Button look="quiet" onClick={() => go({ at: 'key' })}>
              {t('my_key')}
            </Button>
          )}
        </>
      }
    >
      {workspace.lost.value === null ? null : <Notice look="wrong">{errorText(workspace.lost.value)}</Notice>}
      {workspace.log.link.value === 'away' && workspace.log.unsent.value > 0 ? <Notice>{t('unsent')}</Notice> : null}
      {view.at === 'new' ? (
        <NewRoomView
          key="new"
          me={me}
          first={rooms.size === 0}
          onMake={async (wanted) => {
            const made = await createRoom({ log: workspace.id, credentials: workspace.credentials }, me, wanted, Date.now());
            await workspace.putRoom(made);
            go({ at: 'invitation', log: made.log, link: made.links[0]?.id ?? 0 });
          }}
          onBack={rooms.size === 0 ? null : () => go({ at: 'rooms' })}
        />
      ) : view.at === 'invitation' && room !== undefined && link !== undefined ? (
        <InvitationView
          key={`invitation ${link.id}`}
          me={me}
          room={room}
          link={link}
          onPreview={() => go({ at: 'preview', log: room.log, link: link.id })}
          onDone={afterInvitation}
        />
      ) : view.at === 'key' ? (
        <KeyView
          key="key"
          me={me}
          seed={seed}
          onKept={async () => {
            await workspace.putMe({ ...me, keyKept: true });
            go({ at: 'rooms' });
          }}
          onLater={() => go({ at: 'rooms' })}
        />
      ) : view.at === 'name' && known !== null ? (
        <NameView
          key="name"
          me={known}
          onSave={async (changed) => {
            await workspace.putMe(changed);
            const open = [...rooms.values()].filter((one) => one.until > Date.now());
            for (const one of open) await renewGreetings(changed, one);
            go({ at: 'rooms', said: t('my_name_saved', { name: changed.name }) });
          }}
          onBack={() => go({ at: 'rooms' })}
        />
      ) : view.at === 'own' ? (
        <OwnView key="own" own={own} onDrop={(type, id) => workspace.dropOwn(type, id)} onBack={() => go({ at: 'rooms' })} />
      ) : view.at === 'room' && room !== undefined ? (
        <RoomView
          key={`room ${room.log}`}
          me={me}
          room={room}
          onChange={(changed) => workspace.putRoom(changed)}
          onInvitation={(id) => go({ at: 'invitation', log: room.log, link: id })}
          onErased={async () => {
            await workspace.dropRoom(room.log);
            go({ at: 'rooms', said: t('erased', { title: room.title }) });
          }}
          onBack={() => go({ at: 'rooms' })}
        />
      ) : (
        <>
          <RoomsView
            key="rooms"
            workspace={workspace}
            me={me}
            said={view.at === 'rooms' ? (view.said ?? null) : null}
            onEnter={enter}
            onArrange={(which) => go({ at: 'room', log: which.log })}
            onDrop={(which) => void workspace.dropRoom(which.log)}
            onNew={() => go({ at: 'new' })}
            onKey={() => go({ at: 'key' })}
          />
          {rooms.size === 0 ? null : (
            <Button look="quiet" class="to-own" onClick={() => go({ at: 'own' })}>
              {t('own')}
            </Button>
          )}
        </>
      )}
    </PageFrame>
  );
}
