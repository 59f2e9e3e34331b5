/** Microphone, camera and speaker: choosing, what goes wrong, and keys. Dutch. */
export const nl = {
  // panel
  title: 'Beeld en geluid',
  title_voice: 'Geluid',
  open_here: 'Kies microfoon, camera of geluid',
  open_voice: 'Kies microfoon of geluid',
  microphone: 'Microfoon',
  camera: 'Camera',
  speaker: 'Luidspreker',
  as_it_comes: 'Zoals dit apparaat het kiest',
  not_connected: 'Je eerdere keuze, nu niet aangesloten',
  level: 'Je stem',
  level_muted: 'Je microfoon staat uit. Zet hem aan om te zien of hij je hoort.',
  no_speaker_choice: 'In deze browser kies je de luidspreker bij het geluid van je apparaat.',
  speaker_ask: 'Kies een luidspreker',
  test: 'Test geluid',
  testing: 'Je hoort nu twee zachte tonen.',
  test_failed: 'Er klinkt niets. Kies een andere luidspreker of kijk bij het geluid van je apparaat.',
  stays: 'Kiezen zet niets aan: wat uit staat, blijft uit. Je keuze wordt op dit apparaat onthouden.',

  // how the voice is treated
  voice: 'Hoe je stem klinkt',
  echoCancellation: 'Echo weghalen',
  echoCancellation_line: 'Zonder koptelefoon hoort de ander zichzelf anders terug.',
  noiseSuppression: 'Ruis dempen',
  noiseSuppression_line: 'Haalt gezoem en geruis weg. Uit klinkt natuurlijker in een stille kamer.',
  autoGainControl: 'Volume gelijk houden',
  autoGainControl_line: 'Maakt zacht praten harder en hard praten zachter.',
  hold: 'Alleen praten zolang je iets ingedrukt houdt',
  hold_line: 'Je microfoon is dicht, tot je de spatiebalk, de M of de microfoonknop ingedrukt houdt.',
  hold_line_touch: 'Je microfoon is dicht, tot je de microfoonknop ingedrukt houdt.',

  // buttons
  hold_word: 'Houd ingedrukt',
  hold_label: 'Houd ingedrukt om te praten',
  held_word: 'Je praat',
  no_microphone_word: 'Geen microfoon',
  no_camera_word: 'Geen camera',

  // what goes wrong, in the room
  media_denied: 'Je browser houdt je camera en microfoon tegen. De ander hoort en ziet je nu niet; tekenen en schrijven gaan gewoon door.',
  media_denied_camera: 'Je browser houdt je camera tegen. De ander hoort je wel.',
  media_denied_microphone: 'Je browser houdt je microfoon tegen. De ander hoort je nu niet; tekenen en schrijven gaan gewoon door.',
  media_no_camera: 'Er is geen camera gevonden. De ander hoort je wel. Sluit een camera aan, dan kun je hem hier aanzetten.',
  media_no_microphone: 'Er is geen microfoon gevonden. De ander hoort je nu niet; tekenen en schrijven gaan gewoon door. Sluit een microfoon aan, of probeer het opnieuw.',
  media_no_devices: 'Er is geen camera en geen microfoon gevonden. De ander hoort en ziet je nu niet; tekenen en schrijven gaan gewoon door. Sluit ze aan, of probeer het opnieuw.',
  media_in_use_camera: 'Een ander programma gebruikt je camera. De ander hoort je wel. Sluit dat programma, of kies een andere camera.',
  media_in_use_microphone: 'Een ander programma gebruikt je microfoon. De ander hoort je nu niet. Sluit dat programma, of kies een andere microfoon.',
  media_insecure: 'Deze pagina is niet via een veilig adres geopend, en daarom geeft de browser geen camera of microfoon. Open de link die met https begint; schrijven kan nu al.',
  media_unsupported: 'Deze browser kan geen beeld en geluid. Open de link in Chrome, Firefox, Edge of Safari; schrijven kan nu al.',
  media_unknown: 'Camera of microfoon wil niet starten. Tekenen en schrijven gaan gewoon door. Probeer het opnieuw, of kies een andere.',
  again: 'Probeer opnieuw',
  another: 'Kies een andere',
  hide: 'Verberg',

  // where it is allowed
  allow_chromium: 'Klik op het teken links van het adres, zet daar camera en microfoon op toestaan. Het gaat hier dan vanzelf verder.',
  allow_firefox: 'Klik op de doorgestreepte camera of microfoon links in de adresbalk en haal de blokkade weg. Probeer het dan hier opnieuw.',
  allow_safari: 'Kies boven in het scherm Safari, dan Instellingen voor deze website, en zet camera en microfoon op sta toe. Probeer het dan hier opnieuw.',
  allow_ios: 'Tik op het teken links in de adresbalk, dan op Website-instellingen, en zet camera en microfoon op sta toe. Probeer het dan hier opnieuw.',
  allow_ios_other: 'Open de app Instellingen van je telefoon, zoek daar deze browser en zet camera en microfoon aan. Probeer het dan hier opnieuw.',
  allow_android: 'Tik op het teken links van het adres, dan op Machtigingen, en sta camera en microfoon toe. Het gaat hier dan vanzelf verder.',
  allow_android_firefox: 'Tik op het slotje links van het adres en sta camera en microfoon toe. Probeer het dan hier opnieuw.',
  allow_system: 'Helpt dat niet? Kijk bij Privacy in de instellingen van je apparaat of deze browser camera en microfoon mag gebruiken.',

  // an open microphone that gives nothing
  unheard_silent: 'Je microfoon staat aan, maar er komt geen geluid uit. Misschien staat er een schakelaar op je headset uit, of zit een stekker los.',
  unheard_interrupted: 'Iets anders gebruikt nu je microfoon, bijvoorbeeld een telefoongesprek. De ander hoort je even niet. Is dat voorbij, dan gaat het hier vanzelf verder.',

  // what happened to a device by itself
  turned_other_microphone: 'Je microfoon is weg. Nu wordt deze gebruikt: {label}.',
  turned_microphone_back: 'Je eigen keuze is er weer en wordt gebruikt: {label}.',
  turned_camera_back: 'Je camera is er weer en staat uit: {label}.',
  turned_camera_gone: 'Je camera is weg. De ander ziet je nu niet, maar hoort je wel.',
  turned_not_started: 'Dat apparaat wilde niet starten. Misschien gebruikt een ander programma het. Wat je eerst had, doet het nog.',
  still_muted: 'Je microfoon staat nog steeds uit.',
  use_this: 'Gebruik {label}',
  arrived: 'Er is iets aangesloten: {label}.',
  not_now: 'Nu niet',

  // keys
  keys: 'Sneltoetsen',
  keys_none_here: 'In een tekstveld zijn letters gewoon letters.',
  key_space: 'Spatie',
  key_hold: 'ingedrukt houden om te praten',
  key_help: 'deze lijst',
  key_escape: 'sluiten of loslaten',
  key_enter: 'een knop gebruiken',
  keys_talk: 'Praten',
  keys_sheet: 'Op het vel',
  keys_everywhere: 'Overal',
} as const;
