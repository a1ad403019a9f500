/** A mail server on loopback in a process of its own, so that its work counts for nobody. */

import { startSink } from '../src/platform/sink.ts'

const sink = await startSink()
process.send?.(sink.port)
