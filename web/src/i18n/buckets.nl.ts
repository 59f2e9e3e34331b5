/** Seven buckets beside the player, filled by hand. Dutch. */
export const nl = {
  title: 'Zeven emmertjes',
  line: 'Hoort een moment bij een stap? Doe het erbij. De volgorde doet er weinig toe, en een leeg emmertje is ook iets om over te praten.',
  put: 'Doe erbij',
  put_in: 'Doe erbij: dit moment ({time}) bij {step}',
  go: '{time}, {name}: ga erheen',
  take: 'Haal eruit',
  take_of: 'Haal eruit: {time} uit {step}',
  by: '{time}, {name}',
  none: 'nog leeg',
  put_done: '{time} ligt bij: {step}',
  taken: '{time} is uit: {step}',
  not_kept: 'Dat is niet bewaard, want het terugkijken is gestopt.',
} as const;
