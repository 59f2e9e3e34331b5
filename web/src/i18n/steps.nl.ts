/** The seven steps of a talk, for the coach's strip and beside the player. Dutch. */
export const nl = {
  place_use: 'Nut vooraf',
  place_topic: 'Waar het over gaat',
  place_wanted: 'Hoe je het wilt',
  place_achieved: 'Wat er al is',
  place_worked: 'Wat eerder werkte',
  place_ahead: 'Een stapje vooruit',
  place_useful: 'Nut achteraf',
} as const;
