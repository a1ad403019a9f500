/** Passkeys: asks the server what to ask the device, and sends the answer with the form. Nothing else needs it. */

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** For browsers older than `parseCreationOptionsFromJSON` and `toJSON` (WebAuthn level 3). */
function parsed(act, json) {
  const known = PublicKeyCredential[act === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON']
  if (known) return known.call(PublicKeyCredential, json)
  const bytes = (list) => list?.map((key) => ({ ...key, id: toBytes(key.id) }))
  const options = { ...json, challenge: toBytes(json.challenge) }
  if (json.user) options.user = { ...json.user, id: toBytes(json.user.id) }
  if (json.excludeCredentials) options.excludeCredentials = bytes(json.excludeCredentials)
  if (json.allowCredentials) options.allowCredentials = bytes(json.allowCredentials)
  return options
}

function written(credential) {
  // Some password managers put their own objects here, whose toJSON is missing or fails.
  try {
    return JSON.stringify(credential.toJSON())
  } catch {
    const response = {}
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
      if (credential.response[name]) response[name] = toText(credential.response[name])
    if (credential.response.getTransports) response.transports = credential.response.getTransports()
    return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults: {} })
  }
}

async function ask(form) {
  const act = form.dataset.passkey
  const answer = await fetch(form.getAttribute('action').split('?')[0], { headers: { accept: 'application/json' } })
  if (!answer.ok || answer.redirected) throw new Error('no options')
  const publicKey = parsed(act, await answer.json())
  return written(await navigator.credentials[act]({ publicKey }))
}

function prepare(form) {
  const failed = form.querySelector('[data-failed]')
  let waiting = false
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (waiting) return
    waiting = true
    failed.hidden = true
    try {
      form.elements.credential.value = await ask(form)
      form.submit()
    } catch {
      failed.hidden = false
    }
    waiting = false
  })
}

const able = 'PublicKeyCredential' in window
for (const form of document.querySelectorAll('form[data-passkey]')) if (able) prepare(form)
for (const note of document.querySelectorAll('[data-unable]')) note.hidden = able
