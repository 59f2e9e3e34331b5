/** What people are called here: what they said of themselves, else what the link said, else their part. */
import type { Message } from '../../talk/talk';
import type { Role } from '../../wire/protocol.gen';
import type { Room } from './openRoom';
import type { Person } from './presence';
import { r, sentence } from './words';

/** What the room is called and by whom it is shared, as the link said before the log did. */
export interface RoomWords {
  readonly role: 'coach' | 'guest';
  readonly coachName: string | null;
  readonly guestName: string | null;
  /** the coach's own name for the room */
  readonly title: string | null;
  readonly until: number | null;
}

export interface Names {
  /** of the room, for its top line */
  title(): string;
  coach(): string;
  /** one's own; never empty */
  own(): string;
  /** whom one is with */
  other(): string;
  ofPerson(person: Person): string;
  /** of a link whose person may be away: the name they gave when they were last here */
  ofLink(link: number): string;
  ofMessage(message: Message): string;
  /** of a page or an author; never empty */
  of(id: string): string;
}

export function createNames(room: Room, words: RoomWords): Names {
  function byRole(role: Role): string {
    if (role === 'coach') return room.newestName('coach') || words.coachName || r('other_coach');
    return room.newestName('guest') || words.guestName || r('other_client');
  }
  const own = (): string => room.name.value || r('you');
  const otherRole = words.role === 'coach' ? 'guest' : 'coach';
  return {
    title() {
      if (words.role === 'coach') return words.title || sentence(byRole('guest'));
      return r('with_name', { name: byRole('coach') });
    },
    coach: () => (words.role === 'coach' ? own() : byRole('coach')),
    own,
    other: () => byRole(otherRole),
    ofPerson(person) {
      for (const page of [person.remote?.page ?? '', ...person.pages]) {
        const name = room.nameOf(page);
        if (name !== '') return name;
      }
      return byRole(person.role);
    },
    ofLink(link) {
      const page = room.presence.value.seen.get(link);
      return (page === undefined ? '' : room.nameOf(page)) || byRole('guest');
    },
    ofMessage: (message) => room.nameOf(message.author) || message.name || (message.own ? own() : byRole(message.role)),
    of(id) {
      const member = room.talk.value.members.get(id);
      if (member !== undefined && member.name !== '') return member.name;
      if (id === room.log.author.value) return own();
      // Among several, whoever gave no name may be any of them.
      return member === undefined && room.persons.value.length > 1 ? r('somebody') : byRole(member?.role ?? otherRole);
    },
  };
}

/** Presence in words: what changed last, else who is here. */
export function presenceWords(room: Room, names: Names): string {
  if (room.log.link.value === 'connecting') return r('connecting');
  const persons = room.persons.value.filter((p) => p.role !== 'trainer');
  const { news } = room.presence.value;
  if (persons.length > 1) return r('both_here', { count: persons.length });
  const [person] = persons;
  if (person !== undefined) {
    const back = news !== null && news.link === person.link && news.what === 'back';
    return sentence(r(back ? 'is_back' : 'is_here', { name: names.ofPerson(person) }));
  }
  if (news !== null && (news.what === 'left' || news.what === 'lost')) {
    const name = room.nameOf(news.page) || names.other();
    return sentence(r(news.what === 'left' ? 'has_left' : 'is_lost', { name }));
  }
  const here = doorOf(room) !== null && room.log.knock.value?.coach_here === true;
  return sentence(r(here ? 'is_here' : 'nobody_here_yet', { name: names.other() }));
}

/** Before the door of the call, where every call knocks: a known device reads and writes meanwhile. */
function doorOf({ log }: Room): 'waiting' | 'refused' | null {
  const state = log.knock.value?.state;
  if (log.link.value !== 'connected' || log.peers.value.some((peer) => peer.page === log.page)) return null;
  return state === 'waiting' || state === 'refused' ? state : null;
}

/** Why one is in the room but not in the call; empty when one is, or nothing is known. */
export function doorWords(room: Room, names: Names): string {
  const door = doorOf(room);
  return door === null ? '' : sentence(r(`call_${door}`, { name: names.coach() }));
}
