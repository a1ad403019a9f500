import SqliteDatabase from 'better-sqlite3'
const raw = new SqliteDatabase('/tmp/sqlpost/intersession.sqlite')
const mid = raw.prepare('select id from meetings order by rowid desc').pluck().get()
const q = (sql: string) => raw.prepare(sql)
const J = 'from meetings inner join dialogues on dialogues.id = meetings.dialogue_id where meetings.id = ?'
const time = (name: string, f: () => unknown) => { for (let i = 0; i < 3000; i++) f(); const t = performance.now(); const n = 5000; for (let i = 0; i < n; i++) f(); console.log(name, ((performance.now() - t) / n * 1000).toFixed(1)) }
const a = q('select meetings.* from meetings where id = ?'), b = q('select meetings.* ' + J), c = q('select meetings.* ' + J).raw()
console.log(a.all(mid).length, b.all(mid).length)
time('a.all', () => a.all(mid)); time('a.get', () => a.get(mid)); time('b.all', () => b.all(mid)); time('b.get', () => b.get(mid)); time('c.all', () => c.all(mid)); time('c.get', () => c.get(mid))
time('b.columns', () => b.columns())
const e = raw.prepare('explain select meetings.* ' + J).all(mid) as any[]
console.log(e.map((r) => r.opcode).join(' '))
