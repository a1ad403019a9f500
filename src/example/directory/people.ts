/**
 * The people of the example who speak for institutions of the capital and abroad. All are invented; some have
 * no patronymic, one a single name, one an apostrophe, and the patients' representative is protected.
 */

import { readPeople } from './person.ts'

const FOCAL_POINTS = readPeople(`
  SEC        | focal_point  | ru | coordinator | Yessenova/Madina/Maratqyzy      | Есенова/Мадина/Маратовна       | Есенова/Мадина/Маратқызы
  MOH        | focal_point  | kk | chancery    | Seitkali/Aigerim/Qairatqyzy     | Сейткали/Айгерим/Кайратовна    | Сейтқали/Айгерім/Қайратқызы
  RSPCMH     | focal_point  | ru | department  | Zhumabayeva/Saltanat/Yerlankyzy | Жумабаева/Салтанат/Ерлановна   | Жұмабаева/Салтанат/Ерланқызы
  GPO        | focal_point  | kk | chancery    | Bekturov/Qasym/Omirbekuly       | Бектуров/Касым/Омирбекович     | Бектұров/Қасым/Өмірбекұлы
  NSC        | focal_point  | ru | chancery    | Iskakov/Ruslan/Temirovich       | Искаков/Руслан/Темирович       | Ысқақов/Руслан/Темірұлы
  LEA        | focal_point  | kk | chancery    | Kenzhebekov/Bolat/Shaimuratuly  | Кенжебеков/Болат/Шаймуратович  | Кенжебеков/Болат/Шаймұратұлы
  MFA        | focal_point  | en | adviser     | Tleukhan/Asem/Yerbolqyzy        | Тлеухан/Асем/Ерболовна         | Тілеухан/Әсем/Ерболқызы
  MOF        | focal_point  | ru | chief_expert | Akhmetova/Gulnar/Sailaubekovna | Ахметова/Гульнар/Сайлаубековна | Ахметова/Гүлнар/Сайлаубекқызы
  CNA        | focal_point  | kk | department  | Baimukhanov/Serik/Zhanatuly     | Баймуханов/Серик/Жанатович     | Баймұханов/Серік/Жанатұлы
  DIST       | focal_point  | ru | department  | Kim/Tatyana/Sergeyevna          | Ким/Татьяна/Сергеевна          | Ким/Татьяна/Сергеевна
  WHO        | focal_point  | en | programme   | Lindqvist/Marie                 | Линдквист/Мари                 | Линдквист/Мари
  UNODC      | focal_point  | en | programme   | Keller/Anna                     | Келлер/Анна                    | Келлер/Анна
  UNODC-ROCA | focal_point  | ru | programme   | Karimov/Dilshod/Rustamovich     | Каримов/Дилшод/Рустамович      | Каримов/Дилшод/Рустамұлы
  GF         | focal_point  | en | programme   | Dubois/Claire                   | Дюбуа/Клер                     | Дюбуа/Клэр
  APH        | focal_point  | en | programme   | Bondarenko/Olena                | Бондаренко/Олена               | Бондаренко/Олена
  EHRA       | focal_point  | en | programme   | Kazlauskaitė/Ieva               | Казлаускайте/Иева              | Казлаускайте/Иева
  CSO-1      | focal_point  | kk | director    | Rakhim/Ainur                    | Рахим/Айнур                    | Рахым/Айнұр
  CSO-2      | focal_point  | ru | director    | Sabit/Meruert/Talgatovna        | Сабит/Меруерт/Талгатовна       | Сәбит/Меруерт/Талғатқызы
  CSO-3      | focal_point  | kk | director    | Nasyr/Timur                     | Насыр/Тимур                    | Насыр/Тимур
  COM-1      | focal_point! | ru | patients    | Amanzhol/Tansyk                 | Аманжол/Тансык                 | Аманжол/Таңсық
  EXP-1      | focal_point  | ru | researcher  | Berezina/Natalya/Olegovna       | Березина/Наталья/Олеговна      | Березина/Наталья/Олеговна
  EXP-2      | focal_point  | en | researcher  | Wirawan                         | Вираван                        | Вираван
`)

const MEMBERS = readPeople(`
  SEC        | member       | kk | rapporteur  | Tolegen/Arman/Nurlanuly         | Толеген/Арман/Нурланович       | Төлеген/Арман/Нұрланұлы
  MOH        | head         | kk | deputy      | Abenov/Nurlan/Serikuly          | Абенов/Нурлан/Серикович        | Әбенов/Нұрлан/Серікұлы
  MOH        | member       | ru | chief_expert | Ospanova/Aliya/Bolatovna       | Оспанова/Алия/Болатовна        | Оспанова/Әлия/Болатқызы
  RSPCMH     | head         | ru | director    | Tursunbekov/Galym/Ikhlasovich   | Турсунбеков/Галым/Ихласович    | Тұрсынбеков/Ғалым/Ықыласұлы
  RSPCMH     | member       | ru | physician   | Pavlova/Yelena/Igorevna         | Павлова/Елена/Игоревна         | Павлова/Елена/Игоревна
  GPO        | member       | kk | prosecutor  | Sarsenbayeva/Umit/Adilqyzy      | Сарсенбаева/Умит/Адиловна      | Сәрсенбаева/Үміт/Әділқызы
  NSC        | member       | ru | expert      | Zhakypov/Daulet/Askarovich      | Жакыпов/Даулет/Аскарович       | Жақыпов/Дәулет/Асқарұлы
  LEA        | member       | kk | department  | Zhihanger/Olzhas/Muratuly       | Жихангер/Олжас/Муратович       | Жиһангер/Олжас/Мұратұлы
  MFA        | member       | en | adviser     | Orazbek/Ilyas/Khamituly         | Оразбек/Ильяс/Хамитович        | Оразбек/Ілияс/Хамитұлы
  MOF        | member       | ru | chief_expert | Ni/Vladimir/Andreyevich        | Ни/Владимир/Андреевич          | Ни/Владимир/Андреевич
  CNA        | member       | ru | chief_expert | Li/Oksana/Viktorovna           | Ли/Оксана/Викторовна           | Ли/Оксана/Викторовна
  DIST       | member       | kk | deputy      | Sultanov/Yerlan/Ongaruly        | Султанов/Ерлан/Онгарович       | Сұлтанов/Ерлан/Оңғарұлы
  DIST       | member       | ru | expert      | Gorbunova/Irina/Pavlovna        | Горбунова/Ирина/Павловна       | Горбунова/Ирина/Павловна
  WHO        | member       | en | adviser     | O’Hara/Liam                     | О’Хара/Лиам                    | О’Хара/Лиам
  UNODC      | member       | en | expert      | Tanaka/Hiroshi                  | Танака/Хироси                  | Танака/Хироси
  UNODC-ROCA | member       | ru | expert      | Yusupova/Nilufar/Bakhtiyorovna  | Юсупова/Нилуфар/Бахтиёровна    | Юсупова/Нилуфар/Бахтиёрқызы
  GF         | member       | en | programme   | Mbeki/Thandiwe                  | Мбеки/Тандиве                  | Мбеки/Тандиве
  APH        | member       | ru | expert      | Shevchuk/Petro                  | Шевчук/Петро                   | Шевчук/Петро
  EHRA       | member       | en | expert      | Petrauskas/Jonas                | Петраускас/Йонас               | Петраускас/Йонас
  CSO-1      | member       | ru | psychologist | Volkov/Sergey/Anatolyevich     | Волков/Сергей/Анатольевич      | Волков/Сергей/Анатольевич
  CSO-2      | member       | kk | expert      | Uaitkhan/Ulan/Qabduluaituly     | Уайтхан/Улан/Кабдулуаитович    | Уайтхан/Ұлан/Қабдулуаитұлы
`)

export const CENTRAL_PEOPLE = [...FOCAL_POINTS, ...MEMBERS]
