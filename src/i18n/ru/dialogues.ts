/** Russian texts of the room `dialogues`. */

import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

const states = { draft: 'Черновик', active: 'Действует', closed: 'Закрыт', archived: 'В архиве' }
const moves = { activation: 'Начать', closure: 'Закрыть', archiving: 'Отправить в архив' }
const roleNames = {
  organiser: 'Организатор',
  coordinator: 'Координатор',
  rapporteur: 'Секретарь заседаний',
  viewer: 'Читатель',
}

export const dialogues: Messages['dialogues'] = {
  title: 'Диалоги',
  none: 'Диалогов пока нет.',
  recordedNow: 'Сейчас записано',
  open: 'Открыть диалог',
  editTitle: 'Изменить данные диалога',
  name: 'Название',
  code: 'Код',
  codeHint: 'Краткий, заглавными латинскими буквами, например OAT-KZ. Ставится перед номером обязательства.',
  state: 'Статус',
  states,
  moves,
  nextMeeting: 'Следующее заседание',
  openCommitments: 'Открытые обязательства',
  mandate: 'Мандат',
  mandateHint: 'Для чего ведётся диалог и по чьему поручению.',
  noMandate: 'Мандат пока не записан.',
  project: 'Проект',
  funder: 'Донор',
  languages: 'Языки',
  authoritative: 'Язык основного текста',
  authoritativeHint: 'При расхождении версий обязательна версия на этом языке.',
  holidayCalendar: 'Календарь праздников',
  holidayCalendarHint: 'KZ; пусто, если нерабочие дни — только выходные.',
  rules: 'Регламент',
  attribution: 'Указание авторства',
  attributionHint:
    'Применяется к новым заседаниям. Для заседания и для вопроса повестки можно задать своё правило.',
  attributions: {
    attributed: 'С указанием организации и имени',
    institution_only: 'Только организация, без имён',
    chatham_house: 'Правило Чатем-Хаус: выступающие не записываются',
  },
  participantList: 'Участникам видны в списке',
  participantLists: {
    names: 'имена — с согласия каждого лица',
    institutions: 'организации',
    counts: 'только численность',
    nobody: 'ничего',
  },
  quorumBasis: 'Кворум считается',
  quorumBases: { institutions: 'по организациям', seats: 'по местам', none: 'кворума нет' },
  quorumPercent: 'Кворум, процентов',
  quorumHint: 'Должно присутствовать больше этой доли.',
  quorum: (basis, percent) => `более ${percent} % ${basis}`,
  decisionRule: 'Решения принимаются',
  decisionRules: {
    consensus: 'консенсусом',
    simple_majority: 'простым большинством',
    two_thirds: 'двумя третями',
  },
  silence: 'Процедура молчания',
  silenceHint: 'Текст считается принятым, если за это время не поступило возражений.',
  silenceLength: 'Длительность процедуры молчания',
  silenceUnit: 'Единица счёта',
  silenceUnits: { hours: 'часы', working_days: 'рабочие дни' },
  silenceOf: (length, unit) => {
    const words =
      unit === 'hours'
        ? { one: 'час', few: 'часа', many: 'часов' }
        : { one: 'рабочий день', few: 'рабочих дня', many: 'рабочих дней' }
    return `${length} ${plural('ru', length, words)}`
  },
  meetings: 'Заседания',
  noMeetings: 'Заседаний пока не запланировано.',
  plan: 'Запланировать заседание',
  sectors: 'Кто приглашён на следующее заседание',
  sector: 'Сектор',
  invited: 'Организации',
  nobodyYet: 'пока никого',
  people: 'Роли',
  person: 'Имя',
  role: 'Роль',
  roleNames,
  since: 'С какого дня',
  actions: 'Действия',
  endRole: 'Прекратить',
  grant: 'Предоставить роль',
  email: 'Адрес электронной почты',
  emailHint: 'Адрес, под которым человек записан в справочнике. С ним можно будет войти в систему.',
  grantSubmit: 'Предоставить роль',
  closureTitle: 'Закрыть диалог?',
  closureLead:
    'После закрытия нельзя планировать заседания. Обязательства сохраняются, отчёты по ним принимаются, как прежде. Письма не отправляются.',
  closureSubmit: 'Закрыть диалог',
  history: {
    opened: 'Диалог открыт',
    edited: 'Изменены данные или регламент',
    active: 'Диалог начат',
    closed: 'Диалог закрыт',
    archived: 'Диалог отправлен в архив',
    meeting_added: (p) => `Запланировано заседание № ${p.ordinal}`,
    role_granted: (p) => `Предоставлена роль: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
    role_ended: (p) => `Прекращена роль: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
  },
  refusals: {
    code_form: 'Используйте от 2 до 20 заглавных латинских букв, цифр и дефисов, например OAT-KZ.',
    code_taken: 'Этот код уже занят другим диалогом.',
    no_language: 'Выберите хотя бы один язык.',
    authoritative_not_offered: 'Язык основного текста должен быть одним из языков диалога.',
    title_missing: 'Укажите название на языке основного текста.',
    mandate_without_title: 'На этом языке есть мандат: укажите на нём и название.',
    archived: 'Диалог находится в архиве и доступен только для чтения.',
    cannot_move: (p) => {
      const possible = listed(moves, p.possible)
      const what = `Действие «${moves[p.move as keyof typeof moves]}» сейчас невозможно. Статус диалога: ${states[p.state as keyof typeof states].toLowerCase()}.`
      return possible ? `${what} Возможные действия: ${possible}.` : what
    },
    meetings_ahead: (p) =>
      `Делегаты ещё ожидают заседаний этого диалога, их число: ${p.count}. Сначала проведите или отмените их.`,
    nobody_with_address: 'Такого адреса в справочнике нет. Сначала добавьте человека в справочник.',
    account_disabled: 'Учётная запись этого человека отключена. Включить её может администратор.',
    has_role_already: 'Эта роль у человека уже есть.',
    role_unknown: 'Эта роль больше не действует.',
    last_organiser: 'Это единственный организатор. Сначала предоставьте эту роль другому лицу.',
  },
}

function listed(table: Readonly<Record<string, string>>, keys: string | number | undefined): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => (table[key] ? `«${table[key]}»` : []))
    .join(', ')
}
