/** The way between two people: no connection, and hiding one's internet address. */
import type { nl } from './network.nl';

export const en: Record<keyof typeof nl, string> = {
  no_path_title: 'Picture and sound of {name} do not get through',
  no_path: 'Your networks do not let each other in. Drawing and writing go on, and we keep trying.',
  no_path_short: 'No connection with {name} yet',
  try_title: 'What you can do',
  try_network: 'Use another network, for instance mobile data instead of Wi-Fi.',
  try_hotspot: 'Or switch on the hotspot of a phone and connect to that.',
  ask_for_relay: 'Ask whoever runs Flipover for you to set up a relay.',
  ask_about_relay: 'Ask whoever runs Flipover for you whether the relay works.',
  hidden_no_path: 'You are hiding your internet address. That needs a relay, and there is none here. Drawing and writing go on.',
  show_address: 'Let the other person see my internet address',
  hide_words: 'Close',
  connection: 'Your internet address',
  hide_address: 'Hide my internet address from the other person',
  hide_line: 'Picture and sound then go through a relay. That can be a little slower.',
  hide_unknown: 'Whether there is a relay here shows once you are inside. If there is none, only drawing and writing work.',
  hide_none: 'Hiding your internet address is not possible here: no relay has been set up. Whoever runs Flipover for you can do that.',
  hide_in_call: 'If you change this now, the conversation is silent for a few seconds.',
};
