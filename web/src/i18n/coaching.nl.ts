/** What only the coach sees: steps, questions and what is better left. Own sentences throughout. */
import { nl as steps } from './steps.nl';

export const nl = {
  // The strip
  steps: 'Stappen',
  steps_line: 'Vink af wat er al was, in elke volgorde. Overslaan mag, terugkomen ook.',
  step_done: '{step}: is aan bod geweest',
  ...steps,
  place_circles_inner: 'Cirkels: binnenste cirkel',
  place_circles_ring: 'Cirkels: de ring',
  place_circles_choose: 'Cirkels: kiezen',
  place_scale_explain: 'Schaal: uitleggen',
  place_scale_now: 'Schaal: waar je nu staat',
  place_scale_low: 'Schaal: laag, of eronder',
  place_scale_up: 'Schaal: iets hoger',
  place_again: 'Een volgend gesprek',
  place_heavy: 'Als het zwaar is',

  // The drawer
  questions: 'Vragen',
  questions_line: 'Om uit te kiezen, niet om af te werken.',
  find_question: 'Zoek een vraag',
  none_found: 'Geen vraag gevonden met die woorden.',
  favourites: 'Favorieten',
  own_questions: 'Eigen vragen',
  own_line: 'Schrijf een vraag in je eigen woorden. Je vindt hem hier terug.',
  own_label: 'Je eigen vraag',
  own_add: 'Bewaar deze vraag',
  own_remove: 'Haal weg',
  make_favourite: 'Maak favoriet: {question}',
  no_favourite: 'Niet meer favoriet: {question}',
  to_sheet: 'Op het vel',
  to_letter: 'In je bericht',
  to_sheet_of: 'Zet op het vel: {question}',
  to_letter_of: 'Zet in je bericht: {question}',
  on_sheet: 'De vraag staat op het vel.',
  in_letter: 'De vraag staat klaar in je bericht. Jij verstuurt hem.',
  careful: 'Liever niet',
  notes: 'Notities',
  guide_parts: 'Wat alleen jij ziet',

  // 1 use
  q_use_1: 'Waar wil je dit gesprek voor gebruiken?',
  q_use_2: 'Stel dat je straks denkt: goed dat we praatten. Wat is er dan gebeurd?',
  q_use_3: 'Wat neem je vandaag het liefst mee?',
  q_use_4: 'Zijn we nog bezig met wat jij nodig hebt?',
  q_use_5: 'Praten we hierover door, of is iets anders nu nuttiger?',
  careful_use: 'Vraag niet wat jij kunt doen: dan ligt het werk bij jou.',

  // 2 topic
  q_topic_1: 'Waarin wil je vooruitkomen?',
  q_topic_2: 'Hoe merk je in je dagen dat dit speelt?',
  q_topic_3: 'Op welk deel daarvan heb je zelf invloed?',
  q_topic_4: 'Als we één ding kiezen, hoe heet het dan?',
  careful_topic: 'Blijf niet staan bij hoe het zo kwam. Erken wat er is, en ga verder.',

  // 3 wanted
  q_wanted_1: 'Hoe wil je dat het gaat?',
  q_wanted_2: 'Wat komt er voor in de plaats?',
  q_wanted_3: 'Over een paar maanden ben je er tevreden over. Wat doe je dan op een gewone dinsdag?',
  q_wanted_4: 'Wie merkt het als eerste, en waaraan?',
  careful_wanted: 'Houd het gewoon en haalbaar. Wat iemand gaat doen, komt later.',

  // 4 achieved
  q_achieved_1: 'Wat is er al een beetje gelukt?',
  q_achieved_2: 'Wat gaat goed genoeg en mag zo blijven?',
  q_achieved_3: 'Waaraan merk je dat?',
  q_achieved_4: 'En wat nog meer?',
  careful_achieved: 'Niets is te klein. Vraag door tot je hoort wat iemand zelf deed.',

  // 5 worked
  q_worked_1: 'Wanneer ging het de laatste tijd iets beter?',
  q_worked_2: 'Wat deed je toen anders?',
  q_worked_3: 'Wat hielp daarbij?',
  q_worked_4: 'Wat daarvan zou je weer kunnen gebruiken?',

  // 6 ahead
  q_ahead_1: 'Welk idee krijg je, als je dit zo ziet staan?',
  q_ahead_2: 'Hoe ziet een kleiner stapje eruit?',
  q_ahead_3: 'Wanneer en waar begin je?',
  q_ahead_4: 'Wie of wat kan je helpen?',
  q_ahead_5: 'Als er iets tussen komt, wat doe je dan?',
  careful_ahead: 'Klein en dichtbij, en van je cliënt zelf. Houd je eigen tip nog even bij je.',

  // 7 useful
  q_useful_1: 'Wat heeft dit gesprek je opgeleverd?',
  q_useful_2: 'Wat vooral?',
  q_useful_3: 'Wat ga je ermee doen?',
  q_useful_4: 'Wat had het voor jou nuttiger gemaakt?',

  // Circles
  q_inner_1: 'Wat lukt al, groot of klein?',
  q_inner_2: 'Hoe heb je dat voor elkaar gekregen?',
  q_inner_3: 'Wat werkte daarbij het best?',
  q_inner_4: 'Wat brengt het je?',
  careful_inner: 'Eén ding per briefje. Klinkt iets negatief, vraag dan eerst wat er voor in de plaats komt.',
  q_ring_1: 'Wat wil je nog bereiken?',
  q_ring_2: 'Waaraan merk je straks dat het zover is?',
  q_ring_3: 'Wat gaat er dan beter?',
  q_choose_1: 'Welk briefje wil je als eerste naar binnen brengen?',
  q_choose_2: 'Hoe en wanneer pak je dat aan?',
  q_choose_3: 'Wat hielp je eerder bij zoiets?',
  careful_choose: 'Kiezen is nog geen verplaatsen. Het briefje verhuist als het zover is.',

  // Scale
  q_scale_explain_1: 'Een 10 is zoals jij het wilt. Een 0 is dat er nog niets van is. Kun je daarmee uit de voeten?',
  q_scale_explain_2: 'Hoe noem je die 10 in je eigen woorden?',
  careful_scale: 'Een 0 zegt alleen dat er nog niets van is, en een 10 mag gewoon zijn. Van een cijfer vind je niets.',
  q_scale_now_1: 'Waar sta je nu?',
  q_scale_now_2: 'Wat is er al, tussen de 0 en waar je staat?',
  q_scale_now_3: 'Hoe ben je daar gekomen?',
  q_scale_now_4: 'Wat nog meer?',
  q_scale_low_1: 'Dat is niet niks. Hoe kom je zulke dagen door?',
  q_scale_low_2: 'Wat maakt dat het niet nog lager is?',
  q_scale_low_3: 'Wanneer was het net iets lichter?',
  careful_scale_low: 'Onder de 0 mag, geen cijfer ook. Eerst erkennen, dan pas vragen.',
  q_scale_up_1: 'Wanneer stond je wel eens hoger, liefst kort geleden?',
  q_scale_up_2: 'Wat deed je toen?',
  q_scale_up_3: 'Hoe ziet één stapje hoger eruit?',
  q_scale_up_4: 'Waaraan merk je dat je daar bent?',

  // Again
  q_again_1: 'Waar wil je het vandaag over hebben?',
  q_again_2: 'Wat is er sinds de vorige keer gelukt, al is het maar iets?',
  q_again_3: 'Welk briefje staat intussen op een andere plek?',
  careful_again: 'Vraag eerst waar dit gesprek voor is. Misschien ligt er iets anders.',

  // Heavy
  q_heavy_1: 'Hoe houd je het vol?',
  q_heavy_2: 'Wat helpt je, al is het maar even?',
  q_heavy_3: 'Wat heb je nu het meest nodig?',
  careful_heavy: 'Haast je niet naar een stap. Wat iemand draagt, mag er eerst zijn.',
} as const;
