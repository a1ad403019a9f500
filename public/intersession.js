/**
 * Three conveniences: filtering a list while typing, up/down between its rows, and numbers that stay fresh while mail
 * is on its way. Nothing depends on it.
 */

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

/**
 * Fetches the page's own fragment again and again, more slowly while it stays, and puts it in place. Ends when
 * the fragment no longer asks for it, or the answer is no longer this page; rests while nobody looks.
 */
async function keepFresh(region) {
  for (let pause = 2000; region.dataset.fresh; ) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    if (document.hidden) await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }))
    const answer = await fetch(region.dataset.fresh).catch(() => null)
    const text = answer?.ok ? await answer.text() : ''
    const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(region.id)
    if (answer?.ok && !fresh) return
    // Whoever stands on a link in it must not lose their place.
    const stays = !fresh || fresh.innerHTML === region.innerHTML || region.contains(document.activeElement)
    pause = stays ? Math.min(pause * 1.5, 30000) : 2000
    if (stays) continue
    if (!fresh.dataset.fresh) delete region.dataset.fresh
    region.replaceChildren(...fresh.childNodes)
  }
}

document.querySelectorAll('[data-fresh]').forEach(keepFresh)
document.querySelectorAll('input[data-filters]').forEach(filterWhileTyping)
document.addEventListener('keydown', moveBetweenRows)
