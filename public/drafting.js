/**
 * Saves what is drafted behind a personal link while it is typed. Nothing depends on it: the button saves as well.
 *
 * What could not be sent is kept in this window and sent when the connection is back. When somebody else saved
 * meanwhile, it stops and says so; the button then shows both texts.
 */

const PAUSE = 1500
const AGAIN = 10000

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
    }).catch(() => null)
    busy = false
    if (!answer || answer.status >= 500) {
      tell(form.dataset.offline)
      return later(AGAIN)
    }
    if (answer.status === 409) {
      stopped = true
      return tell(form.dataset.conflict)
    }
    // Something is wrong with what was typed so far; the button says what.
    if (!answer.ok) return tell('')
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

  form.addEventListener('input', () => {
    sessionStorage.setItem(key, contentOf(form).toString())
    later(PAUSE)
  })
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
  })
  addEventListener('online', () => later(0))
  restore()
}

/** Back on the plan after the button saved: what was kept of its parts is no longer needed. */
function forgetSaved() {
  if (new URLSearchParams(location.search).get('said') !== 'saved') return
  const under = `draft:${location.pathname}/`
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(under)) sessionStorage.removeItem(key)
}

forgetSaved()
document.querySelectorAll('form[data-saves]').forEach(saveWhileTyping)
