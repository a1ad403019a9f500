/** English texts of the room `documents`: papers of meetings, evidence, files to download. */

import type { Params } from '../../kernel/outcome.ts'

export const documents = {
  title: 'Papers',
  none: 'There are no papers yet.',
  add: 'Add a paper',
  addVersion: 'Add a language or a newer version',
  columns: { paper: 'Paper', item: 'Agenda item', added: 'Added', acts: 'What can be done' },
  labels: { paper: 'Paper', item: 'Agenda item', title: 'Title', lang: 'Language of the file', file: 'File' },
  wholeMeeting: 'The meeting as a whole',
  noLanguage: 'Several languages, or none',
  titleHint: 'In the language of the file. If you leave it empty, the name of the file is used.',
  fileHint: (max: string) =>
    `PDF, DOCX, XLSX, PPTX, ODT, ODS, JPEG, PNG, TXT or CSV, ${max} at most. Place and camera are taken out of pictures.`,
  chooseAgain: 'Choose the file again: the browser does not keep it.',
  upload: 'Upload',
  also: 'also',
  older: 'Earlier versions and removed files',
  removedOn: (date: string) => `removed on ${date}`,
  remove: 'Remove the file',
  removal: {
    title: 'Remove the file for good?',
    lead: 'Its content is deleted and cannot be brought back. That there was this file, who added it and who removed it stays on record. Copies that were downloaded or mailed are not touched.',
    keep: 'Keep it',
  },
  evidence: 'File as proof',
  evidenceHint: 'A photo, a scan or a PDF, if it proves what you report.',
  attached: 'Attached files',
  units: { kb: 'kB', mb: 'MB' },
  refusals: {
    missing: 'Choose a file.',
    empty: 'The file is empty.',
    too_large: (p: Params) =>
      `The file is larger than ${p.max} MB. Send a smaller one. What you typed is kept.`,
    not_taken:
      'Files of this kind are not taken. Send a PDF, DOCX, XLSX, PPTX, ODT, ODS, JPEG, PNG, TXT or CSV file.',
    not_as_named:
      'The content of the file is not what its name says, or the file is damaged. Save it again in its program and send that.',
    not_text: 'This is no text in UTF-8. Save it as such (in Excel: “CSV UTF-8”) and send that.',
    has_macros: 'The file holds macros. Save it without them and send that.',
    names_somebody: (p: Params) =>
      `The title or the name of the file names a participant (${p.name}), which this meeting does not allow.`,
    quota: (p: Params) => `The files of this dialogue have reached ${p.max} GB together. Remove some first.`,
    removed: 'This file was removed.',
  },
}
