/** Russian texts of the room `minutes`: decisions. */

import type { Messages } from '../messages.ts'

const states = {
  proposed: 'Предложено',
  adopted: 'Принято',
  rejected: 'Отклонено',
  withdrawn: 'Снято',
  superseded: 'Заменено новым',
}

export const minutes: Messages['minutes'] = {
  title: 'Решения',
  states,
  methods: { consensus: 'консенсусом', vote: 'голосованием', silence: 'процедурой молчания' },
  fields: {
    code: '№',
    text: 'Решение',
    authoritative: 'Язык основного текста',
    item: 'Вопрос повестки дня',
    meeting: 'Заседание',
    method: 'Порядок принятия',
    votes: 'Голоса',
    votes_for: 'За',
    votes_against: 'Против',
    votes_abstained: 'Воздержались',
    reservations: 'Оговорки',
    state: 'Статус',
    adopted: 'Принято на заседании',
    recordedAt: 'Внесено',
  },
  votes: (p) => `за ${p.for}, против ${p.against}, воздержались ${p.abstained}`,
  textHint: 'Так, как принято; на каждом языке, на котором есть текст.',
  votesHint: 'только если проводилось голосование',
  reservationsHint: {
    attributed: 'С указанием, по чьей просьбе внесена оговорка.',
    institution_only: 'Указывайте только организации, без имён.',
    chatham_house: 'По правилу Чатем-Хаус не указывайте ни имён, ни организаций.',
  },
  whole: 'заседание в целом',
  none: 'На этом заседании решения не внесены.',
  record: 'Внести решение',
  recordTitle: 'Новое решение',
  editTitle: 'Изменение решения',
  follows: 'Что следует из решения',
  followsNothing: 'По этому решению обязательства не внесены.',
  moves: {
    title: 'Возможные действия',
    adoption: 'Принять',
    rejection: 'Отклонить',
    withdrawal: 'Снять с рассмотрения',
    supersession: 'Отметить как заменённое',
  },
  events: {
    recorded: 'Внесено',
    edited: 'Изменено',
    adopted: 'Принято',
    rejected: 'Отклонено',
    withdrawn: 'Снято с рассмотрения',
    superseded: 'Заменено новым',
  },
  refusals: {
    names_somebody: (p) => `По правилу указания авторства здесь нельзя называть: ${p.name}.`,
    authoritative_missing: 'Нет текста на языке, указанном как основной.',
    item_unknown: 'Такого вопроса нет в повестке дня этого заседания.',
    cannot_move: (p) =>
      `Это действие больше невозможно. Статус: ${(states as Readonly<Record<string, string>>)[String(p.state)] ?? p.state}.`,
    not_carried: 'По правилам этого диалога голосов «за» недостаточно.',
    decision_fixed: 'Это решение больше нельзя изменить. Внесите новое, которое его заменит.',
  },
}
