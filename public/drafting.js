/**
 * Saves what is drafted behind a personal link while it is typed. Nothing depends on it: the button saves as well.
 *
 * What could not be sent is kept in this window and sent when the connection is back. When somebody else saved
 * meanwhile, it stops and says so; the button then shows both texts.
 */

const PAUSE = 1500
const AGAIN = 10000
const TOO_LONG = 20000

/** Under which the draft is kept whose button was pressed, until the page says that it was saved. */
const PRESSED = 'pressed'

/** What the form would send, without the one-time key: that is for the button. */
function contentOf(form) {
  const data = new URLSearchParams(new FormData(form))
  data.delete('once')
  return data
}

function saveWhileTyping(form) {
  const says = form.querySelector('[data-says]')
  const version = form.elements.namedItem('version')
  const key = `draft:${location.pathname}`
  let sent = contentOf(form).toString()
  let timer = 0
  let busy = false
  let stopped = false

  const tell = (text) => {
    says.textContent = text
  }

  /** The first content of the form after it was lost with a page: the same text, typed over the version it was typed for. */
  function restore() {
    const kept = sessionStorage.getItem(key)
    if (!kept) return
    for (const [name, value] of new URLSearchParams(kept)) {
      const field = form.elements.namedItem(name)
      if (field && 'value' in field) field.value = value
    }
    later(0)
  }

  function later(after) {
    clearTimeout(timer)
    timer = setTimeout(save, after)
  }

  async function save() {
    const content = contentOf(form).toString()
    if (stopped || busy || content === sent) return
    busy = true
    sessionStorage.setItem(key, content)
    tell(form.dataset.saving)
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: content,
      signal: AbortSignal.timeout(TOO_LONG),
    }).catch(() => null)
    busy = false
    if (!answer || answer.status >= 500 || answer.status === 429) {
      tell(form.dataset.offline)
      return later(AGAIN)
    }
    if (!answer.ok) return refusedWith(answer)
    version.value = (await answer.json()).version
    const now = contentOf(form)
    const same = new URLSearchParams(content)
    same.set('version', version.value)
    sent = same.toString()
    if (now.toString() === sent) {
      sessionStorage.removeItem(key)
      tell(form.dataset.saved)
    } else later(PAUSE)
  }

  async function refusedWith(answer) {
    const { refused } = await answer.json().catch(() => ({}))
    // Somebody saved another part at the same moment.
    if (refused === 'forms.changed_meanwhile') return later(PAUSE)
    // Something is wrong with what was typed so far; the button says what.
    if (answer.status === 400) return tell('')
    stopped = true
    tell(refused === 'plans.text_changed' ? form.dataset.conflict : form.dataset.unsaved)
  }

  form.addEventListener('input', () => {
    sessionStorage.setItem(key, contentOf(form).toString())
    later(PAUSE)
  })
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
    sessionStorage.setItem(PRESSED, key)
  })
  addEventListener('online', () => later(0))
  restore()
}

/** Back on the plan after the button saved: what was kept of that part is no longer needed; of the others it is. */
function forgetSaved() {
  if (new URLSearchParams(location.search).get('said') !== 'saved') return
  const key = sessionStorage.getItem(PRESSED)
  if (key) sessionStorage.removeItem(key)
  sessionStorage.removeItem(PRESSED)
}

forgetSaved()
document.querySelectorAll('form[data-saves]').forEach(saveWhileTyping)
