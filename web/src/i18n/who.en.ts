/** English words of "Who can see this?". */
import type { Same } from './texts';
import type { nl } from './who.nl';

export const en = {
  who_people_title: 'Who is there',
  who_people: 'You, {coach}, and others only if {coach} lets them in with a link of their own. At the top of the room you see who is there.',
  who_people_coach: 'You, and others only if you let them in with a link of their own. At the top of the room you see who is there.',
  who_call_title: 'Picture and sound',
  who_call: 'Go encrypted from your device to the other person’s, and Flipover records them nowhere. Mostly they go directly; the other person can then find out your internet address. If you do not want that, hide it under “Your internet address”. Where they cannot go directly, a relay passes them on. It cannot open them, but does see the internet addresses.',
  who_call_doubt: 'Somebody may be in between who looks and listens along. Say nothing that you would not say in public.',
  who_kept_title: 'What is kept',
  who_kept: 'Names, drawings, notes and messages, also how they came about and what was erased from a sheet. All of it locked: the server cannot open it, only those with a link to this room can.',
  who_until: 'After {until} the room closes and nothing can be read any more. Within seven days after that it is erased. {coach} can change that date or erase everything earlier; you can always ask for it.',
  who_notes: '{coach} may keep notes for their own use, as in a notebook. Those are locked too. You do not see them.',
  who_until_coach: 'After {until} the room closes and nothing can be read any more. Within seven days after that it is erased. You can change that date or erase everything earlier. Your client can always ask you to.',
  who_notes_coach: 'Notes that you make for yourself are locked too. Your client does not see them.',
  who_later_title: 'Who sees it later',
  who_later: 'Nobody, unless everybody who took part says yes. What is shared that way you can stop at any time, and you see when somebody looked back. Flipover cannot keep somebody who is there from showing what they can see themselves, or from photographing the screen. Whoever leaves keeps what they saw.',
  who_server_title: 'What the operator of the server does see',
  who_server: 'That the room exists and until when, that it belongs to the same coach as other rooms, how many devices come, whether you must knock and who may draw, how large something is, of which kind, and when it came, whether looking back was asked for, what the answer was, and when somebody looked back. While you are connected also your internet address; it is not kept. Not: who you are, and what is written or said.',
  who_link_title: 'Your link is your key',
  who_link: 'Whoever has your link can pretend to be you. It is in the message that brought it to you, and perhaps in your browser. Do not pass it on. Is it in the wrong hands? Ask for a new one: the old one is then withdrawn.',
  who_link_coach: 'Your link opens this room as the coach. Whoever has it can do all that you can. Keep it as you keep a key.',
  who_limits_title: 'What we cannot promise',
  who_limits: 'Whoever runs the server could give your browser a changed program that does look along. So choose an operator you trust. With the server’s help somebody in the room could also write under another’s name: what is here is a shared memory, not proof. And whoever has both your link and the kept data can read back what was written and drawn; not picture and sound.',
  who_knock_every: '{coach} lets you in again for every conversation.',
  who_knock_new: 'If you come with a new device, {coach} lets you in first.',
  who_knock_never: 'Whoever has a link comes straight in, without knocking.',
  who_knock_every_coach: 'You let your client in again for every conversation.',
  who_knock_new_coach: 'If your client comes with a new device, you let them in first.',
  who_knock_never_coach: 'Whoever has a link comes straight in, without knocking.',
} satisfies Same<typeof nl>;
