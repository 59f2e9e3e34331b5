/**
 * The words every page may need. The source of truth: English follows.
 *
 * je/jij, sentence case, verbs on buttons, no exclamation marks. Read every line aloud.
 * An error says what happened, what is safe, what to do now.
 */
export const nl = {
  product: 'Flipover',
  language: 'Taal',
  close: 'Sluit',
  back: 'Terug',
  copy: 'Kopieer',
  copied: 'Gekopieerd',
  copy_failed: 'Kopiëren lukte niet. De tekst is geselecteerd: kopieer hem zelf.',
  wait: 'Een ogenblik',
  again: 'Probeer opnieuw',
  qr_of: 'QR-code van deze link',

  picture: 'Beeld',
  voice: 'Stem',
  writing: 'Schrijven',

  // What the server may answer. LATER: it is kept here and goes by itself.
  error_gap: 'Er ontbreekt nog een stukje van daarvoor. Het staat veilig op dit apparaat en gaat vanzelf mee.',
  error_busy: 'De server heeft het even druk. Wat je deed staat veilig op dit apparaat en gaat vanzelf mee.',
  error_too_fast: 'Het ging even te snel voor de server. Niets is weg; het gaat zo vanzelf verder.',
  error_blob_missing: 'Een afbeelding of bestand kwam niet over. Het staat nog op dit apparaat en wordt opnieuw gestuurd.',
  error_storage: 'De server kan nu niets bewaren. Wat je deed staat veilig op dit apparaat en gaat mee zodra het weer kan.',
  // NEVER: it will not be kept.
  error_conflict: 'Dit is niet bewaard: de server had al iets anders op deze plek. Wat er daarvoor stond is veilig. Doe het nog een keer.',
  error_not_allowed: 'Dit mag met jouw link niet. Er is niets veranderd.',
  error_too_large: 'Dit is te groot om te bewaren. Er is niets veranderd. Maak het kleiner of deel het op.',
  error_malformed: 'De server begreep dit niet en heeft het niet bewaard. Laad de pagina opnieuw en doe het nog een keer.',
  error_revoked: 'Deze link is ingetrokken. Wat bewaard was is niet veranderd. Vraag je coach om een nieuwe link.',
  error_ended: 'De einddatum van deze kamer is voorbij. De kamer gaat niet meer open.',
  error_client_too_old: 'Deze pagina is ouder dan de server. Laad de pagina opnieuw; wat je deed blijft op dit apparaat staan.',
  // OTHER: answers that concern a page or a link.
  error_not_found: 'Dit bestaat niet of niet meer. Kijk of je de hele link hebt.',
  error_unknown_link: 'Deze link opent geen kamer. Kijk of je hem helemaal hebt overgenomen, of vraag om een nieuwe.',
  error_not_admitted: 'Je bent nog niet binnengelaten. Zodra je coach dat doet, ga je vanzelf verder.',
  error_exists: 'Dit bestaat al. Er is niets veranderd.',
  error_used: 'Deze uitnodiging is al gebruikt of verlopen. Vraag de beheerder om een nieuwe. Werkte je hier eerder? Open dan je werkplek met je sleutel.',
  error_server_too_old: 'De server is ouder dan deze pagina. Wat je deed staat veilig op dit apparaat. Probeer het later, of zeg het de beheerder.',
  error_origin: 'De server weigert deze pagina, omdat die van een ander adres komt. Open de link zoals je hem kreeg.',
  error_no_echo: 'Deze server kan je verbinding niet proberen. Dat zegt niets over je gesprek. Jezelf zien en horen kan hier wel.',
  error_internal: 'Er ging iets mis op de server. Wat bewaard was is veilig. Probeer het zo opnieuw.',
  // Not the server's: no answer at all.
  error_offline: 'De server antwoordt niet. Niets is weg. Kijk of je internet hebt en probeer het opnieuw.',

  // What an honest server does not do.
  lie_dropped: 'De server laat iets weg wat bewaard was.',
  lie_repeated: 'De server gaf twee keer hetzelfde, op verschillende plekken.',
  lie_reordered: 'De server gaf dingen in een andere volgorde dan ze bewaard waren.',
  lie_forked: 'De server laat jullie niet hetzelfde zien.',
  lie_rolled_back: 'De server is teruggezet naar eerder. Wat daarna kwam, staat misschien alleen nog op jullie apparaten.',
  lie_foreign: 'De server gaf iets wat niet in deze kamer gemaakt is. Het is niet getoond.',
  lie_forgot: 'De server zei dat iets bewaard was en heeft het nu niet meer.',
  lie_replayed_signal: 'Iemand probeerde een oude verbinding opnieuw te gebruiken. Dat is tegengehouden.',
  lie_swapped_signal: 'Iemand probeerde zich tussen jullie verbinding te zetten. Dat is tegengehouden.',
} as const;
