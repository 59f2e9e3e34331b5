/** What stands on the card that holds a picture's place. */
export const nl = {
  coming: 'Plaatje komt eraan',
  lost: 'Dit plaatje gaat niet open',
} as const;
