/**
 * Invented physicians and psychologists of the regions: thirty of them came to the workshop of 2016, two from most
 * regions. The first of each region answers for it today.
 */

import { readPeople } from './person.ts'

export const REGIONAL_PEOPLE = readPeople(`
  REG-01 | focal_point | ru | physician    | Abdrakhman/Yerlan/Saparovich     | Абдрахман/Ерлан/Сапарович       | Әбдірахман/Ерлан/Сапарұлы
  REG-02 | focal_point | kk | physician    | Zholdasbay/Gulsim/Turaqyzy       | Жолдасбай/Гульсим/Тураевна      | Жолдасбай/Гүлсім/Тұрақызы
  REG-03 | focal_point | kk | psychologist | Nurgaliyeva/Maral/Qanatqyzy      | Нургалиева/Марал/Канатовна      | Нұрғалиева/Марал/Қанатқызы
  REG-04 | focal_point | kk | physician    | Utegen/Bauyrzhan/Isatayuly       | Утеген/Бауыржан/Исатаевич       | Өтеген/Бауыржан/Исатайұлы
  REG-05 | focal_point | ru | physician    | Sidorenko/Valentina/Petrovna     | Сидоренко/Валентина/Петровна    | Сидоренко/Валентина/Петровна
  REG-06 | focal_point | kk | physician    | Mombek/Asylkhan/Zhumabekuly      | Момбек/Асылхан/Жумабекович      | Момбек/Асылхан/Жұмабекұлы
  REG-07 | focal_point | kk | psychologist | Qabdolova/Inkar/Zhanibekqyzy     | Кабдолова/Инкар/Жанибековна     | Қабдолова/Іңкәр/Жәнібекқызы
  REG-08 | focal_point | ru | physician    | Schmidt/Viktor/Ivanovich         | Шмидт/Виктор/Иванович           | Шмидт/Виктор/Иванович
  REG-09 | focal_point | ru | psychologist | Kovalenko/Lyudmila/Nikolayevna   | Коваленко/Людмила/Николаевна    | Коваленко/Людмила/Николаевна
  REG-10 | focal_point | kk | physician    | Aitbay/Ularbek/Qurmanuly         | Айтбай/Уларбек/Курманович       | Айтбай/Ұларбек/Құрманұлы
  REG-11 | focal_point | kk | physician    | Qosbarmaq/Zhangul/Ormanqyzy      | Косбармак/Жангуль/Ормановна     | Қосбармақ/Жаңгүл/Орманқызы
  REG-12 | focal_point | ru | physician    | Belova/Anna/Dmitriyevna          | Белова/Анна/Дмитриевна          | Белова/Анна/Дмитриевна
  REG-13 | focal_point | ru | physician    | Ivanchenko/Oleg/Stepanovich      | Иванченко/Олег/Степанович       | Иванченко/Олег/Степанович
  REG-14 | focal_point | kk | physician    | Amirkhan/Qalima/Satybaldyqyzy    | Амирхан/Калима/Сатыбалдиевна    | Әмірхан/Қалима/Сатыбалдықызы
  REG-15 | focal_point | ru | psychologist | Ten/Marina/Afanasyevna           | Тен/Марина/Афанасьевна          | Тен/Марина/Афанасьевна
  REG-16 | focal_point | ru | physician    | Dauletov/Askhat/Kenesovich       | Даулетов/Асхат/Кенесович        | Дәулетов/Асхат/Кеңесұлы
  REG-17 | focal_point | kk | physician    | Tulebay/Nazym/Orynbasarqyzy      | Тулебай/Назым/Орынбасаровна     | Төлебай/Назым/Орынбасарқызы
  REG-18 | focal_point | kk | physician    | Shakenov/Almas/Amangeldiuly      | Шакенов/Алмас/Амангельдиевич    | Шәкенов/Алмас/Амангелдіұлы
  REG-19 | focal_point | ru | physician    | Yegorova/Svetlana/Yuryevna       | Егорова/Светлана/Юрьевна        | Егорова/Светлана/Юрьевна
  REG-20 | focal_point | kk | physician    | Zheztay/Qazybek/Ulytauuly        | Жезтай/Казыбек/Улытауович       | Жезтай/Қазыбек/Ұлытауұлы
  REG-01 | member      | kk | psychologist | Kassymova/Aisulu/Bolatqyzy       | Касымова/Айсулу/Болатовна       | Қасымова/Айсұлу/Болатқызы
  REG-02 | member      | ru | psychologist | Zhuravlyova/Irina/Gennadyevna    | Журавлёва/Ирина/Геннадьевна     | Журавлёва/Ирина/Геннадьевна
  REG-03 | member      | ru | physician    | Rakhimov/Timur/Ergeshevich       | Рахимов/Тимур/Эргешевич         | Рахымов/Тимур/Ергешұлы
  REG-05 | member      | kk | psychologist | Zhumadilova/Saule/Ozatqyzy       | Жумадилова/Сауле/Озатовна       | Жұмаділова/Сәуле/Озатқызы
  REG-06 | member      | kk | psychologist | Akhmetbek/Dinara/Serikqyzy       | Ахметбек/Динара/Сериковна       | Ахметбек/Динара/Серікқызы
  REG-07 | member      | ru | physician    | Gubaidullin/Marat/Rinatovich     | Губайдуллин/Марат/Ринатович     | Ғұбайдуллин/Марат/Ринатұлы
  REG-08 | member      | ru | psychologist | Petrenko/Galina/Vasilyevna       | Петренко/Галина/Васильевна      | Петренко/Галина/Васильевна
  REG-09 | member      | kk | physician    | Baizhan/Nurbolat/Ghalymuly       | Байжан/Нурболат/Галымович       | Байжан/Нұрболат/Ғалымұлы
  REG-10 | member      | kk | psychologist | Smadiyar/Aqmaral/Yerkinqyzy      | Смадияр/Акмарал/Еркиновна       | Смадияр/Ақмарал/Еркінқызы
  REG-12 | member      | kk | psychologist | Tolebekova/Zhanna/Amantaiqyzy    | Толебекова/Жанна/Амантаевна     | Төлебекова/Жанна/Амантайқызы
  REG-13 | member      | ru | psychologist | Vorobyova/Oksana/Leonidovna      | Воробьёва/Оксана/Леонидовна     | Воробьёва/Оксана/Леонидовна
  REG-14 | member      | kk | psychologist | Seidakhmet/Gulnaz/Abdiqyzy       | Сейдахмет/Гульназ/Абдиевна      | Сейдахмет/Гүлназ/Әбдіқызы
  REG-15 | member      | kk | physician    | Iskendir/Daniyar/Maratuly        | Искендир/Данияр/Маратович       | Ескендір/Данияр/Маратұлы
  REG-16 | member      | ru | psychologist | Klimenko/Vera/Borisovna          | Клименко/Вера/Борисовна         | Клименко/Вера/Борисовна
`)
