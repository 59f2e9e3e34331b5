/** The faces: the others large, oneself small in the corner; in voice, names with rings. */
import type { Room } from './openRoom';
import type { View } from './view';
import { OtherFace, SelfFace } from './Face';
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
  return (
    <div class="faces" data-form={call.form.value} data-count={persons.length}>
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
    </div>
  );
}
