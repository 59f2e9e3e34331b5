/** The faces: the others large, oneself small in the corner; in voice, names with rings. */
import type { Room } from './openRoom';
import type { View } from './view';
import { isSeen, OtherFace, SelfFace } from './Face';
import { SharedScreen } from './SharedScreen';
import { r, sentence } from './words';
import type { Person } from './presence';

export interface PeopleProps {
  readonly room: Room;
  readonly view: View;
  readonly called: (person: Person) => string;
  /** who is expected when nobody is here */
  readonly expected: string;
}

export function People({ room, view, called, expected }: PeopleProps) {
  const { call } = room;
  const { media } = call;
  const persons = room.persons.value.filter((p) => p.role !== 'trainer');
  const picture = call.form.value === 'picture';
  const phone = view.layout.value === 'phone';
  const fill = view.facesFill.value;
  const arrives = arrivesWords(persons, called);
  const sharing = sharerOf(persons);
  return (
    <>
      {sharing === null || view.screenLarge.value ? null : (
        <SharedScreen
          name={called(sharing.person)}
          stream={sharing.screen}
          large={false}
          onSize={(large) => {
            view.screenLarge.value = large;
          }}
        />
      )}
      <div
        class="faces"
        data-form={call.form.value}
        data-count={persons.length}
        data-unseen={persons.some(({ remote }) => !isSeen(remote, picture)) ? '' : undefined}
      >
        <div class="others">
          {persons.length === 0 ? (
            <p class="nobody soft">{sentence(r(room.presence.value.seen.size > 0 ? 'nobody_here' : 'nobody_here_yet', { name: expected }))}</p>
          ) : (
            persons.map((person) => (
              <OtherFace key={person.link} name={called(person)} remote={person.remote} picture={picture} />
            ))
          )}
        </div>
        <SelfFace
          name={room.name.value}
          stream={media.stream.value}
          level={media.level}
          muted={media.muted.value}
          cameraOff={media.cameraOff.value}
          picture={picture}
          arrives={arrives}
        />
        {phone && picture ? (
          <button
            type="button"
            class="faces-toggle"
            aria-pressed={fill}
            aria-label={r(fill ? 'faces_back' : 'faces_fill')}
            onClick={() => {
              view.facesFill.value = !fill;
            }}
          />
        ) : null}
        {picture && arrives !== '' ? (
          <p class="arrives small" role="status">
            {arrives}
          </p>
        ) : null}
      </div>
    </>
  );
}

/** The first of those who show something of their screen. */
export function sharerOf(persons: readonly Person[]): { readonly person: Person; readonly screen: MediaStream } | null {
  for (const person of persons) {
    const screen = person.remote?.screen ?? null;
    if (screen !== null) return { person, screen };
  }
  return null;
}

/** Who receives us badly, said by themselves; and that the picture makes way for the voice. */
function arrivesWords(persons: readonly Person[], called: (person: Person) => string): string {
  const badly = persons.filter(({ remote }) => remote?.state === 'connected' && remote.heardBy !== 'good');
  const still = persons.some(({ remote }) => remote?.state === 'connected' && remote.ourPicture === 'still' && remote.form === 'picture');
  const [first] = badly;
  const words = [
    first === undefined ? '' : sentence(badly.length === 1 ? r('hears_us_badly', { name: called(first) }) : r('hear_us_badly')),
    still ? r('own_picture_still') : '',
  ];
  return words.filter(Boolean).join(' ');
}
