/** Dutch words of the list of who may come in. */
export const nl = {
  title: 'Wie hier naar binnen kan',
  loading: 'Ophalen',
  failed: 'De lijst is nu niet op te halen. Er is niets veranderd; probeer het zo opnieuw.',
  this_one: '{name}, dit apparaat',
  here: '{name}, is er nu',
  known: '{name}, sinds {day}',
  waiting: '{name}, nog niet binnengelaten',
  remove: 'Haal weg',
  remove_of: 'Haal weg: {who}',
  sure: 'Dit apparaat kan dan niet meer naar binnen en niets nieuws meer lezen. Wat het al liet zien is gezien. Met de link kan iemand wel opnieuw aankloppen; trek de link in bij “Regelen” als dat ook niet meer mag.',
  yes: 'Ja, haal dit apparaat weg',
  no: 'Laat zo',
  removed: 'Dat apparaat kan niet meer naar binnen.',
} as const;
