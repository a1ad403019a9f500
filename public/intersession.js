/** Two conveniences for lists: filtering while typing, and up/down between rows. Nothing depends on it. */

const FOLDED = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е' }

/** The same folding as in src/kernel/text.ts, so that the page finds what the server finds. */
function fold(text) {
  return text
    .toLowerCase()
    .replace(/[әғқңөұүһіё]/gu, (letter) => FOLDED[letter])
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{Mn}+/gu, '')
    .normalize('NFC')
    .replace(/['’ʼ`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Hides the rows of the table that lack a word of what is typed, and says how many are left. */
function filterWhileTyping(input) {
  const rows = [...(document.getElementById(input.dataset.filters)?.tBodies[0]?.rows ?? [])]
  const texts = rows.map((row) => fold(row.textContent))
  const output = input.form.querySelector('output')
  let pause
  input.addEventListener('input', () => {
    const words = fold(input.value).split(' ')
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word))
    })
    clearTimeout(pause)
    pause = setTimeout(() => {
      const shown = rows.filter((row) => !row.hidden).length
      if (output) output.textContent = input.dataset.shown.replace('{shown}', shown).replace('{all}', rows.length)
    }, 400)
  })
}

/** From the search field or a row's link, up and down lead to the first link of the next row. */
function moveBetweenRows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const search = document.querySelector('.filter input[type=search]')
  const here = event.target.closest('table.rows tbody a')
  if (!here && event.target !== search) return
  const table = here ? here.closest('table') : document.querySelector('table.rows')
  const links = [...(table?.tBodies[0]?.rows ?? [])].filter((row) => !row.hidden).map((row) => row.querySelector('a')).filter(Boolean)
  const at = here ? links.indexOf(here.closest('tr').querySelector('a')) : -1
  const next = at + step < 0 ? search : links[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

document.querySelectorAll('input[data-filters]').forEach(filterWhileTyping)
document.addEventListener('keydown', moveBetweenRows)
