/** Kazakh words for what the room `invitations` refuses. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const invitationRefusals: Messages['invitations']['refusals'] = {
  no_institution: 'Кемінде бір ұйымды таңдаңыз.',
  unknown_institution: review('Ұйымдардың бірі анықтамалықта жоқ. Қайта таңдаңыз.'),
  already_invited: (p) =>
    review(`Шақырылып қойған ұйымдар саны: ${p.count}. Тек шақырылмағандарын таңдаңыз.`),
  meeting_over: review('Отырыс өтті немесе болмайды: шақыруларды енді өзгертуге болмайды.'),
  reply_by_past: review('Жауап беру мерзімін бүгіннен ерте таңдамаңыз.'),
  reply_by_after_meeting: review('Жауап беру мерзімі отырыстың бірінші күнінен кеш болмауы тиіс.'),
  already_sent: review('Бұл хат жіберілген. Оны кері қайтаруға болады, бірақ түзетуге болмайды.'),
  no_language: 'Кемінде бір тілді таңдаңыз.',
  meeting_not_announced: review('Отырыс қазір жарияланбаған. Алдымен оны жариялаңыз.'),
  nothing_to_send: 'Кемінде бір хатты таңдаңыз.',
  no_focal_point: (p) =>
    review(
      `Пошта мекенжайы бар байланыс тұлғасы жоқ: ${p.institutions}. Оны қосыңыз немесе хатты тізімнен шығарыңыз.`,
    ),
  preview_outdated: review(
    'Алдын ала көрсетілгеннен кейін хат немесе отырыс өзгерді. Мәтіндерді қайта тексеріп, содан кейін жіберіңіз.',
  ),
  nobody_silent: review('Барлық ұйым жауап берді немесе оларға бүгін еске салынды.'),
  nobody_to_remind: review(
    'Жауап бермеген ұйымдардың ешқайсысында пошта мекенжайы бар байланыс тұлғасы жоқ.',
  ),
  nothing_gathered: review('Жіберілуін күтіп тұрған өзгеріс жоқ.'),
  update_waits: review('Отырыстың өзгерісі жіберілуін күтуде. Алдымен соны жіберіңіз.'),
  no_address: review('Бұл қатысушының пошта мекенжайы белгісіз.'),
  withdrawn_already: review('Бұл шақыру кері қайтарылған.'),
  withdrawn: review('Бұл шақыру кері қайтарылды.'),
  not_sent: 'Бұл шақыру әлі жіберілмеген.',
  second_head: review('Делегация басшысы тағайындалған. Басқа рөлді таңдаңыз немесе басшыны ауыстырыңыз.'),
  no_seat_left: (p) => review(`Барлық орын толды (${p.seats}). Өкілдердің бірін ауыстырыңыз.`),
  named_already: review('Бұл қатысушы осы отырысқа тағайындалған.'),
  replaces_self: review('Бұл орында осы қатысушының өзі тұр. Басқа адамды көрсетіңіз.'),
  replaced_already: review('Бұл қатысушының тағайындалуы енді күшінде емес. Тізімді қайта қараңыз.'),
  regrets_already: review('Қатыса алмайтыныңыз жазылған.'),
  answered_already: 'Бұл жазылған.',
  no_longer_delegate: review('Бұл отырысқа тағайындалуыңыз енді күшінде емес.'),
  meeting_cancelled: 'Отырыс болмайды.',
  meeting_postponed: review('Отырыстың күні әзірге белгіленбеген. Күні белгіленген соң хат аласыз.'),
  time_moved: review('Сіз жауап беріп жатқанда уақыты өзгерді. Жаңа уақытты қарап, қайта жауап беріңіз.'),
}
