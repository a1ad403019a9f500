/** Kazakh texts of the room `minutes`: decisions. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

const states = {
  proposed: 'Ұсынылды',
  adopted: 'Қабылданды',
  rejected: 'Қабылданбады',
  withdrawn: review('Қараудан алынды'),
  superseded: review('Жаңасымен ауыстырылды'),
}

export const minutes: Messages['minutes'] = {
  title: 'Шешімдер',
  states,
  methods: {
    consensus: review('консенсуспен'),
    vote: 'дауыс беру арқылы',
    silence: review('үнсіз келісу рәсімімен'),
  },
  fields: {
    code: '№',
    text: 'Шешім',
    authoritative: review('Негізгі мәтіннің тілі'),
    item: 'Күн тәртібінің мәселесі',
    meeting: 'Отырыс',
    method: 'Қабылдау тәртібі',
    votes: 'Дауыстар',
    votes_for: 'Қолдады',
    votes_against: 'Қарсы',
    votes_abstained: 'Қалыс қалды',
    reservations: review('Ескертпелер'),
    state: 'Мәртебесі',
    adopted: 'Отырыста қабылданды',
    recordedAt: 'Енгізілген күні',
  },
  votes: (p) => `қолдады: ${p.for}, қарсы: ${p.against}, қалыс қалды: ${p.abstained}`,
  textHint: review('Қабылданған күйінде, мәтіні бар әр тілде.'),
  votesHint: 'тек дауыс беру өткізілген жағдайда',
  reservationsHint: {
    attributed: review('Ескертпе кімнің өтініші бойынша енгізілгенін көрсетіңіз.'),
    institution_only: review('Тек ұйымдарды көрсетіңіз, адамдардың аты-жөнін жазбаңыз.'),
    chatham_house: review('Чатем-Хаус қағидасы бойынша аты-жөнді де, ұйымды да көрсетпеңіз.'),
  },
  whole: 'жалпы отырыс',
  none: 'Бұл отырыста шешім енгізілмеген.',
  record: 'Шешім енгізу',
  recordTitle: 'Жаңа шешім',
  editTitle: 'Шешімді өзгерту',
  follows: review('Шешімнен туындайтын міндеттемелер'),
  followsNothing: 'Бұл шешім бойынша міндеттеме енгізілмеген.',
  moves: {
    title: 'Мүмкін әрекеттер',
    adoption: 'Қабылдау',
    rejection: review('Қабылдамау'),
    withdrawal: review('Қараудан алу'),
    supersession: review('Ауыстырылған деп белгілеу'),
  },
  events: {
    recorded: 'Енгізілді',
    edited: 'Өзгертілді',
    adopted: 'Қабылданды',
    rejected: 'Қабылданбады',
    withdrawn: review('Қараудан алынды'),
    superseded: review('Жаңасымен ауыстырылды'),
  },
  refusals: {
    names_somebody: (p) => review(`Авторлықты көрсету қағидасы бойынша мұнда атауға болмайды: ${p.name}.`),
    authoritative_missing: review('Негізгі деп көрсетілген тілде мәтін жоқ.'),
    item_unknown: 'Бұл отырыстың күн тәртібінде мұндай мәселе жоқ.',
    cannot_move: (p) =>
      review(
        `Бұл әрекет енді мүмкін емес. Мәртебесі: ${(states as Readonly<Record<string, string>>)[String(p.state)] ?? p.state}.`,
      ),
    not_carried: review('Бұл диалогтың қағидалары бойынша қолдаған дауыс саны жеткіліксіз.'),
    decision_fixed: review('Бұл шешімді енді өзгертуге болмайды. Оның орнына жаңа шешім енгізіңіз.'),
  },
}
