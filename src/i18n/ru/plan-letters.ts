/** Russian texts of the letters about regional plans. */

import type { Messages } from '../messages.ts'

export const letters: Messages['plans']['letters'] = {
  plan: 'План',
  institution: 'Учреждение',
  period: 'Период',
  dialogue: 'Диалог',
  due: 'Просим до',
  personalLink: 'Эта ссылка личная. Просим не передавать её: по ней можно писать от имени вашего учреждения.',
  request: {
    subject: ({ template }) => `Просим составить: ${template}`,
    intro:
      'Просим составить план вашего учреждения. Это можно сделать с телефона, раздел за разделом; несколько человек вашего учреждения работают над одним планом.',
    action: 'Открыть план',
  },
  reminder: {
    subject: ({ template }) => `Напоминание: ${template}`,
    intro: 'План вашего учреждения ещё не представлен.',
    action: 'Продолжить план',
  },
  presented: {
    subject: ({ template, institution }) => `Представлен: ${template} (${institution})`,
    intro:
      'Представлен план, за которым наблюдает ваше учреждение. Просим прочитать его и утвердить или вернуть.',
    action: 'Прочитать план',
  },
  approved: {
    subject: ({ template }) => `Утверждён: ${template}`,
    intro: 'План вашего учреждения утверждён.',
    action: 'Открыть план',
  },
  returned: {
    subject: ({ template }) => `Возвращён: ${template}`,
    intro: 'План вашего учреждения возвращён с замечаниями. Просим изменить его и представить снова.',
    action: 'Изменить план',
  },
  report: {
    subject: ({ template }) => `Просим отчитаться: ${template}`,
    intro:
      'Просим сообщить, как обстоят дела с мероприятиями этого периода. Это займёт две минуты, можно с телефона.',
    action: 'Ответить',
  },
}
